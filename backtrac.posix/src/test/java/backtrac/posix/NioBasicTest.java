package backtrac.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.api.entry.ByteString;

/** What is left where the system has none of the attributes of Unix, such as on Windows. */
class NioBasicTest {

	private static final ByteString FILE = ByteString.of("file");

	@TempDir
	Path temp;

	private Directory folder;

	@BeforeEach
	void open() throws IOException {
		folder = NioPlain.BASIC.open(temp);
		folder.create(FILE, 0600).close();
	}

	@AfterEach
	void close() {
		folder.close();
	}

	@Test
	void whatIsNotKnownIsUnknown() throws IOException {
		Files.writeString(temp.resolve("file"), "four");
		folder.setModified(FILE, 77, 5);
		Stat stat = new Stat();
		folder.stat(FILE, stat);
		assertEquals(Stat.FILE, stat.type());
		assertEquals(List.of(Stat.UNKNOWN, Stat.UNKNOWN, Stat.UNKNOWN, 0), List.of(stat.permissions(), stat.uid, stat.gid, stat.links));
		assertEquals(List.of(4L, 77L, 5), List.of(stat.size, stat.modifiedSeconds, stat.modifiedNanos));
		folder.stat(ByteString.EMPTY, stat);
		assertEquals(Stat.DIRECTORY, stat.type());
	}

	@Test
	void whatIsNotThereIsNotSet() {
		for (Errno errno : List.of(assertThrows(PosixException.class, () -> folder.setMode(FILE, 0600)).errno(),
				assertThrows(PosixException.class, () -> folder.setOwner(FILE, 0, 0)).errno())) {
			assertEquals(Errno.EOPNOTSUPP, errno);
		}
	}

	@Test
	void itSaysWhatIsMissing() {
		String limits = NioPlain.BASIC.limits().orElseThrow();
		assertTrue(limits.contains("no ACLs") && limits.contains("no owners, permissions"), limits);
		assertTrue(LinuxFileSystem.INSTANCE.limits().isEmpty());
	}
}
