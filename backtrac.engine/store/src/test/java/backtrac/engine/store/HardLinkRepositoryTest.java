package backtrac.engine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;
import backtrac.api.entry.FileId;
import backtrac.api.entry.FileType;
import backtrac.api.store.RepositoryException;
import backtrac.api.store.Snapshot;
import backtrac.api.store.SnapshotCounts;
import backtrac.api.store.SnapshotEntry;
import backtrac.api.store.SnapshotReader;
import backtrac.api.store.SnapshotRequest;
import backtrac.api.store.SnapshotWriter;
import backtrac.posix.FileSystem;

class HardLinkRepositoryTest {

	private static final Instant LATER = MemorySource.TIME.plusNanos(1);

	@TempDir
	Path folder;
	private Path location;
	private HardLinkRepository repository;

	@BeforeEach
	void init() throws IOException {
		location = folder.resolve("repo");
		repository = HardLinkRepository.init(location);
	}

	@Test
	void aNameOfAFileThatWasPutIsLinked() throws IOException {
		FileEntry first = named("a", 7, 4, MemorySource.TIME);
		FileEntry second = named("b", 7, 4, MemorySource.TIME);
		FileEntry grown = named("c", 7, 5, MemorySource.TIME);
		FileEntry changed = named("d", 7, 4, LATER);
		FileEntry other = named("e", 8, 4, MemorySource.TIME);
		List<FileEntry> files = List.of(first, second, grown, changed, other);
		try (SnapshotWriter writer = repository.begin(new SnapshotRequest("client", "plan", Instant.EPOCH, false, "/home/docs"))) {
			assertEquals(files, writer.directory(EntryPath.ROOT, FileEntry.directory(ByteString.EMPTY, MemorySource.TIME), files));
			assertFalse(writer.link(EntryPath.ROOT, second), "none was put yet");
			writer.put(EntryPath.ROOT, first, new ByteArrayInputStream("same".getBytes(StandardCharsets.UTF_8)));
			assertTrue(writer.link(EntryPath.ROOT, second));
			for (FileEntry file : List.of(grown, changed, other)) {
				assertFalse(writer.link(EntryPath.ROOT, file), file.toString());
				writer.unreadable(EntryPath.ROOT, file, "not of interest");
			}
			Snapshot snapshot = writer.commit();
			assertEquals(new SnapshotCounts(2, 1, 0, 8, 1, 4, 1, 4, 3), snapshot.counts());
			assertEquals("/home/docs", snapshot.source());
			assertEquals(List.of(snapshot), HardLinkRepository.open(location).snapshots());
			assertEquals("same", Files.readString(snapshot.tree().resolve("b")));
			try (SnapshotReader reader = repository.open(snapshot.id())) {
				SnapshotEntry entry = reader.find(EntryPath.parse("b")).orElseThrow();
				assertEquals(second, entry.entry());
				assertEquals("same", new String(reader.read(entry).readAllBytes(), StandardCharsets.UTF_8));
			}
		}
	}

	/** A file that has other names, too. */
	private static FileEntry named(String name, long number, long size, Instant modified) {
		FileEntry e = FileEntry.file(ByteString.of(name), size, modified);
		return new FileEntry(e.name(), e.type(), e.size(), e.modified(), e.mode(), e.uid(), e.gid(), null, null, null, 0, new FileId(1, number), Map.of());
	}

