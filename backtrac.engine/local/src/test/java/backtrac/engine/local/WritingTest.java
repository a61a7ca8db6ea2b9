package backtrac.engine.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.api.entry.Extents;
import backtrac.api.entry.FileEntry;
import backtrac.api.entry.FileType;
import backtrac.api.transport.Reason;
import backtrac.api.transport.TransportException;
import backtrac.api.transport.TransportSession;
import backtrac.api.transport.WritableSession;
import backtrac.posix.Directory;
import backtrac.posix.Errno;
import backtrac.posix.FileSystem;
import backtrac.posix.PosixException;
import backtrac.posix.Stat;

@Timeout(60)
class WritingTest {

	private static final Instant TIME = Instant.ofEpochSecond(1_111_111_111, 222_222_222);
	private static final boolean ROOT = System.getProperty("user.name").equals("root");

	@TempDir
	Path temp;

	private final LocalTransport transport = new LocalTransport();
	private WritableSession session;

	@BeforeEach
	void open() throws IOException {
		session = transport.open(Map.of("path", temp.toString()));
	}

	@AfterEach
	void close() {
		session.close();
	}

	@Test
	void aTreeOfOdditiesComesBackAsItWas(@TempDir Path source) throws IOException {
		try (Directory folder = FileSystem.system().open(source)) {
			makeOddities(folder);
		}
		try (TransportSession reader = transport.open(Map.of("path", source.toString()))) {
			assertEquals(List.of(), new TreeCopy(reader, session).run());
			assertEquals(TreeCopy.entries(reader), TreeCopy.entries(session));
		}
		assertEquals("content", Files.readString(temp.resolve("folder/file")));
		assertEquals(Files.getAttribute(temp.resolve("folder/file"), "unix:ino"), Files.getAttribute(temp.resolve("second name"), "unix:ino"));
	}

	private static void makeOddities(Directory root) throws IOException {
		ByteString raw = ByteString.wrap(new byte[] { (byte) 0xFF, (byte) 0xFE, '\n' });
		ByteString file = ByteString.of("file");
		root.makeDirectory(ByteString.of("empty"), 0700);
		root.setMode(ByteString.of("empty"), 01500);
		root.makeDirectory(ByteString.of("folder"), 0700);
		root.makeDirectory(raw, 0755);
		root.makeSymlink(ByteString.of("../outside/ä"), ByteString.of("link"));
		root.makeSymlink(raw, ByteString.of("raw link"));
		root.setModified(ByteString.of("link"), 1, 2);
		if (FileSystem.system().limits().isEmpty()) {
			root.makeNode(ByteString.of("pipe"), Stat.FIFO | 0600, 0);
			root.setMode(ByteString.of("pipe"), 0622);
		}
		root.create(ByteString.of("setuid"), 0600).close();
		if (ROOT) {
			root.setOwner(ByteString.of("setuid"), 12345, 54321);
			root.setOwner(ByteString.of("link"), 12345, 54321);
		}
		root.setMode(ByteString.of("setuid"), 06711);
		try (Directory inner = root.directory(raw)) {
			inner.create(raw, 0600).close();
		}
		try (Directory folder = root.directory(ByteString.of("folder"))) {
			try (var handle = folder.create(file, 0600)) {
				handle.write("content".getBytes(UTF_8), 0, 7);
			}
			folder.link(file, root, ByteString.of("second name"));
			setIfPossible(folder, file);
			setIfPossible(folder, ByteString.EMPTY);
			folder.setModified(file, TIME.getEpochSecond(), TIME.getNano());
			folder.setModified(ByteString.EMPTY, -77, 0);
		}
		root.setModified(ByteString.EMPTY, 88, 0);
	}

	/** Else this system's files are reached in a way that cannot do all. */
	private static void requireAll() {
		assumeTrue(FileSystem.system().limits().isEmpty(), () -> FileSystem.system().limits().orElseThrow());
	}

	private static void setIfPossible(Directory folder, ByteString name) throws IOException {
		try {
			folder.setAttribute(name, ByteString.of("user.key"), ByteString.wrap(new byte[] { 0, (byte) 0xFF }));
		} catch (PosixException e) {
			if (e.errno() != Errno.EOPNOTSUPP) {
				throw e;
			}
		}
	}

