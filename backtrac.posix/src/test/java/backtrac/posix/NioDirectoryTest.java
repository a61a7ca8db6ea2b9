package backtrac.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;

/** The contract through {@code java.nio}, and what that cannot do. */
@Timeout(60)
class NioDirectoryTest extends DirectoryContract {

	private static final ByteString PIPE = name("pipe");

	@Override
	FileSystem system() {
		return NioFileSystem.INSTANCE;
	}

	/** By the one that can. */
	private void makePipe() throws IOException {
		try (Directory linux = LinuxFileSystem.INSTANCE.open(temp)) {
			linux.makeNode(PIPE, Stat.FIFO | 0600, 0);
		}
	}

	@Test
	void aListDoesNotTellTypes() throws IOException {
		folder.makeDirectory(name("d"), 0700);
		assertEquals(List.of(new Directory.Name(name("d"), 0)), folder.list());
	}

	@Test
	void noPipeOrDeviceIsMade() {
		fails(Errno.EOPNOTSUPP, () -> folder.makeNode(PIPE, Stat.FIFO | 0600, 0));
		fails(Errno.EOPNOTSUPP, () -> folder.makeNode(PIPE, Stat.BLOCK_DEVICE | 0600, 8 << 8));
		assertFalse(Files.exists(temp.resolve("pipe")));
	}

	@Test
	void aPipeIsSeenAndNeverWaitedFor() throws IOException {
		makePipe();
		assertEquals(Stat.FIFO, stat("pipe").type());
		Stat before = stat("pipe");
		fails(Errno.ENXIO, () -> folder.open(PIPE));
		fails(Errno.EOPNOTSUPP, () -> folder.setMode(PIPE, 0666));
		fails(Errno.EOPNOTSUPP, () -> folder.setModified(PIPE, 77, 0));
		fails(Errno.EOPNOTSUPP, () -> folder.setAttribute(PIPE, name("user.a"), name("b")));
		assertEquals(Map.of(), folder.attributes(PIPE));
		assertEquals(before.changedNanos, stat("pipe").changedNanos);
		folder.rename(PIPE, folder, name("moved"), false);
		folder.unlink(name("moved"));
	}

	@Test
	void blocksAreAsIfThereWereNoHoles() throws IOException {
		try (FileHandle file = folder.create(name("f"), 0600)) {
			file.setSize(5000);
		}
		assertEquals(10, stat("f").blocks);
	}

	@Test
	void aTimeThatJavaCannotGiveIsRefused() throws IOException {
		folder.create(name("f"), 0600).close();
		folder.setModified(name("f"), 9, 9);
		PosixException refused = fails(Errno.EOPNOTSUPP, () -> folder.setModified(name("f"), -5, 123_456_789));
		assertTrue(refused.getMessage().startsWith("f: a time of before 1970"), refused.getMessage());
		fails(Errno.EOPNOTSUPP, () -> folder.setModified(name("f"), 10_000_000_000L, 0));
		assertEquals(9, stat("f").modifiedSeconds);
		folder.setModified(name("f"), -5, 0);
		assertEquals(-5, stat("f").modifiedSeconds);
	}

	@Test
	void onlyTheUsersAttributesAreSet() throws IOException {
		folder.create(name("f"), 0600).close();
		for (String attribute : List.of("system.posix_acl_access", "trusted.x", "security.x", "user.ä", "user.a\0")) {
			fails(Errno.EOPNOTSUPP, () -> folder.setAttribute(name("f"), name(attribute), name("x")));
		}
	}

	@Test
	void aSymbolicLinkThatJavaWouldWriteOtherwiseIsRefused() throws IOException {
		for (String target : List.of("a//b", "a/", "//a")) {
			fails(Errno.EOPNOTSUPP, () -> folder.makeSymlink(name(target), name("l")));
			assertFalse(Files.exists(temp.resolve("l"), LinkOption.NOFOLLOW_LINKS));
			Files.deleteIfExists(temp.resolve("linux"));
			try (Directory linux = LinuxFileSystem.INSTANCE.open(temp)) {
				linux.makeSymlink(name(target), name("linux"));
			}
			assertEquals(name(target), folder.readLink(name("linux")), "but it is read");
		}
		for (String target : List.of("/", "/a/../b", "..", "./x", "../ä\\x", ".")) {
			folder.makeSymlink(name(target), name("good"));
			assertEquals(name(target), folder.readLink(name("good")));
			folder.unlink(name("good"));
		}
		ByteString raw = ByteString.wrap(new byte[] { '/', 'x', '/', (byte) 0xFE, '/', '.', '.' });
		folder.makeSymlink(raw, name("good"));
		assertEquals(raw, folder.readLink(name("good")));
	}

