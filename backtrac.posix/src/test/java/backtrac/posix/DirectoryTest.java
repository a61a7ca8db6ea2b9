package backtrac.posix;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;

class DirectoryTest {

	private static final ByteString ITSELF = ByteString.EMPTY;
	private static final ByteString RAW = ByteString.wrap(new byte[] { 'r', (byte) 0xFF, (byte) 0xFE, '\n', ' ' });

	@TempDir
	Path temp;

	private Directory folder;

	@BeforeEach
	void open() throws IOException {
		folder = FileSystem.system().open(temp);
	}

	@AfterEach
	void nothingStaysOpen() throws IOException {
		folder.close();
		assertEquals(Set.of(), OpenFiles.below(temp));
	}

	@Test
	void aFileIsWrittenAndReadBack() throws IOException {
		byte[] content = new byte[Call.DATA_SIZE * 2 + 77];
		for (int i = 0; i < content.length; i++) {
			content[i] = (byte) (i * 31 >> 3);
		}
		try (FileHandle file = folder.create(name("f"), 0600)) {
			file.write(content, 0, 1);
			file.write(content, 1, content.length - 1);
			file.sync();
		}
		try (FileHandle file = folder.open(name("f"))) {
			byte[] read = new byte[content.length + 10];
			int length = 0;
			for (int n; (n = file.read(read, length, read.length - length)) >= 0;) {
				length += n;
			}
			assertEquals(content.length, length);
			assertEquals(ByteString.copyOf(content), ByteString.wrap(Arrays.copyOf(read, length)));
			assertEquals(0, file.read(read, 0, 0));
			assertEquals(-1, file.read(read, 0, 1));
			assertThrows(IndexOutOfBoundsException.class, () -> file.read(read, read.length, 1));
		}
	}

	@Test
	void anOpenFileGetsAnotherNameWhateverBecameOfItsOwn() throws IOException {
		Files.writeString(temp.resolve("f"), "opened");
		Files.createLink(temp.resolve("elsewhere"), temp.resolve("f"));
		try (FileHandle file = folder.open(name("f"))) {
			Files.delete(temp.resolve("f"));
			Files.writeString(temp.resolve("f"), "another");
			file.linkTo(folder, RAW);
			fails(Errno.EEXIST, () -> file.linkTo(folder, name("f")));
			fails(Errno.EINVAL, () -> file.linkTo(folder, name("a/b")));
		}
		FileHandle closed = folder.open(RAW);
		closed.close();
		fails(Errno.EBADF, () -> closed.linkTo(folder, name("closed")));
		Stat stat = new Stat();
		folder.stat(RAW, stat);
		assertEquals(Files.getAttribute(temp.resolve("elsewhere"), "unix:ino"), stat.inode);
		assertEquals(2, stat.links);
	}

	@Test
	void skippedBytesAreAHole() throws IOException {
		try (FileHandle file = folder.create(name("sparse"), 0600)) {
			file.skip(1 << 20);
			file.write(bytes("end"), 0, 3);
			file.skip(1 << 20);
			file.setSize((2 << 20) + 3);
			Stat stat = new Stat();
			file.stat(stat);
			assertEquals((2 << 20) + 3, stat.size);
			assertTrue(stat.blocks * 512 < 1 << 20, "takes " + stat.blocks + " blocks");
		}
		byte[] all = Files.readAllBytes(temp.resolve("sparse"));
		assertEquals("\0end\0", new String(all, (1 << 20) - 1, 5, UTF_8));
	}

	@Test
	void aListHasAllNamesWithTheirTypes() throws IOException {
		folder.create(name("file"), 0600).close();
		folder.create(RAW, 0600).close();
		folder.create(name("..."), 0600).close();
		folder.makeDirectory(name("folder"), 0700);
		folder.makeSymlink(name("nowhere"), name("symlink"));
		folder.makeNode(name("pipe"), Stat.FIFO | 0600, 0);
		Map<ByteString, Integer> found = new TreeMap<>();
		for (int twice = 0; twice < 2; twice++) {
			found.clear();
			folder.list().forEach(entry -> found.put(entry.bytes(), entry.type()));
			assertEquals(Map.of(name("file"), Stat.FILE, RAW, Stat.FILE, name("..."), Stat.FILE, name("folder"), Stat.DIRECTORY,
					name("symlink"), Stat.SYMLINK, name("pipe"), Stat.FIFO), found);
		}
	}

