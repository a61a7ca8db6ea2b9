package backtrac.smb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;
import backtrac.api.entry.FileType;
import backtrac.api.transport.FileContent;
import backtrac.api.transport.Listing;
import backtrac.api.transport.Reason;
import backtrac.api.transport.TransportException;
import backtrac.api.transport.WritableSession;
import backtrac.test.transport.Samba;

/** Where a share is not like a folder of Unix. */
@Timeout(120)
class WindowsWaysTest {

	private static final Instant TIME = Instant.ofEpochSecond(1_111_111_111, 123_456_700);

	private static Samba samba;

	private Path folder;
	private String shown;
	private WritableSession session;

	@BeforeAll
	static void startSamba() throws IOException {
		assumeTrue(Samba.isInstalled(), "Samba is not installed");
		samba = Samba.shared();
	}

	@BeforeEach
	void open() throws IOException {
		folder = samba.newFolder();
		shown = "\\\\127.0.0.1\\backup\\" + folder.getFileName();
		session = new SmbTransport().open(settings());
	}

	private Map<String, Object> settings(Object... more) {
		Map<String, Object> settings = samba.settings(more);
		settings.put("path", folder.getFileName().toString());
		return settings;
	}

	@AfterEach
	void close() {
		session.close();
	}

	@Test
	void attributesComeBack() throws IOException {
		for (int attributes : new int[] { 0, 0x1, 0x2, 0x4, 0x27, 0x20 }) {
			FileEntry entry = withAttributes(FileEntry.file(ByteString.of("file"), 1, TIME), "0x" + Integer.toHexString(attributes));
			String name = "file " + attributes;
			assertEquals(List.of(), write(name, entry, "x"));
			FileEntry listed = children(EntryPath.ROOT).get(name);
			assertEquals(attributes == 0x20 ? Map.of() : entry.attributes(), listed.attributes(), name);
			assertEquals(TIME, listed.modified());
			assertEquals("x", text(name));
		}
		assertEquals(List.of(), write("plain", FileEntry.file(ByteString.of("file"), 1, TIME), "x"));
		assertEquals(Map.of(), children(EntryPath.ROOT).get("plain").attributes());
		EntryPath inner = EntryPath.parse("folder");
		FileEntry hidden = withAttributes(FileEntry.directory(ByteString.of("folder"), TIME), "0x2");
		session.write(inner, hidden, null, false);
		assertEquals(List.of(), session.seal(inner, hidden));
		assertEquals(hidden, children(EntryPath.ROOT).get("folder"));
		assertEquals(List.of("attributes nonsense: not understood"),
				write("odd", withAttributes(FileEntry.file(ByteString.of("odd"), 1, TIME), "nonsense"), "x"));
	}

	/** So that a tree restored on the server's own disk has them. */
	@Test
	void sambaUnderstandsOurAttribute() throws IOException {
		Path file = Files.writeString(folder.resolve("file"), "x");
		try {
			Files.setAttribute(file, "user:DOSATTRIB", "0x22".getBytes());
		} catch (IOException | UnsupportedOperationException e) {
			assumeTrue(false, "no extended attributes here: " + e);
		}
		assertEquals(ByteString.of("0x22"), children(EntryPath.ROOT).get("file").attributes().get(DosAttributes.NAME));
	}

	@Test
	void aReadOnlyFileIsReplacedWhenAsked() throws IOException {
		FileEntry readOnly = withAttributes(FileEntry.file(ByteString.of("file"), 3, TIME), "0x1");
		write("file", readOnly, "old");
		fails(Reason.EXISTS, () -> write("file", readOnly, "new"));
		session.write(EntryPath.parse("file"), readOnly, new ByteArrayInputStream("new".getBytes()), true);
		assertEquals("new", text("file"));
		assertEquals(readOnly.attributes(), children(EntryPath.ROOT).get("file").attributes());
		assertEquals(1, children(EntryPath.ROOT).size());
	}