	@Test
	void whatIsThereIsReplacedOnlyWhenAsked() throws IOException {
		List<FileEntry> plain = List.of(file("x", 3), symlink("x", "new"));
		for (FileEntry entry : FileSystem.system().limits().isEmpty() ? Stream.concat(plain.stream(), Stream.of(pipe("x"))).toList() : plain) {
			Files.deleteIfExists(temp.resolve("x"));
			Files.writeString(temp.resolve("x"), "old");
			fails(Reason.EXISTS, temp.resolve("x") + ": is there already", () -> write("x", entry, "new", false));
			assertEquals("old", Files.readString(temp.resolve("x")));
			assertEquals(List.of(), write("x", entry, "new", true));
			assertEquals(entry.type(), session.list(EntryPath.ROOT).children().getFirst().type());
		}
		assertEquals(List.of("x"), names());
	}

	@Test
	void contentIsNotReadForAFileThatIsThere() throws IOException {
		Files.writeString(temp.resolve("x"), "old");
		InputStream content = new ByteArrayInputStream(new byte[5]);
		assertThrows(TransportException.class, () -> session.write(EntryPath.parse("x"), file("x", 5), content, false));
		assertEquals(5, content.available());
	}

	@Test
	void aFolderIsKeptAndAFullOneNeverReplaced() throws IOException {
		Path kept = Files.createDirectory(temp.resolve("folder"));
		Files.writeString(kept.resolve("mine"), "mine");
		FileEntry folder = FileEntry.directory(ByteString.of("folder"), TIME);
		assertEquals(List.of(), session.write(EntryPath.parse("folder"), folder, null, false));
		fails(Reason.EXISTS, kept + ": folder not empty", () -> write("folder", file("folder", 3), "new", true));
		assertEquals("mine", Files.readString(kept.resolve("mine")));
		Files.delete(kept.resolve("mine"));
		write("folder", file("folder", 3), "new", true);
		assertEquals("new", Files.readString(kept));
		fails(Reason.EXISTS, null, () -> session.write(EntryPath.parse("folder"), folder, null, false));
		session.write(EntryPath.parse("folder"), folder, null, true);
		assertTrue(Files.isDirectory(kept));
		assertEquals(List.of("folder"), names());
		assertEquals(List.of(), session.write(EntryPath.ROOT, folder, null, false));
	}

	@Test
	void aFailureInTheMiddleLeavesNothing() throws IOException {
		IOException broken = new IOException("the line broke");
		InputStream content = new SequenceInputStream(new ByteArrayInputStream(new byte[200_000]), new InputStream() {
			@Override
			public int read() throws IOException {
				throw broken;
			}
		});
		assertSame(broken, assertThrows(IOException.class, () -> session.write(EntryPath.parse("x"), file("x", 500_000), content, false)));
		assertEquals(List.of(), names());
	}

	@Test
	void closingInTheMiddleLeavesNothing() throws IOException {
		InputStream content = new InputStream() {
			@Override
			public int read() {
				session.close();
				return 'x'; // for ever
			}
		};
		fails(Reason.CLOSED, null, () -> session.write(EntryPath.parse("x"), file("x", 500_000), content, false));
		assertEquals(List.of(), names());
	}

	@Test
	void noSymbolicLinkLeadsOut(@TempDir Path outside) throws IOException {
		Files.createSymbolicLink(temp.resolve("link"), outside);
		fails(Reason.NOT_A_DIRECTORY, null, () -> write("link/x", file("x", 3), "new", true));
		fails(Reason.NOT_A_DIRECTORY, null, () -> session.seal(EntryPath.parse("link"), FileEntry.directory(ByteString.of("link"), TIME)));
		fails(Reason.EXISTS, null, () -> session.write(EntryPath.parse("link"), FileEntry.directory(ByteString.of("link"), TIME), null, false));
		Path secret = Files.writeString(outside.resolve("secret"), "secret");
		Files.createSymbolicLink(temp.resolve("file"), secret);
		write("file", file("file", 3), "new", true);
		assertEquals("secret", Files.readString(secret));
		assertFalse(Files.isSymbolicLink(temp.resolve("file")));
		fails(Reason.NOT_FOUND, temp.resolve("none/x") + ": no such file or folder", () -> write("none/x", file("x", 3), "new", true));
	}