	@Test
	void aLongListIsWhole() throws IOException {
		String padding = "x".repeat(200);
		for (int i = 0; i < 1500; i++) { // more than the kernel gives at once
			folder.create(name(i + padding), 0600).close();
		}
		Set<ByteString> names = folder.list().stream().map(Directory.Name::bytes).collect(Collectors.toSet());
		assertEquals(1500, names.size());
		assertTrue(names.contains(name(1499 + padding)));
	}

	@Test
	void metadataIsWhatTheSystemSays() throws IOException {
		folder.create(name("f"), 0600).close();
		folder.link(name("f"), folder, name("g"));
		Files.writeString(temp.resolve("f"), "four");
		folder.setMode(name("f"), 04751);
		Instant time = Instant.ofEpochSecond(-5, 123_456_789);
		folder.setModified(name("f"), time.getEpochSecond(), time.getNano());
		Stat stat = stat("f");
		Map<String, Object> expected = Files.readAttributes(temp.resolve("f"), "unix:*");
		assertEquals(expected.get("mode"), stat.mode);
		assertEquals(04751, stat.permissions());
		assertEquals(Stat.FILE, stat.type());
		assertEquals(expected.get("uid"), stat.uid);
		assertEquals(expected.get("gid"), stat.gid);
		assertEquals(expected.get("nlink"), stat.links);
		assertEquals(expected.get("ino"), stat.inode);
		assertEquals(4, stat.size);
		assertEquals(time, Instant.ofEpochSecond(stat.modifiedSeconds, stat.modifiedNanos));
		assertEquals(expected.get("ctime"), FileTime.from(Instant.ofEpochSecond(stat.changedSeconds, stat.changedNanos)));
		long device = (long) expected.get("dev");
		assertEquals(device >> 8 & 0xFFF, stat.device >> 32);
		assertTrue(stat.blocks > 0);
	}

	@Test
	void itsOwnMetadataHasTheEmptyName() throws IOException {
		folder.setMode(ITSELF, 01770);
		folder.setModified(ITSELF, 1_000_000_000, 5);
		Stat stat = new Stat();
		folder.stat(ITSELF, stat);
		assertEquals(Stat.DIRECTORY | 01770, stat.mode);
		assertEquals(1_000_000_000, stat.modifiedSeconds);
		assertEquals(5, stat.modifiedNanos);
		folder.setOwner(ITSELF, stat.uid, -1);
		folder.sync();
		folder.syncFileSystem();
	}

	@Test
	void theTimeOfAccessIsLeftAlone() throws IOException {
		FileTime access = FileTime.fromMillis(1_000_000);
		folder.create(name("f"), 0600).close();
		Files.writeString(temp.resolve("f"), "x");
		Files.setAttribute(temp.resolve("f"), "lastAccessTime", access);
		try (FileHandle file = folder.open(name("f"))) {
			assertEquals(1, file.read(new byte[9], 0, 9));
		}
		folder.setModified(name("f"), 7, 0);
		assertEquals(access, Files.getAttribute(temp.resolve("f"), "lastAccessTime"));
	}

	@Test
	void anOpenFilesMetadataIsSet() throws IOException {
		assumeRoot();
		try (FileHandle file = folder.create(name("f"), 0600)) {
			file.setOwner(12345, 54321);
			file.setMode(06711);
			file.setModified(99, 98);
			Stat stat = new Stat();
			file.stat(stat);
			assertEquals(List.of(12345, 54321, 06711, 98), List.of(stat.uid, stat.gid, stat.permissions(), stat.modifiedNanos));
			assertEquals(99, stat.modifiedSeconds);
			file.setOwner(-1, 1);
			file.stat(stat);
			assertEquals(List.of(12345, 1), List.of(stat.uid, stat.gid));
		}
	}