	@Test
	void namesThatDifferByCaseAreOne() throws IOException {
		FileEntry entry = FileEntry.file(ByteString.of("x"), 3, TIME);
		write("readme", entry, "one");
		for (boolean overwrite : new boolean[] { false, true }) {
			fails(Reason.EXISTS, () -> session.write(EntryPath.parse("README"), entry, new ByteArrayInputStream("two".getBytes()), overwrite));
		}
		assertEquals("one", text("readme"));
		session.write(EntryPath.parse("folder"), FileEntry.directory(ByteString.of("x"), TIME), null, false);
		TransportException e = fails(Reason.EXISTS, () -> session.write(EntryPath.parse("Folder"), FileEntry.directory(ByteString.of("x"), TIME), null, true));
		assertEquals(shown + "\\Folder: is there already as folder, which is the same name to Windows", e.getMessage());
	}

	@Test
	void namesThatAreNoneOnWindowsAreNotWritten() throws IOException {
		FileEntry entry = FileEntry.file(ByteString.of("x"), 1, TIME);
		write("file", entry, "x");
		for (String name : new String[] { "file:stream", "a\\\\b", "..\\\\..\\\\x", "what?", "*", "<a>", "a|b", "\"", "new\\x0aline", "dot.", "space ", "\\xff" }) {
			TransportException e = fails(Reason.UNSUPPORTED, () -> write(name, entry, "x"));
			assertTrue(e.getMessage().contains("a Windows share takes no such name"), e.getMessage());
		}
		assertEquals(1, children(EntryPath.ROOT).size());
		try (Stream<Path> all = Files.walk(folder)) {
			assertEquals(2, all.count());
		}
		assertEquals(Reason.UNSUPPORTED, assertThrows(TransportException.class, () -> session.read(EntryPath.parse("file:stream"))).reason());
	}

	@Test
	void aFileWithANameThatWindowsDoesNotTakeIsReadAllTheSame() throws IOException {
		Files.writeString(folder.resolve("a:b"), "x");
		FileEntry entry = session.list(EntryPath.ROOT).children().getFirst();
		assertEquals("x", text(entry.name().toString()));
	}

	@Test
	void whatIsNoNameIsAProblemOfItsOwn() {
		assertNull(Names.fromSmb("a\\b"));
		assertNull(Names.fromSmb("a:b"));
		assertNull(Names.fromSmb("half \uD83D a pair"));
		assertEquals("half {d83d} a pair", Names.shown("half \uD83D a pair").toString());
		assertEquals(ByteString.of("emoji 😀"), Names.fromSmb("emoji 😀"));
	}

	@Test
	void aLinkThatLeadsBackIsNotFollowed() throws IOException {
		Path inner = Files.createDirectories(folder.resolve("outer/inner"));
		Files.createSymbolicLink(inner.resolve("up"), Path.of(".."));
		Files.createSymbolicLink(inner.resolve("self"), Path.of("."));
		Files.writeString(inner.resolve("file"), "x");
		session.list(EntryPath.ROOT);
		session.list(EntryPath.parse("outer"));
		Listing listing = session.list(EntryPath.parse("outer/inner"));
		assertEquals(List.of("file"), listing.children().stream().map(entry -> entry.name().toString()).toList());
		assertEquals(Map.of("up", "a link that leads back to " + shown + "\\outer", "self", "a link that leads back to " + shown + "\\outer\\inner"),
				listing.problems().stream().collect(Collectors.toMap(problem -> problem.entry().name().toString(), Listing.Problem::reason)));
	}

