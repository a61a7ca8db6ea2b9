package backtrac.engine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.api.store.PruneOptions;
import backtrac.api.store.PruneReport;
import backtrac.api.store.RepositoryException;
import backtrac.api.store.Snapshot;
import backtrac.api.store.SnapshotReader;
import backtrac.api.store.SnapshotRequest;
import backtrac.api.store.SnapshotWriter;
import backtrac.api.store.WorkListener;
import backtrac.posix.Errno;
import backtrac.posix.FileSystem;

class PruneTest {

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
	void aForgottenSnapshotIsGoneForAllAndTheOthersStayAsTheyWere() throws Exception {
		MemorySource source = new MemorySource().file("shared", "shared").file("f/old", "old");
		Snapshot first = source.backup(repository);
		MemorySource later = new MemorySource().file("shared", "shared").file("f/new", "new");
		Snapshot second = later.backup(repository, "client", "other");
		Map<String, String> before = Inventory.of(second.tree().getParent());
		try (HardLinkRepository another = HardLinkRepository.open(location)) {
			repository.forget(first.id());
			assertEquals(List.of(second), another.snapshots());
			assertThrows(RepositoryException.class, () -> another.open(first.id()));
		}
		assertFalse(Files.exists(first.tree()));
		assertEquals(List.of(), names("trash"), "nothing is left of it");
		assertEquals(3, pool().size(), "its content waits for prune");
		assertEquals("there is no snapshot " + first.id() + " in " + location,
				assertThrows(RepositoryException.class, () -> repository.forget(first.id())).getMessage());
		assertEquals(new PruneReport(1, 3), prune());
		assertEquals(2, pool().size());
		assertEquals(before, Inventory.of(second.tree().getParent()), "no byte and no attribute of the other has changed");
		later.requireIn(repository, second);
		assertEquals(new PruneReport(0, 0), prune());
	}

	@Test
	void whatWasPrunedIsStoredAgainByTheNextBackup() throws Exception {
		MemorySource source = new MemorySource().file("a", "content").file("b", "content");
		repository.forget(source.backup(repository).id());
		assertEquals(1, prune().files());
		Snapshot again = source.backup(repository);
		assertEquals(1, again.counts().filesStored());
		source.requireIn(repository, again);
	}

	@Test
	void whatCutOffRunsHaveStoredIsFreedWhenThatIsAskedFor() throws Exception {
		MemorySource source = new MemorySource().file("kept", "kept");
		Snapshot snapshot = source.backup(repository);
		cutOff(new MemorySource().file("stored", "by a run that was cut off"));
		PruneOptions all = PruneOptions.FREE.withCutOffRuns();
		assertEquals(new PruneReport(1, 25), repository.prune(PruneOptions.dryRun(Set.of()).withCutOffRuns(), WorkListener.NONE));
		assertEquals(2, pool().size());
		assertEquals(new PruneReport(1, 25), repository.prune(all, WorkListener.NONE));
		assertEquals(List.of(".lock"), names("runs"));
		source.requireIn(repository, snapshot);
	}

	@Test
	void aDryRunSaysWhatPruneThenFreesAndChangesNothing() throws Exception {
		MemorySource source = new MemorySource().file("shared", "shared").file("large", new byte[700_000], MemorySource.TIME).file("empty", "");
		Snapshot first = source.backup(repository);
		source.remove("large").file("more", "some more").backup(repository);
		cutOff(new MemorySource().file("stored", "by a run that was cut off"));
		assertEquals(new PruneReport(0, 0), dryRun());
		Map<String, String> before = inventory();
		PruneReport said = dryRun(first.id());
		assertEquals(before, inventory());
		long used = used();
		repository.forget(first.id());
		assertEquals(said, dryRun());
		assertEquals(said, prune());
		assertEquals(new PruneReport(1, 700_000), said);
		assertEquals(used - said.bytes(), used(), "as du counts");
	}