	@Test
	void aSnapshotLooksLikeAPlainCopyAndItsContentIsReadOnly() throws IOException {
		MemorySource source = new MemorySource().file("docs/a.txt", "a").file("docs/deep/er/b.txt", "b").file("empty", "");
		Snapshot snapshot = source.backup(repository);
		source.requireIn(repository, snapshot);
		Path tree = snapshot.tree();
		assertEquals(location.resolve("snapshots/client/plan/2026-01-01T010000.000Z/tree"), tree);
		assertEquals("b", Files.readString(tree.resolve("docs/deep/er/b.txt")));
		assertEquals("", Files.readString(tree.resolve("empty")));
		assertEquals(MemorySource.TIME, Files.getLastModifiedTime(tree.resolve("docs/a.txt")).toInstant());
		assertEquals(MemorySource.TIME, Files.getLastModifiedTime(tree.resolve("docs/deep")).toInstant());
		assertEquals(MemorySource.TIME, Files.getLastModifiedTime(tree).toInstant());
		assertEquals(0100440, unix(tree.resolve("docs/a.txt"), "mode"));
		assertEquals(2, unix(tree.resolve("docs/a.txt"), "nlink"));
		assertEquals(unix(tree.resolve("docs/a.txt"), "ino"), unix(pool("a"), "ino"));
		assertEquals(new SnapshotCounts(3, 4, 0, 2, 2, 2, 2, 2, 0), snapshot.counts());
		assertEquals(Snapshot.Result.COMPLETE, snapshot.result());
		assertEquals(List.of(snapshot), repository.snapshots());
		assertEquals(List.of(), names("runs"));
		assertEquals(List.of(), names("trash"));
	}

	@Test
	void whatHasNotChangedIsLinkedWithoutARead() throws IOException {
		MemorySource source = new MemorySource().file("a", "a").file("f/b", "b");
		source.backup(repository);
		Snapshot second = source.backup(repository);
		assertEquals(new SnapshotCounts(2, 2, 0, 2, 0, 0, 0, 0, 0), second.counts());
		assertEquals(2, second.counts().filesLinked());
		assertEquals(3, unix(second.tree().resolve("f/b"), "nlink"));
		source.requireIn(repository, second);
	}

	@Test
	void aNanosecondIsAChange() throws IOException {
		MemorySource source = new MemorySource().file("a", "one");
		Snapshot first = source.backup(repository);
		Snapshot second = source.file("a", "two", LATER).backup(repository);
		assertEquals(1, second.counts().filesRead());
		assertEquals(1, second.counts().filesStored());
		assertEquals("one", Files.readString(first.tree().resolve("a")));
		assertEquals("two", Files.readString(second.tree().resolve("a")));
		assertEquals(List.of(second, first), repository.snapshots());
	}

	@Test
	void aRenamedFileIsReadButNotStoredAgain() throws IOException {
		MemorySource source = new MemorySource().file("old/name", "content");
		source.backup(repository);
		Snapshot second = source.remove("old/name").file("new/name", "content").backup(repository);
		assertEquals(1, second.counts().filesRead());
		assertEquals(0, second.counts().filesStored());
		assertEquals(3, unix(pool("content"), "nlink"));
		source.requireIn(repository, second);
	}

	@Test
	void allClientsAndPlansShareContent() throws IOException {
		byte[] large = new byte[3 << 20];
		new Random(1).nextBytes(large);
		MemorySource source = new MemorySource().file("large", large, MemorySource.TIME).file("twin", large, LATER);
		assertEquals(1, source.backup(repository, "client", "plan").counts().filesStored());
		Snapshot other = source.backup(repository, "another", "plan with blanks, ümläüts & more");
		assertEquals(2, other.counts().filesRead());
		assertEquals(0, other.counts().filesStored());
		assertEquals(5, unix(other.tree().resolve("twin"), "nlink"));
		source.requireIn(repository, other);
	}

	@Test
	void rereadAsksForEveryContent() throws IOException {
		MemorySource source = new MemorySource().file("a", "a").file("b", "b");
		source.backup(repository);
		try (SnapshotWriter writer = repository.begin(new SnapshotRequest("client", "plan", Instant.now(), true))) {
			source.record(writer, 2);
			assertEquals(2, writer.commit().counts().filesRead());
		}
	}

