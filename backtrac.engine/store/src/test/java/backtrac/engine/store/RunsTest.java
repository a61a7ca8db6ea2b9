package backtrac.engine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.api.store.RepositoryException;
import backtrac.api.store.Snapshot;
import backtrac.api.store.SnapshotRequest;
import backtrac.api.store.SnapshotWriter;
import backtrac.posix.Errno;
import backtrac.posix.FileSystem;

class RunsTest {

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
	void theNextRunReadsNothingAgainThatACutOffOneHasStored() throws IOException {
		MemorySource source = OtherProcess.source(0);
		try (SnapshotWriter writer = begin("plan")) {
			source.record(writer, OtherProcess.FILES - 1);
		}
		assertEquals(1, runs().size(), "its journal stays");
		new MemorySource().file("other", "plan").backup(repository, "client", "another plan");
		assertEquals(1, runs().size(), "and a run of another plan leaves it alone");
		Snapshot snapshot = source.backup(repository);
		assertEquals(1, snapshot.counts().filesRead());
		assertEquals(OtherProcess.FILES, snapshot.counts().files());
		source.requireIn(repository, snapshot);
		assertEquals(List.of(), runs());
	}

	@Test
	void ofAFolderThatWasNotDoneTheLargeFilesAreNotReadAgain() throws IOException {
		MemorySource source = new MemorySource();
		for (int i = 0; i < 4; i++) {
			source.file("large" + i, new byte[5 << 20 | i], MemorySource.TIME);
		}
		try (SnapshotWriter writer = begin("plan")) {
			source.record(writer, 3);
		}
		Snapshot snapshot = source.backup(repository);
		assertEquals(1, snapshot.counts().filesRead());
		source.requireIn(repository, snapshot);
	}

