package backtrac.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFilesTest {

	@TempDir
	private Path folder;

	@Test
	void aNewFileIsPrivateBeforeAnythingIsInIt() throws IOException {
		Path file = folder.resolve("key");

		try (FileChannel channel = PrivateFiles.create(file)) {
			assertEquals("rw-------", permissions(file));
			assertEquals(0, channel.size());
			PrivateFiles.write(channel, "ä\n");
		}

		assertEquals("ä\n", Files.readString(file));
		assertThrows(FileAlreadyExistsException.class, () -> PrivateFiles.create(file));
	}

	@Test
	void whatIsReplacedIsPrivateAndNothingElseStays() throws IOException {
		Path file = Files.writeString(folder.resolve("key"), "old");
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
		Files.writeString(folder.resolve("key.new"), "ne");

		PrivateFiles.replace(file, "new");

		assertEquals("new", Files.readString(file));
		assertEquals("rw-------", permissions(file));
		assertEquals(List.of("key"), names());
	}

	@Test
	void whatIsAddedDoesNotReplace() throws IOException {
		Path file = folder.resolve("key");

		PrivateFiles.add(file, "first");
		assertThrows(FileAlreadyExistsException.class, () -> PrivateFiles.add(file, "second"));

		assertEquals("first", Files.readString(file));
		assertEquals("rw-------", permissions(file));
		assertEquals(List.of("key"), names());
	}

	@Test
	void whatCannotBePlacedLeavesNothing() throws IOException {
		Path taken = Files.createDirectory(folder.resolve("taken"));
		Files.createFile(taken.resolve("file"));

		assertThrows(IOException.class, () -> PrivateFiles.replace(taken, "key"));

		assertEquals(List.of("taken"), names());
	}

	@Test
	void aNewFolderIsPrivateAndAnOldOneStaysAsItIs() throws IOException {
		Path old = Files.createDirectory(folder.resolve("old"));
		Files.setPosixFilePermissions(old, PosixFilePermissions.fromString("rwxr-xr-x"));

		PrivateFiles.makeFolder(old);
		PrivateFiles.makeFolder(folder.resolve("a/b"));

		assertEquals("rwxr-xr-x", permissions(old));
		assertEquals("rwx------", permissions(folder.resolve("a/b")));
	}

	@Test
	void everyRightOfOthersIsSeenAndTakenAway() throws IOException {
		Path file = Files.createFile(folder.resolve("key"));
		for (String open : List.of("rw-r-----", "rw--w----", "rw----r--", "rw-----w-")) {
			Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(open));

			assertTrue(PrivateFiles.isOpenToOthers(file), open);
			assertTrue(PrivateFiles.closeToOthers(file), open);
			assertEquals("rw-------", permissions(file));
			assertFalse(PrivateFiles.closeToOthers(file));
		}
	}

	private static String permissions(Path file) throws IOException {
		return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
	}

	private List<String> names() throws IOException {
		try (var files = Files.list(folder)) {
			return files.map(file -> file.getFileName().toString()).toList();
		}
	}
}