	@Test
	void holesAreWhereTheEntrySaysAndNowhereElse() throws IOException {
		requireAll();
		byte[] content = new byte[40 << 16];
		new Random(1).nextBytes(content);
		Arrays.fill(content, 3 << 16, 20 << 16, (byte) 0);
		Arrays.fill(content, 30 << 16, 40 << 16, (byte) 0);
		Extents data = new Extents.Builder().add(0, 10 << 16).add(20 << 16, 30 << 16).build();
		write("sparse", file("sparse", content.length).withExtents(data), content);
		assertArrayEquals(content, Files.readAllBytes(temp.resolve("sparse")));
		assertEquals(20 << 16, allocated("sparse"), "zeros that were data stay data");
		write("full", file("full", content.length), content);
		assertArrayEquals(content, Files.readAllBytes(temp.resolve("full")));
		assertEquals(content.length, allocated("full"));
		write("hole", file("hole", 1 << 30).withExtents(Extents.NONE), InputStream.nullInputStream());
		assertEquals(0, Files.size(temp.resolve("hole")), "as long as what came");
		write("zeros", file("zeros", 1 << 20).withExtents(Extents.NONE), new ByteArrayInputStream(new byte[1 << 20]));
		assertEquals(1 << 20, Files.size(temp.resolve("zeros")));
		assertEquals(0, allocated("zeros"));
	}

	@Test
	void whatIsInAHoleAndNotZeroIsWritten() throws IOException {
		byte[] content = new byte[10 << 16];
		content[5 << 16] = 1;
		write("x", file("x", content.length).withExtents(Extents.NONE), content);
		assertArrayEquals(content, Files.readAllBytes(temp.resolve("x")));
	}

	private long allocated(String name) throws IOException {
		try (Directory folder = FileSystem.system().open(temp)) {
			Stat stat = new Stat();
			folder.stat(ByteString.of(name), stat);
			return stat.allocated();
		}
	}

	@Test
	void contentMayBeLongerOrShorterThanListed() throws IOException {
		write("longer", file("longer", 1), "much longer");
		write("shorter", file("shorter", 1000), "short");
		write("empty", file("empty", 0), "");
		assertEquals("much longer", Files.readString(temp.resolve("longer")));
		assertEquals("short", Files.readString(temp.resolve("shorter")));
		assertEquals(0, Files.size(temp.resolve("empty")));
	}

	@Test
	void anotherNameIsALink() throws IOException {
		write("a", file("a", 1), "a");
		write("b", file("b", 1), "b");
		EntryPath a = EntryPath.parse("a");
		EntryPath b = EntryPath.parse("b");
		fails(Reason.EXISTS, temp.resolve("b") + ": is there already", () -> session.link(b, a, false));
		for (int twice = 0; twice < 2; twice++) {
			session.link(b, a, true);
			assertEquals("a", Files.readString(temp.resolve("b")));
			assertEquals(2, Files.getAttribute(temp.resolve("a"), "unix:nlink"));
		}
		session.link(EntryPath.parse("c"), a, false);
		assertEquals(List.of("a", "b", "c"), names());
	}

	@Test
	void aSocketComesBackAsAName() throws IOException {
		FileEntry socket = entry("s", FileType.SOCKET, null, 0751, FileEntry.UNKNOWN, Map.of());
		assertEquals(List.of(), session.write(EntryPath.parse("s"), socket, null, false));
		FileEntry made = session.list(EntryPath.ROOT).children().getFirst();
		assertEquals(FileType.SOCKET, made.type());
		assertEquals(0751, made.mode());
		assertEquals(TIME, made.modified());
	}

	@Test
	void aFolderThatHoldsSomethingKeepsItsOwnMetadata() throws IOException {
		Path full = Files.createDirectory(temp.resolve("full"));
		Files.writeString(full.resolve("mine"), "mine");
		Path empty = Files.createDirectory(temp.resolve("empty"));
		for (Path folder : List.of(temp, full, empty)) {
			Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx-----x"));
		}
		List<String> paths = List.of("full", "empty", "");
		seal(paths, false);
		assertEquals(0701, mode(temp));
		assertEquals(0701, mode(full));
		assertEquals(0750, mode(empty));
		assertNotEquals(FileTime.from(TIME), Files.getLastModifiedTime(full));
		assertEquals(FileTime.from(TIME), Files.getLastModifiedTime(empty));
		session.close();
		session = transport.open(Map.of("path", temp.toString()));
		seal(paths, true);
		assertEquals(0750, mode(temp));
		assertEquals(0750, mode(full));
		assertEquals(FileTime.from(TIME), Files.getLastModifiedTime(full));
	}

	private void seal(List<String> paths, boolean overwrite) throws IOException {
		FileEntry folder = entry("folder", FileType.DIRECTORY, null, 0750, FileEntry.UNKNOWN, Map.of());
		for (String path : paths) {
			assertEquals(List.of(), session.write(EntryPath.parse(path), folder, null, overwrite));
			assertEquals(List.of(), session.seal(EntryPath.parse(path), folder));
		}
	}

	private static int mode(Path path) throws IOException {
		return (int) Files.getAttribute(path, "unix:mode") & 07777;
	}