	@Test
	void furtherFilesOfAContentGoWhenNothingIsLinkedToThem() throws Exception {
		HardLinkRepository limited = HardLinkRepository.open(location, FaultyFileSystem.withLinkLimit(3));
		MemorySource many = new MemorySource();
		for (int i = 0; i < 9; i++) {
			many.file("file" + i, "the same", MemorySource.TIME.plusSeconds(i));
		}
		Snapshot first = many.backup(limited);
		MemorySource few = new MemorySource().file("file0", "the same");
		Snapshot second = few.backup(limited, "client", "other");
		assertEquals(5, pool().size());
		PruneReport said = limited.prune(PruneOptions.dryRun(Set.of(first.id())), WorkListener.NONE);
		long used = used();
		limited.forget(first.id());
		assertEquals(said, limited.prune(PruneOptions.FREE, WorkListener.NONE));
		assertEquals(3, said.files(), "all but the first and the one that the other snapshot has");
		assertEquals(used - said.bytes(), used());
		few.requireIn(limited, second);
		assertEquals("the same", Files.readString(second.tree().resolve("file0")));
		many.requireIn(limited, many.backup(limited));
		limited.snapshots().forEach(snapshot -> forget(limited, snapshot));
		limited.prune(PruneOptions.FREE, WorkListener.NONE);
		assertEquals(List.of(), pool());
		many.requireIn(limited, many.backup(limited)); // it remembers that the first files were full
	}

	@Test
	void aFurtherFileStaysWhereTheFirstIsMissing() throws Exception {
		HardLinkRepository limited = HardLinkRepository.open(location, FaultyFileSystem.withLinkLimit(3));
		MemorySource source = new MemorySource().file("a", "same").file("b", "same").file("c", "same");
		Snapshot snapshot = source.backup(limited);
		Path further = pool().stream().filter(file -> file.toString().endsWith(".1")).findFirst().orElseThrow();
		Path first = Path.of(further.toString().replace(".1", ""));
		new Trash(FileSystem.system().open(snapshot.tree().getParent())).remove(Layout.TREE);
		Files.delete(first);
		assertEquals(new PruneReport(0, 0), prune());
		assertEquals("same", Files.readString(further), "the last that has it");
	}

	@Test
	void aFullDiskIsNoHindrance() throws Exception {
		MemorySource source = new MemorySource().file("a", "content");
		repository.forget(source.backup(repository).id());
		HardLinkRepository full = HardLinkRepository.open(location, new FaultyFileSystem((on, call, arguments) -> {
			if (call.equals("create") || call.equals("makeDirectory") || call.equals("write")) {
				throw FaultyFileSystem.failure(call, Errno.ENOSPC);
			}
		}));
		assertEquals(new PruneReport(1, 7), full.prune(PruneOptions.FREE, WorkListener.NONE));
	}

	@Test
	void theLockNeedsNoRoomForTheNameOfItsHolder() throws Exception {
		Path missing = folder.resolve("no folder");
		new LockHolders(missing).entry().write("a prune");
		assertFalse(Files.exists(missing));
	}

	@Test
	void whatACutOffRunHasStoredStaysForTheNext() throws Exception {
		MemorySource source = new MemorySource().file("f/a", "content").file("g/b", "not stored yet");
		cutOff(source);
		assertEquals(new PruneReport(0, 0), prune());
		assertEquals(1, source.backup(repository).counts().filesRead());
	}

	@Test
	void aRunThatGoesOnIsNotPrunedInto() throws Exception {
		MemorySource source = new MemorySource().file("a", "content");
		Snapshot first = source.backup(repository);
		try (HardLinkRepository another = HardLinkRepository.open(location);
				SnapshotWriter writer = another.begin(new SnapshotRequest("client", "plan", Instant.now(), false))) {
			source.record(writer, 1);
			repository.forget(first.id());
			String refused = assertThrows(RepositoryException.class, this::prune).getMessage();
			assertTrue(refused.startsWith("repository " + location + " is in use by a backup of client/plan (process " + ProcessHandle.current().pid() + " on "),
					refused);
			assertTrue(refused.endsWith("): try again when that has ended"), refused);
			Snapshot second = writer.commit();
			source.requireIn(repository, second);
		}
		assertEquals(new PruneReport(0, 0), prune());
	}

	@Test
	void noRunBeginsWhilePruneGoesOn() throws Exception {
		MemorySource source = new MemorySource().file("a", "content");
		source.backup(repository);
		WorkListener atWork = new WorkListener() {

			@Override
			public void expected(long files, long bytes) {
				assertEquals(1 + 256, files);
				String refused = assertThrows(RepositoryException.class, () -> source.backup(repository)).getMessage();
				assertTrue(refused.contains(" is in use by a prune (process "), refused);
			}

			@Override
			public void done(long files, long bytes) {
				assertEquals(1, files);
			}
		};
		repository.prune(PruneOptions.FREE, atWork);
		source.requireIn(repository, source.backup(repository));
	}