	@Test
	void aFileWhoseReadingFailsIsNotRecordedAndMayBePutAgain() throws IOException {
		for (int length : new int[] { 10, 2 << 20 }) {
			FileEntry file = FileEntry.file(ByteString.of("file"), length, MemorySource.TIME);
			IOException vanished = new IOException("vanished");
			try (SnapshotWriter writer = begin("length" + length)) {
				writer.directory(EntryPath.ROOT, root(), List.of(file));
				InputStream content = new SequenceInputStream(new ByteArrayInputStream(new byte[length / 2]), new Failing(vanished));
				assertSame(vanished, assertThrows(IOException.class, () -> writer.put(EntryPath.ROOT, file, content)));
				assertEquals(0, writer.counts().files());
				assertThrows(IllegalStateException.class, writer::commit);
				writer.put(EntryPath.ROOT, file, new ByteArrayInputStream(new byte[length]));
				Snapshot snapshot = writer.commit();
				assertEquals(1, snapshot.counts().files());
				assertEquals(length, Files.size(snapshot.tree().resolve("file")));
			}
		}
	}

	@Test
	void aFileMayTurnOutToHaveAnotherSizeOrBePutTwice() throws IOException {
		FileEntry file = FileEntry.file(ByteString.of("file"), 5, MemorySource.TIME);
		FileEntry grown = file.withContent(9, LATER);
		try (SnapshotWriter writer = begin("plan")) {
			writer.directory(EntryPath.ROOT, root(), List.of(file));
			writer.put(EntryPath.ROOT, file, stream("first"));
			writer.put(EntryPath.ROOT, grown, stream("then more"));
			Snapshot snapshot = writer.commit();
			assertEquals(1, snapshot.counts().files());
			assertEquals(9, snapshot.counts().bytes());
			assertEquals("then more", Files.readString(snapshot.tree().resolve("file")));
			assertEquals(2, unix(snapshot.tree().resolve("file"), "nlink"));
			try (SnapshotReader reader = repository.open(snapshot.id())) {
				SnapshotEntry entry = reader.find(EntryPath.parse("file")).orElseThrow();
				assertEquals(grown, entry.entry());
				assertEquals("then more", new String(MemorySource.read(reader, entry), StandardCharsets.UTF_8));
			}
		}
	}

	@Test
	void unreadableEntriesAreNamedWithTheReason() throws IOException {
		FileEntry file = FileEntry.file(ByteString.of("secret"), 5, MemorySource.TIME);
		FileEntry closed = FileEntry.directory(ByteString.of("closed"), MemorySource.TIME);
		FileEntry odd = FileEntry.file(ByteString.of("odd"), 0, MemorySource.TIME);
		try (SnapshotWriter writer = begin("plan")) {
			writer.directory(EntryPath.ROOT, root(), List.of(file, closed));
			writer.unreadable(EntryPath.ROOT, file, "permission denied");
			writer.unreadable(EntryPath.ROOT, closed, "also denied"); // after the folder's last file
			writer.unreadable(EntryPath.ROOT, odd, "could not be looked at");
			Snapshot snapshot = writer.commit();
			assertEquals(Snapshot.Result.PARTIAL, snapshot.result());
			assertEquals(new SnapshotCounts(0, 1, 0, 0, 0, 0, 0, 0, 3), snapshot.counts());
			try (SnapshotReader reader = repository.open(snapshot.id())) {
				assertEquals(List.of(new SnapshotEntry(closed, null, "also denied"), new SnapshotEntry(odd, null, "could not be looked at"),
						new SnapshotEntry(file, null, "permission denied")), reader.list(EntryPath.ROOT));
				assertTrue(message(() -> reader.list(EntryPath.parse("closed"))).contains("also denied"));
				assertTrue(message(() -> reader.read(reader.find(EntryPath.parse("secret")).orElseThrow())).contains("permission denied"));
			}
		}
	}

	@Test
	void aFileThatWasPutMayStillTurnOutUnreadable() throws IOException {
		FileEntry file = FileEntry.file(ByteString.of("log"), 5, MemorySource.TIME);
		try (SnapshotWriter writer = begin("plan")) {
			writer.directory(EntryPath.ROOT, root(), List.of(file));
			writer.put(EntryPath.ROOT, file, stream("12345"));
			writer.unreadable(EntryPath.ROOT, file, "it changed while it was read");
			Snapshot snapshot = writer.commit();
			assertEquals(new SnapshotCounts(0, 1, 0, 0, 1, 5, 1, 5, 1), snapshot.counts());
			assertFalse(Files.exists(snapshot.tree().resolve("log")));
			try (SnapshotReader reader = repository.open(snapshot.id())) {
				assertEquals(List.of(new SnapshotEntry(file, null, "it changed while it was read")), reader.list(EntryPath.ROOT));
			}
		}
	}