	@Test
	void nothingGetsTheAclThatItsFolderGivesToNewEntries() throws IOException {
		try (Directory folder = FileSystem.system().open(temp)) {
			try {
				folder.setAttribute(ByteString.EMPTY, Metadata.DEFAULT_ACL, acl());
			} catch (PosixException e) {
				assumeTrue(e.errno() != Errno.EOPNOTSUPP, "no ACLs here");
				throw e;
			}
			FileEntry plain = entry("f", FileType.FILE, null, 0644, FileEntry.UNKNOWN, Map.of());
			FileEntry inner = entry("d", FileType.DIRECTORY, null, 0755, FileEntry.UNKNOWN, Map.of());
			FileEntry own = entry("own", FileType.FILE, null, 0664, FileEntry.UNKNOWN, Map.of(ByteString.of("system.posix_acl_access"), acl()));
			write("f", plain, "x");
			write("own", own, "x");
			assertEquals(List.of(), session.write(EntryPath.parse("d"), inner, null, false));
			write("d/f", plain, "x");
			assertEquals(List.of(), session.write(EntryPath.parse("d/pipe"), pipe("pipe"), null, false));
			assertEquals(List.of(), session.seal(EntryPath.parse("d"), inner));
			write("unknown", file("unknown", 1), "x");
			for (EntryPath at : List.of(EntryPath.ROOT, EntryPath.parse("d"))) {
				for (FileEntry made : session.list(at).children()) {
					String name = made.name().toString();
					assertEquals(name.equals("own") || name.equals("unknown"), made.attributes().containsKey(ByteString.of("system.posix_acl_access")), name);
					assertFalse(made.attributes().containsKey(Metadata.DEFAULT_ACL), name);
				}
			}
			assertEquals(0644, mode(temp.resolve("f")));
			assertEquals(0755, mode(temp.resolve("d")));
			assertEquals(0664, mode(temp.resolve("own")));
		}
	}

	/** Version 2: the owner rw, user 65534 rw, the group r, the mask rw, others r. */
	private static ByteString acl() {
		ByteBuffer acl = ByteBuffer.allocate(4 + 5 * 8).order(ByteOrder.LITTLE_ENDIAN).putInt(2);
		int[][] entries = { { 1, 6, -1 }, { 2, 6, 65534 }, { 4, 4, -1 }, { 16, 6, -1 }, { 32, 4, -1 } };
		for (int[] entry : entries) {
			acl.putShort((short) entry[0]).putShort((short) entry[1]).putInt(entry[2]);
		}
		return ByteString.wrap(acl.array());
	}

	@Test
	void aLabelThatCannotBeSetIsNoProblemAndWhatTheSuperuserKeepsIsSaidOnce() throws IOException {
		Metadata refusing = new Metadata() {
			@Override
			void stat(Stat into) {
				into.mode = Stat.FILE;
			}

			@Override
			void setOwner(int uid, int gid) {
				throw new AssertionError("no owner is known");
			}

			@Override
			void setMode(int mode) {
				assertEquals(0600, mode);
			}

			@Override
			void setAttribute(ByteString key, ByteString value) throws IOException {
				throw new PosixException("setxattr", key.toString(), Errno.EPERM, 1);
			}

			@Override
			void removeAttribute(ByteString key) {
				throw new AssertionError("nothing was inherited");
			}

			@Override
			void setModified(long seconds, int nanos) {
				assertEquals(TIME.getEpochSecond(), seconds);
			}
		};
		FileEntry entry = entry("x", FileType.FILE, null, 0600, FileEntry.UNKNOWN, Map.of(ByteString.of("security.selinux"), ByteString.of("label"),
				ByteString.of("trusted.key"), ByteString.of("v"), ByteString.of("security.capability"), ByteString.of("v")));
		Set<ByteString> refused = new HashSet<>();
		String capability = "attribute security.capability: operation not permitted";
		assertEquals(Set.of(capability, "attribute trusted.key: operation not permitted"), Set.copyOf(refusing.apply(entry, false, refused)));
		assertEquals(List.of(capability), refusing.apply(entry, false, refused));
	}

	@Test
	void attributesOfAFileThatMayNotBeWrittenComeBack() throws IOException {
		Map<ByteString, ByteString> attributes = Map.of(ByteString.of("user.key"), ByteString.of("value"));
		FileEntry readOnly = entry("x", FileType.FILE, null, 0400, FileEntry.UNKNOWN, attributes);
		List<String> problems = session.write(EntryPath.parse("x"), readOnly, stream("x"), false);
		assumeFalse(problems.toString().contains(Errno.EOPNOTSUPP.text()), "no attributes here");
		assertEquals(List.of(), problems);
		assertEquals(ByteString.of("value"), session.list(EntryPath.ROOT).children().getFirst().attributes().get(ByteString.of("user.key")));
	}

