package backtrac.posix;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;

/** The contract on Linux, and what only its own calls can do. */
class LinuxDirectoryTest extends DirectoryContract {

	@Override
	FileSystem system() {
		return LinuxFileSystem.INSTANCE;
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
		try (Directory again = system().open(path)) {
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

	@Test
	void aTimeOfBefore1970HasItsFraction() throws IOException {
		folder.create(name("f"), 0600).close();
		folder.setModified(name("f"), -5, 123_456_789);
		assertEquals(-5, stat("f").modifiedSeconds);
		assertEquals(123_456_789, stat("f").modifiedNanos);
	}

	@Test
	void failuresNameTheCall() {
		assertEquals("openat", fails(Errno.ENOENT, () -> folder.open(name("it"))).call());
	}

	@Test
	void olderKernelsFollowNoSymbolicLinkEither() throws IOException {
		Path inner = Files.createDirectories(temp.resolve("a/b"));
		Files.createSymbolicLink(temp.resolve("link"), temp.resolve("a"));
		Files.createSymbolicLink(inner.resolve("up"), Path.of("../.."));
		for (PathOpener opener : List.of(PathOpener.STRICT, new PathOpener(false, false))) {
			for (String path : List.of("link/b", "a/b/up", "a/b/up/a", "link")) {
				long result = open(opener, ByteString.of(path));
				assertTrue(result == -20 || result == -40, path + " gave " + result);
			}
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
}