	@Test
	void anUnreadableFileIsReadAgainNextTime() throws IOException {
		FileEntry file = FileEntry.file(ByteString.of("file"), 5, MemorySource.TIME);
		try (SnapshotWriter writer = begin("plan")) {
			writer.directory(EntryPath.ROOT, root(), List.of(file));
			writer.unreadable(EntryPath.ROOT, file, "permission denied");
			writer.commit();
		}
		try (SnapshotWriter writer = begin("plan")) {
			assertEquals(List.of(file), writer.directory(EntryPath.ROOT, root(), List.of(file)));
		}
	}

	@Test
	void theRootItselfMayBeUnreadable() throws IOException {
		try (SnapshotWriter writer = begin("plan")) {
			assertThrows(IllegalStateException.class, writer::commit);
			writer.unreadable(EntryPath.ROOT, root(), "gone");
			Snapshot snapshot = writer.commit();
			try (SnapshotReader reader = repository.open(snapshot.id())) {
				assertEquals("gone", reader.find(EntryPath.ROOT).orElseThrow().unreadable());
			}
		}
	}

	@Test
	void namesThatWouldLeadOutOfTheTreeAreUnreadable() throws IOException {
		List<FileEntry> children = List.of(FileEntry.file(ByteString.of(".."), 5, LATER), FileEntry.file(ByteString.of("../../../../escaped"), 5, LATER),
				FileEntry.directory(ByteString.of("."), LATER), FileEntry.file(ByteString.wrap(new byte[] { 'a', 0, 'b' }), 5, LATER),
				FileEntry.file(ByteString.of("good"), 5, LATER));
		try (SnapshotWriter writer = begin("plan")) {
			List<FileEntry> asked = writer.directory(EntryPath.ROOT, root(), children);
			assertEquals(List.of(children.getLast()), asked);
			writer.put(EntryPath.ROOT, asked.getFirst(), stream("12345"));
			Snapshot snapshot = writer.commit();
			assertEquals(4, snapshot.counts().unreadable());
			assertEquals(1, snapshot.counts().files());
			try (var names = Files.list(snapshot.tree())) {
				assertEquals(List.of(snapshot.tree().resolve("good")), names.toList());
			}
			try (SnapshotReader reader = repository.open(snapshot.id())) {
				assertEquals(5, reader.list(EntryPath.ROOT).size());
			}
		}
	}

	@Test
	void aSymbolicLinkOfTheClientsLeadsNowhere() throws IOException {
		Path outside = Files.createDirectory(folder.resolve("outside"));
		FileEntry link = special("trap", FileType.SYMLINK, ByteString.of(outside.toString()));
		try (SnapshotWriter writer = begin("plan")) {
			writer.directory(EntryPath.ROOT, root(), List.of(link));
			FileEntry file = FileEntry.file(ByteString.of("file"), 0, LATER);
			assertThrows(IOException.class, () -> writer.directory(EntryPath.parse("trap"), FileEntry.directory(ByteString.of("trap"), LATER), List.of(file)));
		}
		try (var names = Files.list(outside)) {
			assertEquals(0, names.count());
		}
	}

	@Test
	void linksPipesAndDevicesAreInTheManifestAndWhatCanBeInTheTree() throws IOException {
		MemorySource source = new MemorySource().entry(EntryPath.ROOT, special("link", FileType.SYMLINK, ByteString.of("no/where")))
				.entry(EntryPath.ROOT, special("pipe", FileType.FIFO, null)).entry(EntryPath.ROOT, special("disk", FileType.BLOCK_DEVICE, null))
				.entry(EntryPath.ROOT, special("socket", FileType.SOCKET, null))
				.entry(EntryPath.ROOT, special("bad link", FileType.SYMLINK, ByteString.EMPTY));
		Snapshot snapshot = source.backup(repository);
		source.requireIn(repository, snapshot);
		assertEquals(5, snapshot.counts().others());
		assertEquals(Path.of("no/where"), Files.readSymbolicLink(snapshot.tree().resolve("link")));
		assertTrue(FileSystem.system().limits().isPresent() || Files.readAttributes(snapshot.tree().resolve("pipe"), BasicFileAttributes.class).isOther());
		assertFalse(Files.exists(snapshot.tree().resolve("disk"), LinkOption.NOFOLLOW_LINKS));
		source.requireIn(repository, source.backup(repository));
	}