	@Test
	void nothingIsPrunedWhileAManifestCannotBeRead() throws Exception {
		MemorySource source = new MemorySource().file("a", "content");
		Snapshot first = source.backup(repository);
		Path manifest = first.tree().resolveSibling("manifest");
		byte[] bytes = Files.readAllBytes(manifest);
		for (int at : new int[] { 20, bytes.length - 40 }) { // a frame, the index
			byte[] damaged = bytes.clone();
			damaged[at] ^= 1;
			Files.write(manifest, damaged);
			String refused = assertThrows(RepositoryException.class, this::prune).getMessage();
			assertTrue(refused.startsWith("nothing is pruned, because the manifest " + manifest + " cannot be used ("), refused);
			assertEquals(1, pool().size());
		}
		MemorySource other = new MemorySource().file("b", "another");
		Snapshot second = other.backup(repository);
		Files.copy(second.tree().resolveSibling("manifest"), manifest, StandardCopyOption.REPLACE_EXISTING);
		assertTrue(assertThrows(RepositoryException.class, this::prune).getMessage().contains("(it is that of another snapshot)"));
		Files.write(manifest, bytes);
		Files.writeString(first.tree().resolveSibling("snapshot.json"), "{");
		assertEquals(new PruneReport(0, 0), prune(), "a snapshot counts even if its summary is damaged");
	}

	@Test
	void itEndsWhenItsThreadIsInterrupted() throws Exception {
		MemorySource source = new MemorySource().file("a", "content");
		Snapshot snapshot = source.backup(repository);
		WorkListener interrupting = new WorkListener() {

			@Override
			public void expected(long files, long bytes) {
				Thread.currentThread().interrupt();
			}

			@Override
			public void done(long files, long bytes) {
				throw new AssertionError("not stopped");
			}
		};
		assertThrows(InterruptedException.class, () -> repository.prune(PruneOptions.FREE, interrupting));
		source.requireIn(repository, snapshot);
	}

	@Test
	void whatIsNotThePoolsStays() throws Exception {
		Path notes = Files.writeString(Files.createDirectories(location.resolve("pool/ab")).resolve("notes.txt"), "mine");
		Files.writeString(location.resolve("pool/README"), "mine");
		assertEquals(new PruneReport(0, 0), prune());
		assertEquals("mine", Files.readString(notes));
	}

	private Map<String, String> inventory() throws IOException {
		Map<String, String> inventory = Inventory.of(location);
		inventory.remove("locks"); // the lock comes and goes
		return inventory;
	}

	private void cutOff(MemorySource source) throws IOException {
		try (SnapshotWriter writer = repository.begin(new SnapshotRequest("client", "plan", Instant.now(), false))) {
			source.record(writer, 1);
		}
	}

	private PruneReport prune() throws IOException, InterruptedException {
		return repository.prune(PruneOptions.FREE, WorkListener.NONE);
	}

	private PruneReport dryRun(String... asIfForgotten) throws IOException, InterruptedException {
		return repository.prune(PruneOptions.dryRun(Set.of(asIfForgotten)), WorkListener.NONE);
	}

	private static void forget(HardLinkRepository repository, Snapshot snapshot) {
		try (SnapshotReader reader = repository.open(snapshot.id())) {
			repository.forget(reader.snapshot().id());
		} catch (IOException e) {
			throw new AssertionError(e);
		}
	}

	private List<String> names(String name) throws IOException {
		try (var names = Files.list(location.resolve(name))) {
			return names.map(path -> path.getFileName().toString()).toList();
		}
	}

	private List<Path> pool() throws IOException {
		try (var paths = Files.walk(location.resolve("pool"))) {
			return paths.filter(Files::isRegularFile).toList();
		}
	}

	/** Bytes of all files with content but summaries and manifests, each inode once. */
	private long used() throws IOException {
		Map<Object, Long> sizes = new TreeMap<>();
		try (var paths = Files.walk(location)) {
			for (Path path : paths.filter(Files::isRegularFile).toList()) {
				if (path.toString().contains("/tree/") || path.startsWith(location.resolve("pool"))) {
					sizes.put(Files.getAttribute(path, "unix:ino"), Files.size(path));
				}
			}
		}
		return sizes.values().stream().mapToLong(Long::longValue).sum();
	}
}