	@Test
	void noSymbolicLinkIsFollowed() throws IOException {
		Path outside = Files.createDirectory(temp.resolve("outside"));
		Path secret = Files.writeString(outside.resolve("secret"), "secret");
		Files.setLastModifiedTime(secret, FileTime.fromMillis(5000));
		folder.makeSymlink(ByteString.of("outside"), name("toFolder"));
		folder.makeSymlink(ByteString.of("outside/secret"), name("toFile"));
		Errno folderErrno = assertThrows(PosixException.class, () -> folder.directory(name("toFolder"))).errno();
		assertTrue(folderErrno == Errno.ENOTDIR || folderErrno == Errno.ELOOP, folderErrno.name());
		fails(Errno.ELOOP, () -> folder.open(name("toFile")));
		fails(Errno.EEXIST, () -> folder.create(name("toFile"), 0600));
		fails(Errno.EOPNOTSUPP, () -> folder.setMode(name("toFile"), 0777));
		folder.setModified(name("toFile"), 77, 0);
		assertEquals(77, stat("toFile").modifiedSeconds);
		assertEquals(Stat.SYMLINK, stat("toFile").type());
		if (isRoot()) {
			folder.setOwner(name("toFile"), 4711, 4712);
			assertEquals(4711, stat("toFile").uid);
			assertEquals(0, Files.getAttribute(secret, "unix:uid"));
		}
		folder.link(name("toFile"), folder, name("second"));
		assertEquals(Stat.SYMLINK, stat("second").type());
		assertEquals(FileTime.fromMillis(5000), Files.getLastModifiedTime(secret));
	}

	@Test
	void aPathIsOpenedWithoutASymbolicLinkOnTheWay() throws IOException {
		Path inner = Files.createDirectories(temp.resolve("a/b"));
		Files.writeString(inner.resolve("file"), "x");
		Files.createSymbolicLink(temp.resolve("link"), temp.resolve("a"));
		Files.createSymbolicLink(inner.resolve("up"), Path.of("../.."));
		assertEquals(Set.of(name("file"), name("up")), names(EntryPath.parse("a/b")));
		assertEquals(Set.of(name("a"), name("link")), names(EntryPath.ROOT));
		try (FileHandle file = folder.open(EntryPath.parse("a/b/file"))) {
			assertEquals(1, file.read(new byte[9], 0, 9));
		}
		fails(Errno.ENOENT, () -> folder.open(EntryPath.parse("a/none/file")));
		fails(Errno.ENOTDIR, () -> folder.directory(EntryPath.parse("a/b/file")));
		for (PathOpener opener : List.of(PathOpener.STRICT, new PathOpener(false, false))) {
			for (String path : List.of("link/b", "a/b/up", "a/b/up/a", "link")) {
				long result = open(opener, ByteString.of(path));
				assertTrue(result == -20 || result == -40, path + " gave " + result);
			}
		}
	}

	private Set<ByteString> names(EntryPath path) throws IOException {
		try (Directory found = folder.directory(path)) {
			return found.list().stream().map(Directory.Name::bytes).collect(Collectors.toSet());
		}
	}

	private long open(PathOpener opener, ByteString path) throws IOException {
		try (Call call = ((LinuxDirectory) folder).call(path)) {
			long fd = opener.open(call, call.fd(), path, Linux.O_RDONLY | Linux.O_DIRECTORY | Linux.O_CLOEXEC);
			if (fd >= 0) {
				Linux.close(call, (int) fd);
			}
			return fd;
		}
	}

