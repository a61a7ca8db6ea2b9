package backtrac.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

abstract class FileSystemContract {

	@TempDir
	Path temp;

	abstract FileSystem system();

	@AfterEach
	void nothingStaysOpen() throws IOException {
		assertEquals(Set.of(), OpenFiles.below(temp));
	}

	@Test
	void followsTheUsersOwnLinks() throws IOException {
		Path folder = Files.createDirectory(temp.resolve("ä %41 folder"));
		Files.createFile(folder.resolve("inside"));
		Path link = Files.createSymbolicLink(temp.resolve("link"), folder);
		assertEquals(List.of("inside"), list(folder));
		assertEquals(List.of("inside"), list(link));
	}

	@Test
	void takesAPathWhoseBytesAreNoText() throws IOException {
		Path raw = Path.of(URI.create(temp.toUri() + "%FF%FE"));
		Files.createDirectory(raw);
		Files.createFile(raw.resolve("inside"));
		assertEquals(List.of("inside"), list(raw));
	}

	@Test
	void saysWhyAFolderCannotBeOpened() throws IOException {
		Path file = Files.createFile(temp.resolve("file"));
		assertEquals(Errno.ENOTDIR, assertThrows(PosixException.class, () -> system().open(file)).errno());
		PosixException none = assertThrows(PosixException.class, () -> system().open(temp.resolve("none")));
		assertEquals(Errno.ENOENT, none.errno());
		assertEquals(temp.resolve("none") + ": no such file or folder", none.getMessage());
	}

	private List<String> list(Path folder) throws IOException {
		try (Directory opened = system().open(folder)) {
			return opened.list().stream().map(name -> name.bytes().toString()).toList();
		}
	}
}
