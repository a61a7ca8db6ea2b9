package backtrac.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;

class LinuxFileSystemTest extends FileSystemContract {

	@Override
	FileSystem system() {
		return LinuxFileSystem.INSTANCE;
	}

	@Test
	void aPathIsAsLongAsItLikes() {
		Path deep = temp.resolve("none");
		for (int i = 0; i < 40; i++) {
			deep = deep.resolve("x".repeat(200));
		}
		Path tooDeep = deep;
		assertEquals(Errno.ENOENT, assertThrows(PosixException.class, () -> system().open(tooDeep)).errno());
	}
}