	@Test
	void aSymbolicLinkHasAnyTarget() throws IOException {
		ByteString target = ByteString.of("../a/" + "ä".repeat(1000));
		folder.makeSymlink(target, name("l"));
		folder.makeSymlink(RAW, RAW);
		assertEquals(target, folder.readLink(name("l")));
		assertEquals(RAW, folder.readLink(RAW));
		folder.create(name("f"), 0600).close();
		fails(Errno.EINVAL, () -> folder.readLink(name("f")));
		fails(Errno.EEXIST, () -> folder.makeSymlink(RAW, name("f")));
		fails(Errno.ENAMETOOLONG, () -> folder.makeSymlink(ByteString.of("x".repeat(5000)), name("g")));
		fails(Errno.ENOENT, () -> folder.makeSymlink(ByteString.EMPTY, name("g")));
	}

	@Test
	void aPipeIsMadeAndNeverWaitedFor() throws IOException {
		folder.makeNode(name("pipe"), Stat.FIFO | 0640, 0);
		assertEquals(Stat.FIFO, stat("pipe").type());
		folder.setMode(name("pipe"), 0666);
		assertEquals(0666, stat("pipe").permissions());
		try (FileHandle pipe = folder.open(name("pipe"))) {
			Stat stat = new Stat();
			pipe.stat(stat);
			assertEquals(Stat.FIFO, stat.type());
		}
	}

	@Test
	void aDeviceKeepsItsNumber() throws IOException {
		assumeRoot();
		long number = 8 << 8 | 0x34 | 0x12L << 20; // major 8, minor 0x1234
		try {
			folder.makeNode(name("disk"), Stat.BLOCK_DEVICE | 0600, number);
		} catch (PosixException e) {
			assumeTrue(e.errno() != Errno.EPERM, "may not make devices here");
			throw e;
		}
		assertEquals(number, stat("disk").rdev);
		assertEquals(Stat.BLOCK_DEVICE, stat("disk").type());
		assertEquals(number, Files.getAttribute(temp.resolve("disk"), "unix:rdev"));
		fails(Errno.EINVAL, () -> folder.makeNode(name("other"), Stat.BLOCK_DEVICE, 1L << 32));
	}

	@Test
	void namesAreTakenAndGivenUp() throws IOException {
		folder.makeDirectory(name("d"), 0700);
		folder.create(name("f"), 0600).close();
		fails(Errno.EEXIST, () -> folder.create(name("f"), 0600));
		fails(Errno.EEXIST, () -> folder.makeDirectory(name("f"), 0600));
		fails(Errno.EEXIST, () -> folder.link(name("f"), folder, name("d")));
		fails(Errno.ENOENT, () -> folder.open(name("none")));
		fails(Errno.ENOENT, () -> folder.unlink(name("none")));
		fails(Errno.ENOENT, () -> folder.open(ByteString.EMPTY));
		fails(Errno.ENOTDIR, () -> folder.directory(name("f")));
		fails(Errno.EISDIR, () -> folder.unlink(name("d")));
		fails(Errno.ENOTDIR, () -> folder.removeDirectory(name("f")));
		try (Directory d = folder.directory(name("d"))) {
			folder.link(name("f"), d, RAW);
			assertEquals(2, stat("f").links);
			fails(Errno.ENOTEMPTY, () -> folder.removeDirectory(name("d")));
			d.unlink(RAW);
		}
		folder.removeDirectory(name("d"));
		folder.unlink(name("f"));
		assertEquals(List.of(), folder.list());
	}

	@Test
	void renameReplacesOnlyWhenAsked() throws IOException {
		Files.writeString(temp.resolve("a"), "a");
		Files.writeString(temp.resolve("b"), "b");
		folder.makeDirectory(name("d"), 0700);
		PosixException taken = fails(Errno.EEXIST, () -> folder.rename(name("a"), folder, name("b"), false));
		assertEquals("b: is there already", taken.getMessage());
		assertEquals("b", Files.readString(temp.resolve("b")));
		folder.rename(name("a"), folder, name("b"), true);
		assertEquals("a", Files.readString(temp.resolve("b")));
		try (Directory d = folder.directory(name("d"))) {
			folder.rename(name("b"), d, name("c"), false);
		}
		assertEquals("a", Files.readString(temp.resolve("d/c")));
		assertFalse(Files.exists(temp.resolve("b"), LinkOption.NOFOLLOW_LINKS));
	}