	@Test
	void whatIsUnknownIsLeftAlone() throws IOException {
		assertEquals(List.of(), write("x", file("x", 1), "x"));
		assertEquals(FileTime.from(TIME), Files.getLastModifiedTime(temp.resolve("x")));
		assertEquals(Files.getOwner(temp), Files.getOwner(temp.resolve("x")));
	}

	@Test
	void whatCannotBeSetIsSaidAndTheRestIsDone() throws IOException {
		FileEntry entry = entry("x", FileType.FILE, null, 0741, FileEntry.UNKNOWN,
				Map.of(ByteString.of("nonsense.key"), ByteString.of("value")));
		List<String> problems = session.write(EntryPath.parse("x"), entry, stream("x"), false);
		assertEquals(1, problems.size(), problems.toString());
		assertTrue(problems.getFirst().startsWith("attribute nonsense.key: "), problems.getFirst());
		assertEquals(0741, (int) Files.getAttribute(temp.resolve("x"), "unix:mode") & 07777);
		assertEquals(FileTime.from(TIME), Files.getLastModifiedTime(temp.resolve("x")));
	}

	@Test
	void anOwnerThatCannotBeSetTakesSetuidWithIt() throws IOException {
		assumeFalse(ROOT, "the superuser may give files away");
		FileEntry entry = entry("x", FileType.FILE, null, 04755, 0, Map.of());
		List<String> problems = session.write(EntryPath.parse("x"), entry, stream("x"), false);
		assertEquals(List.of("owner 0: operation not permitted", "setuid and setgid: left off, because owner or group is another"), problems);
		assertEquals(0755, (int) Files.getAttribute(temp.resolve("x"), "unix:mode") & 07777);
	}

	@Test
	void aDeviceComesBack() throws IOException {
		assumeTrue(ROOT, "only the superuser makes devices");
		requireAll();
		FileEntry device = new FileEntry(ByteString.of("null"), FileType.CHARACTER_DEVICE, 0, TIME, 0666, 0, 0, null, null, null, 1 << 8 | 3, null,
				Map.of());
		try {
			assertEquals(List.of(), session.write(EntryPath.parse("null"), device, null, false));
		} catch (TransportException e) {
			assumeTrue(e.reason() != Reason.ACCESS_DENIED, "may not make devices here");
			throw e;
		}
		assertEquals(1L << 8 | 3, session.list(EntryPath.ROOT).children().getFirst().device());
	}

	private List<String> write(String path, FileEntry entry, String content, boolean overwrite) throws IOException {
		return session.write(EntryPath.parse(path), entry, entry.isFile() ? stream(content) : null, overwrite);
	}

	private List<String> write(String path, FileEntry entry, String content) throws IOException {
		return write(path, entry, content, false);
	}

	private void write(String path, FileEntry entry, byte[] content) throws IOException {
		write(path, entry, new ByteArrayInputStream(content));
	}

	private void write(String path, FileEntry entry, InputStream content) throws IOException {
		assertEquals(List.of(), session.write(EntryPath.parse(path), entry, content, false));
	}

	private static InputStream stream(String content) {
		return new ByteArrayInputStream(content.getBytes(UTF_8));
	}

	private List<String> names() throws IOException {
		try (var names = Files.list(temp)) {
			return names.map(path -> path.getFileName().toString()).sorted().toList();
		}
	}

	private static FileEntry file(String name, long size) {
		return FileEntry.file(ByteString.of(name), size, TIME);
	}

	private static FileEntry symlink(String name, String target) {
		return entry(name, FileType.SYMLINK, ByteString.of(target), FileEntry.UNKNOWN, FileEntry.UNKNOWN, Map.of());
	}

	private static FileEntry pipe(String name) {
		return entry(name, FileType.FIFO, null, 0600, FileEntry.UNKNOWN, Map.of());
	}

	private static FileEntry entry(String name, FileType type, ByteString target, int mode, int uid, Map<ByteString, ByteString> attributes) {
		return new FileEntry(ByteString.of(name), type, 0, TIME, mode, uid, FileEntry.UNKNOWN, null, null, target, 0, null, attributes);
	}

	private static void fails(Reason reason, String message, Executable call) {
		TransportException e = assertThrows(TransportException.class, call);
		assertEquals(reason, e.reason(), e.getMessage());
		assertTrue(message == null || message.equals(e.getMessage()), e.getMessage());
	}
}