	@Test
	void aFolderThatIsNotThereAnyMoreIsTold() throws IOException {
		Files.createDirectory(temp.resolve("d"));
		Files.writeString(temp.resolve("d/f"), "old");
		try (Directory d = folder.directory(name("d"))) {
			Files.move(temp.resolve("d"), temp.resolve("e"));
			fails(Errno.ESTALE, () -> d.stat(name("f"), new Stat()));
			Files.createDirectory(temp.resolve("d"));
			Files.writeString(temp.resolve("d/f"), "new");
			fails(Errno.ESTALE, () -> d.stat(name("f"), new Stat()));
			fails(Errno.ESTALE, () -> d.makeDirectory(name("g"), 0700));
			fails(Errno.ESTALE, () -> d.setMode(ByteString.EMPTY, 0777));
			fails(Errno.ESTALE, () -> d.link(name("f"), folder, name("f")));
			fails(Errno.ESTALE, () -> d.syncFileSystem());
		}
		assertEquals(List.of("d", "e"), folder.list().stream().map(n -> n.bytes().toString()).sorted().toList());
	}

	@Test
	void aSymbolicLinkInAFoldersPlaceIsNotFollowed() throws IOException {
		Path outside = Files.createDirectory(temp.resolve("outside"));
		Files.writeString(outside.resolve("f"), "secret");
		Files.createDirectories(temp.resolve("a/b"));
		try (Directory b = folder.directory(EntryPath.parse("a/b"))) {
			Files.move(temp.resolve("a/b"), temp.resolve("a/c"));
			Files.createSymbolicLink(temp.resolve("a/b"), outside);
			fails(Errno.ESTALE, () -> b.stat(name("f"), new Stat()));
			fails(Errno.ESTALE, () -> b.setMode(ByteString.EMPTY, 0777));
		}
	}

	@Test
	void anOpenFileThatHasLostItsNameIsReadButTellsNothing() throws IOException {
		Files.writeString(temp.resolve("f"), "old");
		try (FileHandle file = folder.open(name("f"))) {
			Files.delete(temp.resolve("f"));
			Files.writeString(temp.resolve("f"), "another");
			assertEquals(3, file.read(new byte[9], 0, 9));
			fails(Errno.ESTALE, () -> file.stat(new Stat()));
			fails(Errno.ESTALE, () -> file.setMode(0777));
		}
	}

	@Test
	void anInterruptIsPutOff() throws IOException {
		try (FileHandle file = folder.create(name("f"), 0600)) {
			Thread.currentThread().interrupt();
			file.write(bytes("abc"), 0, 3);
			file.sync();
			folder.sync();
			folder.syncFileSystem();
			assertTrue(Thread.interrupted(), "it is still there");
		}
		assertEquals("abc", Files.readString(temp.resolve("f")));
	}

	@Test
	void aFolderIsRenamedOverNothing() throws IOException {
		folder.makeDirectory(name("a"), 0700);
		folder.makeDirectory(name("b"), 0700);
		fails(Errno.EEXIST, () -> folder.rename(name("a"), folder, name("b"), false));
		folder.rename(name("a"), folder, name("c"), false);
		folder.makeSymlink(name("c"), name("l"));
		fails(Errno.EEXIST, () -> folder.rename(name("l"), folder, name("b"), false));
		folder.rename(name("l"), folder, name("m"), false);
		assertEquals(List.of("b", "c", "m"), folder.list().stream().map(n -> n.bytes().toString()).sorted().collect(Collectors.toList()));
	}

	@Test
	void aPathLongerThanTheSystemTakesIsRefused() throws IOException {
		ByteString name = name("n".repeat(250));
		Directory last = folder.directory(EntryPath.ROOT);
		PosixException refused = null;
		for (int i = 0; i < 20 && refused == null; i++) {
			try (Directory parent = last) {
				parent.makeDirectory(name, 0700);
				last = parent.directory(name);
			} catch (PosixException e) {
				refused = e;
			}
		}
		assertEquals(Errno.ENAMETOOLONG, refused.errno());
	}
}