	@Test
	void whatACutOffRunLeftBrokenIsReadAgain() throws IOException {
		MemorySource source = new MemorySource().file("f/a", "a content");
		try (SnapshotWriter writer = begin("plan")) {
			source.record(writer, 1);
		}
		try (var files = Files.walk(location.resolve("pool"))) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
				Files.writeString(file, "A CONTENT");
			}
		}
		Snapshot snapshot = source.backup(repository);
		assertEquals(1, snapshot.counts().filesStored());
		source.requireIn(repository, snapshot);
	}

	@Test
	void runsOfOneProcessGoOnAtTheSameTime() throws Exception {
		MemorySource[] sources = new MemorySource[4];
		List<Future<Snapshot>> snapshots = new ArrayList<>();
		try (ExecutorService threads = Executors.newFixedThreadPool(sources.length)) {
			for (int i = 0; i < sources.length; i++) {
				MemorySource source = sources[i] = OtherProcess.source(i % 2);
				String plan = "plan" + i;
				HardLinkRepository own = i == 0 ? repository : HardLinkRepository.open(location);
				snapshots.add(threads.submit(() -> source.backup(own, "client", plan)));
			}
			for (int i = 0; i < sources.length; i++) {
				sources[i].requireIn(repository, snapshots.get(i).get());
			}
		}
		assertEquals(2 * OtherProcess.FILES, stored(), "each content was stored once");
		assertEquals(List.of(), runs());
	}

	@Test
	void runsOfTwoProcessesGoOnAtTheSameTime() throws Exception {
		MemorySource source = OtherProcess.source(0);
		Process other = OtherProcess.start(location, "plan of another", Integer.MAX_VALUE);
		try (SnapshotWriter writer = begin("plan")) {
			source.record(writer, OtherProcess.FILES / 2);
			OtherProcess.awaitLine(other, "waiting");
			assertEquals(2, runs().size());
			Snapshot meanwhile = OtherProcess.source(1).backup(repository, "client", "third");
			OtherProcess.source(1).requireIn(repository, meanwhile);
			assertEquals(2, runs().size(), "neither of the living runs was cleared away");
			OtherProcess.goOn(other);
			assertEquals(0, other.waitFor());
		}
		assertEquals(2, repository.snapshots().size());
		for (Snapshot snapshot : repository.snapshots()) {
			OtherProcess.source(snapshot.plan().equals("third") ? 1 : 0).requireIn(repository, snapshot);
		}
	}

	@Test
	void whatAKilledProcessLeftIsClearedAwayAndUsed() throws Exception {
		for (int kill = 1; kill <= 2; kill++) {
			Process other = OtherProcess.start(location, "plan", OtherProcess.FILES * kill / 3);
			OtherProcess.awaitLine(other, "waiting");
			assertTrue(Files.exists(location.resolve("runs").resolve(runs().getFirst()).resolve("snapshot/tree")));
			other.destroyForcibly().waitFor(); // SIGKILL
			assertEquals(List.of(), repository.snapshots());
		}
		MemorySource source = OtherProcess.source(0);
		Snapshot snapshot = source.backup(repository);
		source.requireIn(repository, snapshot);
		assertEquals(OtherProcess.FILES / OtherProcess.FOLDERS, snapshot.counts().filesRead(), "only the folder that was not done");
		assertEquals(OtherProcess.FILES, stored());
		assertEquals(List.of(), runs());
	}

	@Test
	void aFullDiskDoesNotKeepARunLockedForAsLongAsTheServerLives() throws IOException {
		AtomicBoolean full = new AtomicBoolean();
		HardLinkRepository faulty = HardLinkRepository.open(location, new FaultyFileSystem((_, call, _) -> {
			if (full.get() && call.equals("write")) {
				throw FaultyFileSystem.failure(call, Errno.ENOSPC);
			}
		}));
		MemorySource source = new MemorySource().file("f/a", "a").file("f/b", "b").file("g/a", "c").file("g/b", "d");
		SnapshotWriter writer = faulty.begin(new SnapshotRequest("client", "plan", Instant.now(), false));
		source.record(writer, 1);
		full.set(true);
		assertTrue(assertThrows(RepositoryException.class, writer::close).getMessage().contains("full"));
		full.set(false);
		source.requireIn(faulty, source.backup(faulty));
		assertEquals(List.of(), runs());
	}

	@Test
	void aRunThatCannotBeginIsNotKeptLocked() throws IOException {
		AtomicBoolean broken = new AtomicBoolean(true);
		HardLinkRepository faulty = HardLinkRepository.open(location, new FaultyFileSystem((_, call, arguments) -> {
			if (broken.get() && call.equals("directory") && arguments[0] instanceof EntryPath path && path.toString().startsWith("client")) {
				throw FaultyFileSystem.failure(call, Errno.EIO);
			}
		}));
		MemorySource source = new MemorySource().file("a", "a");
		assertThrows(RepositoryException.class, () -> source.backup(faulty));
		assertEquals(1, runs().size());
		broken.set(false);
		source.requireIn(faulty, source.backup(faulty));
		assertEquals(List.of(), runs());
	}

	@Test
	void runsThatEndWhileAnotherBeginsDoNotDisturbIt() throws IOException {
		for (String plan : List.of("one", "two")) {
			begin(plan).close();
		}
		List<String> left = runs();
		HardLinkRepository faulty = HardLinkRepository.open(location, new FaultyFileSystem((_, call, arguments) -> {
			if (call.equals("directory") && left.contains(arguments[0].toString())) {
				for (String run : left) { // the one that is looked at, and the one that is looked at next
					new Trash(FileSystem.system().open(location.resolve("runs"))).remove(ByteString.of(run));
				}
			}
		}));
		MemorySource source = new MemorySource().file("a", "a");
		source.requireIn(faulty, source.backup(faulty));
		assertEquals(List.of(), runs());
	}

	@Test
	void anAbortedRunMayBeClearedAwayByAnotherThatBeginsMeanwhile() throws IOException {
		AtomicBoolean closing = new AtomicBoolean();
		HardLinkRepository faulty = HardLinkRepository.open(location, new FaultyFileSystem((_, call, _) -> {
			if (call.equals("directory") && closing.compareAndSet(true, false)) {
				begin("plan").close(); // adopts what the one that is being closed has left
			}
		}));
		SnapshotWriter writer = faulty.begin(new SnapshotRequest("client", "plan", Instant.now(), false));
		closing.set(true);
		writer.close();
		assertEquals(1, runs().size(), "that of the other");
	}

	private SnapshotWriter begin(String plan) throws IOException {
		return repository.begin(new SnapshotRequest("client", plan, Instant.now(), false));
	}

	private List<String> runs() throws IOException {
		try (var names = Files.list(location.resolve("runs"))) {
			return names.map(name -> name.getFileName().toString()).filter(name -> !name.startsWith(".")).sorted().toList();
		}
	}

	private long stored() throws IOException {
		try (var files = Files.walk(location.resolve("pool"))) {
			return files.filter(Files::isRegularFile).count();
		}
	}
}
