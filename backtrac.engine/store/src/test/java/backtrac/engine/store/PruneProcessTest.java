package backtrac.engine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.api.store.PruneOptions;
import backtrac.api.store.RepositoryException;
import backtrac.api.store.Snapshot;
import backtrac.api.store.VerifyOptions;
import backtrac.api.store.WorkListener;

/** Prune and backups in several processes. */
class PruneProcessTest {

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
	void aBackupOfAnotherProcessIsNotPrunedInto() throws Exception {
		MemorySource source = OtherProcess.source(0);
		Snapshot first = source.backup(repository, "client", OtherPruner.DOOMED);
		Process other = OtherProcess.start(location, "plan of another", Integer.MAX_VALUE);
		OtherProcess.awaitLine(other, "waiting");
		repository.forget(first.id());
		String refused = assertThrows(RepositoryException.class, () -> repository.prune(PruneOptions.FREE, WorkListener.NONE)).getMessage();
		assertTrue(refused.contains(" is in use by a backup of client/plan of another (process " + other.pid() + " on "), refused);
		OtherProcess.goOn(other);
		assertEquals(0, other.waitFor());
		assertEquals(0, repository.prune(PruneOptions.FREE, WorkListener.NONE).files());
		source.requireIn(repository, repository.snapshots().getFirst());
	}

	@Test
	void aKilledBackupDoesNotBlock() throws Exception {
		Process other = OtherProcess.start(location, "plan", OtherProcess.FILES / 2);
		OtherProcess.awaitLine(other, "waiting");
		other.destroyForcibly().waitFor(); // SIGKILL
		repository.prune(PruneOptions.FREE, WorkListener.NONE);
		MemorySource source = OtherProcess.source(0);
		Snapshot snapshot = source.backup(repository);
		source.requireIn(repository, snapshot);
		assertTrue(snapshot.counts().filesRead() < OtherProcess.FILES, "what it had stored was kept for the next run");
	}

	@Test
	void aPrunerBesideBackupsLosesNothing() throws Exception {
		Process pruner = OtherPruner.start(location);
		OtherProcess.awaitLine(pruner, "ready");
		MemorySource source = OtherProcess.source(0);
		for (int i = 0; i < 5; i++) {
			backUpBeside(doomed(i % 3), OtherPruner.DOOMED); // forgotten by the other, maybe while the next one is compared with it
			Snapshot snapshot = backUpBeside(source, "plan");
			source.requireIn(repository, snapshot);
		}
		OtherProcess.goOn(pruner);
		OtherProcess.awaitLine(pruner, "freed");
		assertEquals(0, pruner.waitFor());
		for (Snapshot snapshot : repository.snapshots()) {
			if (snapshot.plan().equals("plan")) {
				source.requireIn(repository, snapshot);
			}
		}
	}

	/** Half of the files have contents that no other number has, half those of the plan that is kept. */
	private static MemorySource doomed(int number) {
		MemorySource source = new MemorySource();
		for (int i = 0; i < OtherProcess.FILES; i++) {
			source.file("folder" + i % 7 + "/file" + i, "content " + i + " of " + (i % 2 == 0 ? 0 : "doomed " + number), MemorySource.TIME.plusSeconds(number + 1));
		}
		return source;
	}

	/** A backup that is tried again while the other one prunes. */
	private Snapshot backUpBeside(MemorySource source, String plan) throws IOException {
		for (;;) {
			try {
				return source.backup(repository, "client", plan);
			} catch (RepositoryException e) {
				if (!e.getMessage().contains(" is in use by ")) {
					throw e;
				}
			}
		}
	}

	@Test
	void aPrunerThatIsKilledAtAnyInstantHarmsNothing() throws Exception {
		Random random = new Random(3);
		MemorySource source = OtherProcess.source(0);
		Snapshot kept = source.backup(repository);
		Map<String, MemorySource> sources = new HashMap<>(Map.of(kept.id(), source));
		Map<String, String> before = Inventory.of(kept.tree().getParent());
		for (int i = 1; i <= 5; i++) {
			sources.put(doomed(i).backup(repository, "client", OtherPruner.DOOMED).id(), doomed(i));
			Process pruner = OtherPruner.start(location);
			OtherProcess.awaitLine(pruner, "ready");
			assertFalse(pruner.waitFor(random.nextInt(60), TimeUnit.MILLISECONDS));
			pruner.destroyForcibly().waitFor(); // SIGKILL
			assertEquals(before, Inventory.of(kept.tree().getParent()));
			assertEquals(List.of(), repository.verify(new VerifyOptions(true, Set.of()), WorkListener.NONE).damage());
			source.requireIn(repository, kept);
			for (Snapshot snapshot : repository.snapshots()) {
				sources.get(snapshot.id()).requireIn(repository, snapshot);
			}
		}
		for (Snapshot snapshot : repository.snapshots()) {
			if (!snapshot.id().equals(kept.id())) {
				repository.forget(snapshot.id());
			}
		}
		repository.prune(PruneOptions.FREE, WorkListener.NONE);
		try (var files = Files.walk(location.resolve("pool"))) {
			assertEquals(OtherProcess.FILES, files.filter(Files::isRegularFile).count(), "nothing is left of what was cut off");
		}
		source.requireIn(repository, source.backup(repository));
	}
}