	@Test
	void whatIsNoNameInAFolderIsRefused() {
		for (String bad : List.of(".", "..", "a/b", "/", "../x", "a\0b")) {
			fails(Errno.EINVAL, () -> folder.open(name(bad)));
			fails(Errno.EINVAL, () -> folder.stat(name(bad), new Stat()));
			fails(Errno.EINVAL, () -> folder.link(name("x"), folder, name(bad)));
			fails(Errno.EINVAL, () -> folder.attributes(name(bad)));
		}
		fails(Errno.ENAMETOOLONG, () -> folder.makeDirectory(name("x".repeat(256)), 0700));
		fails(Errno.ENAMETOOLONG, () -> folder.makeDirectory(name("x".repeat(5000)), 0700));
		fails(Errno.EINVAL, () -> folder.makeSymlink(ByteString.of("a\0b"), name("l")));
	}

	@Test
	void theViewOfPathsTakesThemForNames() throws IOException {
		Directory paths = folder.paths();
		folder.makeDirectory(name("a"), 0700);
		paths.makeDirectory(name("a/b"), 0700);
		paths.create(name("a/b/file"), 0600).close();
		paths.rename(name("a/b/file"), paths, name("a/moved"), false);
		folder.makeDirectory(name("c"), 0700);
		paths.link(name("a/moved"), paths, name("c/linked"));
		assertEquals(2, Files.getAttribute(temp.resolve("c/linked"), "unix:nlink"));
		fails(Errno.EINVAL, () -> paths.link(name("a/moved"), folder, name("c/other")));
		fails(Errno.EINVAL, () -> paths.unlink(name("a/moved\0")));
		fails(Errno.EINVAL, () -> folder.unlink(name("a/moved")));
		folder.close();
		fails(Errno.EBADF, () -> paths.unlink(name("a/moved")));
	}

	@Test
	void messagesNameTheThingAndTheReason() {
		PosixException gone = fails(Errno.ENOENT, () -> folder.open(name("it")));
		assertEquals("it: no such file or folder", gone.getMessage());
		assertEquals("openat", gone.call());
	}

	@Test
	void depthHasNoLimit() throws IOException {
		ByteString name = name("n".repeat(250));
		List<Directory> levels = new ArrayList<>(List.of(folder));
		for (int i = 0; i < 40; i++) { // 10,000 bytes of path
			levels.getLast().makeDirectory(name, 0700);
			levels.add(levels.getLast().directory(name));
		}
		levels.getLast().create(name("deep"), 0600).close();
		Path path = temp;
		for (int i = 0; i < 40; i++) {
			path = path.resolve(name.toString());
		}
		try (Directory again = FileSystem.system().open(path)) {
			assertEquals(List.of(name("deep")), again.list().stream().map(Directory.Name::bytes).toList());
		}
		EntryPath deep = EntryPath.of(ByteString.of(temp.relativize(path).toString()));
		folder.directory(deep).close();
		folder.open(deep.resolve(name("deep"))).close();
		long slowly = open(new PathOpener(false, false), deep.bytes());
		assertTrue(slowly >= 0, "name by name: " + slowly);
		levels.getLast().unlink(name("deep"));
		for (int i = 40; i > 0; i--) {
			levels.get(i).close();
			levels.get(i - 1).removeDirectory(name);
		}
	}

	private Stat stat(String name) throws IOException {
		Stat stat = new Stat();
		folder.stat(name(name), stat);
		return stat;
	}

	private static PosixException fails(Errno errno, Executable call) {
		PosixException e = assertThrows(PosixException.class, call);
		assertEquals(errno, e.errno(), e.getMessage());
		return e;
	}

	private static void assumeRoot() {
		assumeTrue(isRoot(), "needs the superuser");
	}

	private static boolean isRoot() {
		return System.getProperty("user.name").equals("root");
	}

	private static ByteString name(String name) {
		return ByteString.of(name);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(UTF_8);
	}
}
