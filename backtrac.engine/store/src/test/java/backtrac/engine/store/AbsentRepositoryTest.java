package backtrac.engine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import backtrac.api.entry.EntryPath;
import backtrac.api.store.PruneOptions;
import backtrac.api.store.RepositoryBusyException;
import backtrac.api.store.RepositoryException;
import backtrac.api.store.ScrubOptions;
import backtrac.api.store.Snapshot;
import backtrac.api.store.SnapshotRequest;
import backtrac.api.store.SnapshotWriter;
import backtrac.api.store.VerifyOptions;
import backtrac.api.store.WorkListener;
import backtrac.posix.FileSystem;

/** A repository whose disk goes and comes while it is open. */
class AbsentRepositoryTest {

	private static final VerifyOptions ALL = new VerifyOptions(false, Set.of());

	@TempDir(factory = InMemory.class)
	Path folder;
	private Path location;
	private Path away;
	private HardLinkRepository repository;
	private Snapshot snapshot;
	private final MemorySource source = new MemorySource().file("f/a", "a").file("b", "b");

	@BeforeEach
	void backUp() throws IOException {
		location = folder.resolve("repository");
		away = folder.resolve("away");
		repository = HardLinkRepository.init(location);
		snapshot = source.backup(repository);
	}

	@AfterEach
	void close() {
		repository.close();
	}

	/** All that can be asked of it. */
	private List<Executable> operations() {
		SnapshotRequest request = new SnapshotRequest("desk", "docs", Instant.now(), false);
		return List.of(() -> repository.begin(request).close(), repository::snapshots, () -> repository.snapshots("desk", "docs"),
				() -> repository.open(snapshot.id()).close(), () -> repository.check(snapshot.id()), () -> repository.forget(snapshot.id()),
				() -> repository.pin(snapshot.id(), "why"), () -> repository.prune(PruneOptions.FREE, WorkListener.NONE),
				() -> repository.verify(ALL, WorkListener.NONE), () -> repository.upkeep().scrub(ScrubOptions.share(1), WorkListener.NONE),
				() -> repository.upkeep().rebuild(Set.of(), WorkListener.NONE), () -> repository.upkeep().keptTrees(), () -> repository.upkeep().keepTrees(3));
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void nothingIsDoneWhileItIsAwayAndAllGoesOnWhenItIsBack(boolean mountPoint) throws Exception {
		Files.move(location, away);
		if (mountPoint) {
			Files.createDirectory(location);
		}
		for (Executable operation : operations()) {
			assertEquals("the repository " + location + " is not there any more: mount its disk, or put its folder back", refusal(operation));
		}
		assertEquals(mountPoint, Files.exists(location));
		if (mountPoint) {
			assertEquals(0, location.toFile().list().length, "nothing is made where the disk is to be mounted");
			Files.delete(location);
		}
		Files.move(away, location);
		requireWorks();
	}

	private void requireWorks() throws Exception {
		assertEquals(List.of(snapshot), repository.snapshots());
		assertEquals(0, source.backup(repository, snapshot.client(), snapshot.plan()).counts().filesRead());
		assertEquals(2, repository.verify(ALL, WorkListener.NONE).snapshots());
		source.requireIn(repository, snapshot);
		assertEquals(0, repository.prune(PruneOptions.FREE, WorkListener.NONE).files());
		repository.pin(snapshot.id(), "stays");
	}

	@Test
	void aDiskThatWasMountedAnewIsOpenedAgain() throws Exception {
		source.requireIn(repository, snapshot);
		copy();
		try (var reader = repository.open(snapshot.id())) {
			Files.move(location, folder.resolve("old disk"));
			Files.move(away, location);
			requireWorks();
			assertEquals(1, HardLinkRepository.open(folder.resolve("old disk")).snapshots().size(), "nothing went to the old one");
			assertEquals(snapshot, reader.snapshot());
			assertTrue(reader.find(EntryPath.parse("f/a")).isPresent(), "what reads of the old one goes on");
		}
	}

	@Test
	void itIsNotOpenedAgainWhileABackupStillWritesToTheOldOne() throws Exception {
		copy();
		try (SnapshotWriter _ = repository.begin(new SnapshotRequest("desk", "docs", Instant.now(), false))) {
			Files.move(location, folder.resolve("old disk"));
			Files.move(away, location);
			String message = assertThrows(RepositoryBusyException.class, repository::snapshots).getMessage();
			assertTrue(message.contains("was mounted anew while work on it goes on"), message);
		}
		requireWorks();
	}

	@Test
	void anotherRepositoryInItsPlaceIsLeftAlone() throws Exception {
		Files.move(location, away);
		HardLinkRepository.init(location).close();
		for (Executable operation : operations()) {
			assertTrue(refusal(operation).endsWith("mount the disk of that with the id " + repository.info().id()));
		}
		assertFalse(Files.exists(location.resolve("locks")));
	}

	@Test
	void aVerifyDuringWhichItGoesDoesNotTakeItForDamaged() throws Exception {
		WorkListener takesItAway = new WorkListener() {
			@Override
			public void expected(long files, long bytes) {
				// when all of it has begun
			}

			@Override
			public synchronized void done(long files, long bytes) {
				if (Files.exists(location)) {
					assertTrue(location.toFile().renameTo(away.toFile()));
				}
			}
		};
		assertTrue(refusal(() -> repository.verify(new VerifyOptions(true, Set.of()), takesItAway)).contains("is not there any more"));
	}

	@Test
	void aBackupDuringWhichItGoesSaysSo() throws Exception {
		try (SnapshotWriter writer = repository.begin(new SnapshotRequest("desk", "docs", Instant.now(), false))) {
			source.record(writer, Integer.MAX_VALUE);
			Files.move(location, away);
			assertTrue(refusal(writer::commit).contains("is not there any more"));
		}
		assertFalse(Files.exists(location));
	}

	@Test
	void lookingCostsNoLookAtWhatItHolds() throws Exception {
		repository.close();
		int[] calls = { 0 };
		repository = HardLinkRepository.open(location, FaultyFileSystem.withoutSync((on, call, arguments) -> calls[0]++));
		calls[0] = 0;
		repository.here();
		assertEquals(3, calls[0], "open the folder, and stat one file by it and by the open one");
	}

	@Test
	void oneThatIsClosedIsNotOpenedAgain() {
		repository.close();
		assertTrue(refusal(repository::snapshots).endsWith("closed"));
	}

	@Test
	void portableFilesTellItToo() throws Exception {
		repository.close();
		repository = HardLinkRepository.open(location, FileSystem.portable());
		Files.move(location, away);
		Files.createDirectory(location);
		for (Executable operation : operations()) {
			assertTrue(refusal(operation).contains("is not there any more"));
		}
		Files.delete(location);
		Files.move(away, location);
		requireWorks();
	}

	private static String refusal(Executable operation) {
		return assertInstanceOf(RepositoryException.class, assertThrows(IOException.class, operation)).getMessage();
	}

	private void copy() throws IOException, InterruptedException {
		assertEquals(0, new ProcessBuilder("cp", "-a", location.toString(), away.toString()).inheritIO().start().waitFor());
	}
}
