package backtrac.engine.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.api.entry.Extents;
import backtrac.api.entry.FileEntry;
import backtrac.api.store.PruneOptions;
import backtrac.api.store.PruneReport;
import backtrac.api.store.Snapshot;
import backtrac.api.store.SnapshotEntry;
import backtrac.api.store.SnapshotReader;
import backtrac.api.store.SnapshotRequest;
import backtrac.api.store.SnapshotWriter;
import backtrac.api.store.VerifyOptions;
import backtrac.api.store.WorkListener;
import backtrac.posix.Directory;
import backtrac.posix.FileSystem;
import backtrac.posix.Stat;

/** Holes take no room in the pool, and the manifest knows them. */
class SparseTest {

	private static final int BLOCK = 64 << 10;
	private static final int SIZE = 40 * BLOCK;
	private static final Extents DATA = new Extents.Builder().add(3 * BLOCK, 5 * BLOCK).add(20 * BLOCK, 21 * BLOCK).build();
	private static final FileEntry LISTED = FileEntry.file(ByteString.of("disk"), SIZE, MemorySource.TIME);

	@TempDir
	Path folder;

	private HardLinkRepository repository;
	private byte[] content;
	private int runs;

	@BeforeEach
	void init() throws IOException {
		repository = HardLinkRepository.init(folder.resolve("repo"));
		content = new byte[SIZE];
		byte[] random = new byte[BLOCK];
		new Random(5).nextBytes(random);
		System.arraycopy(random, 0, content, 3 * BLOCK, BLOCK); // the other block there is of zeros, and data all the same
		System.arraycopy(random, 7, content, 20 * BLOCK, BLOCK - 7);
	}

	@Test
	void holesTakeNoRoomAndUnchangedFilesKeepThem() throws Exception {
		Snapshot first = backup(LISTED);
		assertEquals(1, first.counts().filesRead());
		assertEquals(SIZE, first.counts().bytesStored());
		assertEquals(3 * BLOCK, allocated(poolFiles().getFirst()));
		requireIn(first);
		Snapshot second = backup(LISTED);
		assertEquals(0, second.counts().filesRead());
		requireIn(second);
		assertEquals(List.of(), repository.verify(new VerifyOptions(true, Set.of()), WorkListener.NONE).damage());
	}

	@Test
	void ofOneContentTheManifestKnowsWhichFileIsSparse() throws Exception {
		FileEntry full = FileEntry.file(ByteString.of("full"), SIZE, MemorySource.TIME);
		Snapshot snapshot = backup(LISTED, full);
		requireIn(snapshot);
		try (SnapshotReader reader = repository.open(snapshot.id())) {
			SnapshotEntry entry = reader.find(EntryPath.parse("full")).orElseThrow();
			assertNull(entry.entry().extents());
			assertArrayEquals(content, MemorySource.read(reader, entry));
		}
		assertEquals(1, poolFiles().size());
	}

	@Test
	void aSmallSparseFileTakesNoMoreRoomThanItsData() throws Exception {
		FileEntry small = FileEntry.file(ByteString.of("disk"), 3 * BLOCK, MemorySource.TIME);
		content = new byte[3 * BLOCK];
		content[BLOCK + 1] = 1;
		backup(new Extents.Builder().add(BLOCK, 2 * BLOCK).build(), small);
		assertEquals(BLOCK, allocated(poolFiles().getFirst()));
		assertArrayEquals(content, Files.readAllBytes(poolFiles().getFirst()));
	}

	@Test
	void whatARunThatWasCutOffHadKeepsItsHoles() throws Exception {
		SnapshotWriter cut = begin();
		FileEntry other = FileEntry.file(ByteString.of("other"), 5, MemorySource.TIME);
		for (FileEntry asked : cut.directory(EntryPath.ROOT, FileEntry.directory(ByteString.EMPTY, MemorySource.TIME), List.of(LISTED, other))) {
			if (asked.name().equals(LISTED.name())) {
				cut.put(EntryPath.ROOT, asked.withExtents(DATA), new ByteArrayInputStream(content));
			}
		}
		cut.close();
		Snapshot next = backup(LISTED);
		assertEquals(0, next.counts().filesRead());
		requireIn(next);
	}

	@Test
	void aFurtherFileOfAContentIsSparseToo() throws Exception {
		try (HardLinkRepository limited = HardLinkRepository.init(folder.resolve("limited"), FaultyFileSystem.withLinkLimit(2))) {
			repository = limited;
			backup(LISTED);
			requireIn(backup(LISTED));
			List<Path> files = poolFiles("limited");
			assertEquals(2, files.size());
			for (Path file : files) {
				assertEquals(3 * BLOCK, allocated(file));
				assertArrayEquals(content, Files.readAllBytes(file));
			}
		}
	}

	@Test
	void pruneTellsTheRoomThatIsFreed() throws Exception {
		Snapshot snapshot = backup(LISTED);
		repository.forget(snapshot.id());
		assertEquals(new PruneReport(1, 3 * BLOCK), repository.prune(PruneOptions.dryRun(Set.of()), WorkListener.NONE));
		assertEquals(new PruneReport(1, 3 * BLOCK), repository.prune(PruneOptions.FREE, WorkListener.NONE));
	}

	private SnapshotWriter begin() throws IOException {
		return repository.begin(new SnapshotRequest("client", "plan", Instant.parse("2026-01-01T00:00:00Z").plusSeconds(runs++), false));
	}

	private Snapshot backup(FileEntry... files) throws IOException {
		return backup(DATA, files);
	}

	/** The first is sparse; all have the one content. */
	private Snapshot backup(Extents extents, FileEntry... files) throws IOException {
		try (SnapshotWriter writer = begin()) {
			for (FileEntry asked : writer.directory(EntryPath.ROOT, FileEntry.directory(ByteString.EMPTY, MemorySource.TIME), List.of(files))) {
				boolean sparse = asked.name().equals(files[0].name());
				writer.put(EntryPath.ROOT, sparse ? asked.withExtents(extents) : asked, new ByteArrayInputStream(content));
			}
			return writer.commit();
		}
	}

	private void requireIn(Snapshot snapshot) throws IOException {
		try (SnapshotReader reader = repository.open(snapshot.id())) {
			SnapshotEntry entry = reader.find(EntryPath.parse("disk")).orElseThrow();
			assertEquals(LISTED.withExtents(DATA), entry.entry());
			assertArrayEquals(content, MemorySource.read(reader, entry));
		}
	}

	private List<Path> poolFiles() throws IOException {
		return poolFiles("repo");
	}

	private List<Path> poolFiles(String name) throws IOException {
		try (var paths = Files.walk(folder.resolve(name).resolve("pool"))) {
			return paths.filter(Files::isRegularFile).sorted().toList();
		}
	}

	private static long allocated(Path file) throws IOException {
		try (Directory opened = FileSystem.system().open(file.getParent())) {
			Stat stat = new Stat();
			opened.stat(ByteString.of(file.getFileName().toString()), stat);
			return stat.allocated();
		}
	}
}