	@Test
	void namesAreBytesAndLongOnesAreEscapedInTheTreeOnly() throws IOException {
		ByteString raw = ByteString.wrap(new byte[] { 'f', (byte) 0xFF, (byte) 0xFE, '\n', '\\' });
		ByteString tooLong = ByteString.of("ü".repeat(200));
		EntryPath longFolder = EntryPath.ROOT.resolve(tooLong);
		MemorySource source = new MemorySource();
		source.file(EntryPath.ROOT.resolve(raw).toString(), "raw");
		source.file(longFolder.resolve(tooLong).toString(), "long");
		source.file(longFolder.resolve(ByteString.of("x")).resolve(raw).toString(), "deep");
		Snapshot snapshot = source.backup(repository);
		source.requireIn(repository, snapshot);
		String escaped = TreeName.escape(tooLong).toString();
		assertEquals("long", Files.readString(snapshot.tree().resolve(escaped).resolve(escaped)));
		Snapshot second = source.backup(repository);
		assertEquals(0, second.counts().filesRead());
		source.requireIn(repository, second);
	}

	@Test
	void pathsMayBeLongerThanTheSystemTakes() throws IOException {
		assumeTrue(FileSystem.system().limits().isEmpty(), () -> FileSystem.system().limits().orElseThrow());
		StringBuilder path = new StringBuilder("top");
		for (int i = 0; i < 60; i++) {
			path.append('/').append("folder-%03d-".formatted(i)).append("x".repeat(90));
		}
		MemorySource source = new MemorySource().file(path + "/file", "deep");
		Snapshot snapshot = source.backup(repository);
		source.requireIn(repository, snapshot);
		assertEquals(0, source.backup(repository).counts().filesRead());
		try (SnapshotWriter writer = begin("plan")) {
			source.record(writer, 1); // and closing removes it
		}
		awaitEmptyTrash();
		new Trash(FileSystem.system().open(folder)).remove(ByteString.of("repo")); // which JUnit cannot
	}

	@Test
	void snapshotsOfTheSameMomentGetTheNextOne() throws IOException {
		Snapshot first = new MemorySource().file("a", "a").backup(repository);
		Snapshot second = new MemorySource().file("b", "b").backup(repository);
		assertEquals(first.started().plusMillis(1), second.started());
		assertNotEquals(first.tree(), second.tree());
		assertEquals("a", Files.readString(first.tree().resolve("a")));
		assertEquals("b", Files.readString(second.tree().resolve("b")));
	}

	@Test
	void anAbortedRunLeavesNothingButItsContents() throws IOException {
		MemorySource source = new MemorySource().file("a", "a").file("b", "b");
		try (SnapshotWriter writer = begin("plan")) {
			source.record(writer, 2);
		}
		assertEquals(List.of(), repository.snapshots());
		assertEquals(List.of(), names("snapshots"));
		awaitEmptyTrash();
		assertEquals(1, unix(pool("a"), "nlink"));
	}

	@Test
	void noByteAndNoAttributeOfAnOlderSnapshotEverChanges() throws IOException {
		MemorySource source = new MemorySource().file("same", "same").file("f/changes", "0").file("f/twin", "same");
		Snapshot first = source.backup(repository);
		Map<String, String> before = Inventory.of(first.tree().getParent());
		for (int i = 1; i <= 5; i++) {
			source.file("f/changes", "changed " + i, MemorySource.TIME.plusSeconds(i)).file("new" + i, "same", LATER);
			source.backup(repository, "client", i % 2 == 0 ? "plan" : "other");
			try (SnapshotWriter writer = begin("plan")) {
				source.record(writer, i);
			}
		}
		assertEquals(before, Inventory.of(first.tree().getParent()));
	}

