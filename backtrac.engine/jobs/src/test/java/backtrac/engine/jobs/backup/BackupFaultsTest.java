package backtrac.engine.jobs.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import backtrac.api.exclude.Excludes;
import backtrac.api.job.RunReport;
import backtrac.api.store.Snapshot;
import backtrac.api.store.SnapshotReader;
import backtrac.api.store.SnapshotRequest;
import backtrac.api.store.VerifyOptions;
import backtrac.api.store.WorkListener;
import backtrac.api.transport.TransportException;
import backtrac.api.transport.TransportSession;
import backtrac.api.transport.WritableSession;
import backtrac.engine.jobs.fixture.EachCall;
import backtrac.engine.jobs.fixture.SmallTree;
import backtrac.engine.jobs.report.ProgressMeter;
import backtrac.engine.jobs.restore.Restore;
import backtrac.engine.local.LocalTransport;
import backtrac.engine.store.FaultyFileSystem;
import backtrac.engine.store.HardLinkRepository;
import backtrac.engine.store.InMemory;
import backtrac.engine.store.NthCall;
import backtrac.posix.FileSystem;

/** Each call to the file system of the source fails in turn during a small backup. */
@Timeout(120)
class BackupFaultsTest {

	@TempDir(factory = InMemory.class)
	static Path base;

	private static HardLinkRepository repository;
	private static Path older;
	private static Path newer;
	private static int plans;
	private static int runs;

	@BeforeAll
	static void makeRepository() throws IOException {
		HardLinkRepository.init(base.resolve("repository")).close();
		FaultyFileSystem hasty = FaultyFileSystem.withoutSync(FaultyFileSystem.Fault.NONE);
		repository = HardLinkRepository.open(base.resolve("repository"), hasty);
		older = SmallTree.make(base.resolve("older"), 0);
		newer = SmallTree.make(base.resolve("newer"), 1);
	}

	@AfterAll
	static void isWhole() throws Exception {
		assertEquals(List.of(), repository.verify(new VerifyOptions(true, Set.of()), WorkListener.NONE).damage());
		repository.close();
	}

	@Test
	void theSourceFails() throws Exception {
		EachCall.of(n -> NthCall.fails(n, FaultyFileSystem.Fault.NONE), fault -> check(fault, List.of()));
	}

	@Test
	void theSourceFailsAndIsAskedAgain() throws Exception {
		EachCall.of(n -> NthCall.fails(n, FaultyFileSystem.Fault.NONE), fault -> check(fault, List.of(Duration.ZERO)));
	}

	private void check(NthCall fault, List<Duration> pauses) throws Exception {
		String plan = "plan " + ++plans;
		Snapshot first = backup(FileSystem.system(), older, plan, List.of()).snapshot();
		Map<String, String> before = SmallTree.describe(first.tree());
		FaultyFileSystem layer = FaultyFileSystem.withoutSync(fault);
		Backup.Result result = null;
		try {
			result = backup(layer, newer, plan, pauses);
		} catch (TransportException e) {
			assertNotNull(fault.failed(), "without a failure: " + e);
			assertTrue(e.getMessage().contains(newer.toString()), "does not name the source: " + e);
		}
		assertEquals(0, layer.openCount(), () -> "still open: " + List.of(layer.whereOpened().getStackTrace()));
		assertEquals(result == null ? 1 : 2, repository.snapshots().stream().filter(snapshot -> snapshot.plan().equals(plan)).count());
		if (result != null) {
			requireRightOrSaid(result);
		}
		assertEquals(before, SmallTree.describe(first.tree()), "the older snapshot has not changed");

		Backup.Result next = backup(FileSystem.system(), newer, plan, List.of());
		assertEquals(List.of(), next.problems());
		requireRightOrSaid(next);
	}

	private static void requireRightOrSaid(Backup.Result result) throws Exception {
		TreeSet<String> said = result.problems().stream().map(RunReport.Problem::path).collect(Collectors.toCollection(TreeSet::new));
		assertEquals(said.size(), result.snapshot().counts().unreadable(), () -> "said: " + result.problems());
		Map<String, String> wanted = SmallTree.describe(newer);
		Map<String, String> found = restored(result.snapshot());
		wanted.forEach((path, what) -> {
			if (!SmallTree.isIn(said, path)) {
				assertEquals(what, found.get(path), () -> path + " is in none of the problems " + result.problems());
			}
		});
		assertTrue(wanted.keySet().containsAll(found.keySet()), "no name was made up");
		assertTrue(wanted.keySet().containsAll(said), "each problem names an entry");
	}

	private static Map<String, String> restored(Snapshot snapshot) throws Exception {
		Path target = Files.createDirectory(base.resolve("target"));
		try (SnapshotReader reader = repository.open(snapshot.id());
				WritableSession session = new LocalTransport().open(Map.of("path", target.toString()))) {
			new Restore(reader, session, List.of(), true, new ProgressMeter()).call();
			return SmallTree.describe(target);
		} finally {
			SmallTree.delete(target);
		}
	}

	private static Backup.Result backup(FileSystem files, Path source, String plan, List<Duration> pauses) throws Exception {
		SnapshotRequest request = new SnapshotRequest("client", plan, Instant.parse("2026-01-01T00:00:00Z").plusSeconds(++runs), false);
		try (TransportSession session = new LocalTransport(files).open(Map.of("path", source.toString()))) {
			return new Backup(repository, session, request, Excludes.NONE, new ProgressMeter(), new Backup.Options(1, true, false, pauses)).call();
		}
	}
}