	@Test
	void whatAShareCannotHoldIsSaid() throws IOException {
		FileEntry link = new FileEntry(ByteString.of("x"), FileType.SYMLINK, 0, TIME, 0777, 0, 0, "root", "root", ByteString.of("target"), 0, null, Map.of());
		assertEquals(shown + "\\link: a Windows share takes no symlink",
				fails(Reason.UNSUPPORTED, () -> session.write(EntryPath.parse("link"), link, null, false)).getMessage());
		FileEntry owned = new FileEntry(ByteString.of("x"), FileType.FILE, 1, TIME, 0644, 1, 1, "a", "b", null, 0, null, Map.of(ByteString.of("user.x"), ByteString.of("y")));
		assertEquals(List.of("owner, group and mode: a Windows share does not take them (said once)", "attribute user.x: a Windows share does not take it (said once)"),
				write("first", owned, "x"));
		assertEquals(List.of(), write("second", owned, "x"));
		FileEntry old = FileEntry.file(ByteString.of("x"), 1, Instant.parse("1500-01-01T00:00:00Z"));
		assertEquals(List.of("time 1500-01-01T00:00:00Z: a Windows share has none before 1601"), write("old", old, "x"));
	}

	@Test
	void timesAreKeptToTheirStep() {
		for (Instant time : new Instant[] { Instant.EPOCH, TIME, Instant.parse("1601-01-01T00:00:00.0000001Z"), Instant.parse("1969-12-31T23:59:59.9999999Z"),
				Instant.parse("9999-12-31T23:59:59Z") }) {
			assertEquals(time, FileTimes.toInstant(FileTimes.of(time)));
		}
		assertEquals(TIME, FileTimes.toInstant(FileTimes.of(TIME.plusNanos(99))));
		assertEquals(0, FileTimes.of(Instant.MAX));
		assertEquals(0, FileTimes.of(Instant.MIN));
	}

	/** The library's own file for random access makes what it is to read. */
	@Test
	void readingMakesNothing() throws IOException {
		fails(Reason.NOT_FOUND, () -> session.read(EntryPath.parse("none")));
		assertEquals(0, children(EntryPath.ROOT).size());
	}

	@Test
	void whereNothingMayBeWrittenThatIsSaid() throws IOException {
		try (WritableSession readOnly = new SmbTransport().open(settings("share", "ro"))) {
			FileEntry entry = FileEntry.file(ByteString.of("x"), 1, TIME);
			fails(Reason.ACCESS_DENIED, () -> readOnly.write(EntryPath.parse("file"), entry, new ByteArrayInputStream(new byte[1]), false));
			assertEquals(0, readOnly.list(EntryPath.ROOT).children().size());
		}
	}

	@Test
	void whatTheUserMayNotReadIsSaid() throws IOException {
		Path file = Files.writeString(folder.resolve("file"), "secret");
		Path inner = Files.createDirectory(folder.resolve("folder"));
		for (Path path : List.of(file, inner)) {
			Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("---------"));
		}
		try (WritableSession other = new SmbTransport().open(settings("user", Samba.otherUser()))) {
			assertEquals(2, other.list(EntryPath.ROOT).children().size());
			fails(Reason.ACCESS_DENIED, () -> other.read(EntryPath.parse("file")));
			fails(Reason.ACCESS_DENIED, () -> other.list(EntryPath.parse("folder")));
		} finally {
			Files.setPosixFilePermissions(inner, PosixFilePermissions.fromString("rwx------"));
		}
	}

	private static FileEntry withAttributes(FileEntry e, String value) {
		return new FileEntry(e.name(), e.type(), e.size(), e.modified(), e.mode(), e.uid(), e.gid(), null, null, null, 0, null,
				Map.of(DosAttributes.NAME, ByteString.of(value)));
	}

	private List<String> write(String path, FileEntry entry, String content) throws IOException {
		return session.write(EntryPath.parse(path), entry, new ByteArrayInputStream(content.getBytes()), false);
	}

	private Map<String, FileEntry> children(EntryPath folder) throws IOException {
		return session.list(folder).children().stream().collect(Collectors.toMap(entry -> entry.name().toString(), entry -> entry));
	}

	private String text(String path) throws IOException {
		try (FileContent content = session.read(EntryPath.parse(path))) {
			return new String(content.readAllBytes());
		}
	}

	private static TransportException fails(Reason reason, Executable call) {
		TransportException e = assertThrows(TransportException.class, call);
		assertEquals(reason, e.reason(), e.getMessage());
		return e;
	}
}