	@Test
	void findsWhatIsThereAndSaysWhatIsNot() throws IOException {
		MemorySource source = new MemorySource().file("f/a", "a");
		Snapshot snapshot = source.backup(repository);
		try (SnapshotReader reader = repository.open(snapshot.id())) {
			assertEquals(snapshot, reader.snapshot());
			assertEquals(ByteString.EMPTY, reader.find(EntryPath.ROOT).orElseThrow().entry().name());
			assertNull(reader.find(EntryPath.ROOT).orElseThrow().hash());
			assertEquals("ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb",
					reader.find(EntryPath.parse("f/a")).orElseThrow().hash());
			assertTrue(reader.find(EntryPath.parse("f/b")).isEmpty());
			assertTrue(reader.find(EntryPath.parse("g/b")).isEmpty());
			assertEquals("there is no 'g' in snapshot " + snapshot.id(), message(() -> reader.list(EntryPath.parse("g"))));
			assertEquals("'f/a' is no folder in snapshot " + snapshot.id(), message(() -> reader.list(EntryPath.parse("f/a"))));
		}
		assertTrue(message(() -> repository.open("ffffffffffffffff")).startsWith("there is no snapshot ffffffffffffffff"));
	}

	@Test
	void aFolderIsRecordedOnceAndAfterItsParent() throws IOException {
		try (SnapshotWriter writer = begin("plan")) {
			writer.directory(EntryPath.ROOT, root(), List.of());
			assertThrows(IllegalStateException.class, () -> writer.directory(EntryPath.ROOT, root(), List.of()));
			assertThrows(IOException.class, () -> writer.directory(EntryPath.parse("f"), root(), List.of()));
			assertThrows(IllegalStateException.class, () -> writer.put(EntryPath.parse("g"), FileEntry.file(ByteString.of("a"), 1, LATER), stream("a")));
		}
	}

	private SnapshotWriter begin(String plan) throws IOException {
		return repository.begin(new SnapshotRequest("client", plan, Instant.now(), false));
	}

	private Path pool(String content) {
		String hash = Hash.of(Hash.digest().digest(content.getBytes(StandardCharsets.UTF_8))).toString();
		return location.resolve(Path.of("pool", hash.substring(0, 2), hash));
	}

	private List<String> names(String of) throws IOException {
		try (var names = Files.list(location.resolve(of))) {
			return names.map(name -> name.getFileName().toString()).filter(name -> !name.startsWith(".")).filter(name -> !isJournalOnly(name)).sorted()
					.toList();
		}
	}

	/** A run that was aborted leaves its journal, for the next one of its plan. */
	private boolean isJournalOnly(String run) {
		return Files.exists(location.resolve("runs").resolve(run).resolve("journal")) && !Files.exists(location.resolve("runs").resolve(run).resolve("snapshot"));
	}

	private static int unix(Path file, String attribute) throws IOException {
		return ((Number) Files.getAttribute(file, "unix:" + attribute, LinkOption.NOFOLLOW_LINKS)).intValue();
	}

	private static FileEntry root() {
		return FileEntry.directory(ByteString.EMPTY, MemorySource.TIME);
	}

	private static FileEntry special(String name, FileType type, ByteString target) {
		return new FileEntry(ByteString.of(name), type, 0, MemorySource.TIME, 0600, 0, 0, null, null, target, type == FileType.BLOCK_DEVICE ? 2049 : 0, null,
				Map.of());
	}

	private static InputStream stream(String content) {
		return new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
	}

	private static String message(Executable what) {
		return assertThrows(RepositoryException.class, what).getMessage();
	}

	private static final class Failing extends InputStream {

		private final IOException failure;

		Failing(IOException failure) {
			this.failure = failure;
		}

		@Override
		public int read() throws IOException {
			throw failure;
		}
	}

	/** What was thrown away is removed in the background. */
	private void awaitEmptyTrash() {
		assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
			while (!names("trash").isEmpty()) {
				Thread.onSpinWait();
			}
		});
	}
}
