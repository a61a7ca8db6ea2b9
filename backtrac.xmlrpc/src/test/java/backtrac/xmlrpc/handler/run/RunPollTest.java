package backtrac.xmlrpc.handler.run;

import static backtrac.xmlrpc.handler.Faults.assertFault;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.api.catalog.Client;
import backtrac.api.catalog.MemoryCatalog;
import backtrac.api.catalog.Plan;
import backtrac.api.catalog.RunOrigin;
import backtrac.api.catalog.RunRecord;
import backtrac.api.job.Progress;
import backtrac.api.job.Progress.Phase;
import backtrac.api.job.Request;
import backtrac.api.job.RunState;
import backtrac.xmlrpc.handler.Callers;
import backtrac.xmlrpc.handler.FakeOverview;
import backtrac.xmlrpc.handler.FakeRepository;
import backtrac.xmlrpc.handler.FakeRunner;
import backtrac.xmlrpc.handler.Waits;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.RunApi;
import backtrac.xmlrpc.remote.RunStatus;

class RunPollTest {

	/** Time that passes only while somebody waits; at a moment of it something happens. */
	private static final class Time implements Waiter {

		private long now;
		private long when = Long.MAX_VALUE;
		private Runnable event = () -> { };

		void after(Duration delay, Runnable happens) {
			when = now + delay.toNanos();
			event = happens;
		}

		long millis() {
			return now / 1_000_000;
		}

		@Override
		public long nanoTime() {
			return now;
		}

		@Override
		public void pause(Duration duration) {
			assertTrue(duration.isPositive());
			now += duration.toNanos();
			if (now >= when) {
				when = Long.MAX_VALUE;
				event.run();
			}
		}
	}

	private final Time time = new Time();
	private final FakeRunner runner = new FakeRunner();
	private final MemoryCatalog catalog = new MemoryCatalog();
	@TempDir
	Path repository;
	private RunHandler direct;
	private RunApi handler;

	@BeforeEach
	void makeHandler() throws IOException {
		Files.createDirectory(repository.resolve("tree"));
		direct = new RunHandler(runner, catalog, new FakeOverview(catalog), catalog, catalog, catalog, new FakeRepository(repository), new Waits(1, 1), time);
		handler = Callers.as(Callers.ADMIN, RunApi.class, direct);
		catalog.save(new Client("c", "nas"));
		catalog.save(new Plan("p", "c", "docs", "local", Map.of(), List.of()));
	}

	@Test
	void startsABackup() {
		catalog.save(new Client("c", "client"));
		catalog.save(new Plan("p", "c", "plan", "local", Map.of(), List.of()));

		String id = handler.start("p");

		assertEquals(new Request.Backup("p"), runner.run(id).orElseThrow().request());
		assertFault(Fault.NOT_FOUND, "there is no plan 'q'", () -> handler.start("q"));
		assertFault(Fault.BAD_PARAMETERS, "missing", () -> handler.start(null));
	}

	@Test
	void tellsAllThatIsKnown() {
		FakeRunner.FakeRun run = runner.add("r");
		run.state(RunState.RUNNING);
		run.progress(new Progress(Phase.COPYING, 1, 10, 4, 40, 5, 99.6, 2, Duration.ofSeconds(3), "docs/\u0001\ud83d\ude00"));

		assertEquals(new RunStatus("RUNNING", "COPYING", 1, 10, 4, 40, 5, 100, 3000, "docs/\uFFFD\ud83d\ude00", "", 0, "", ""),
				handler.poll("r", 0));
		assertEquals(0, time.millis());
	}

	@Test
	void waitsNoLongerThanAsked() {
		runner.add("r").state(RunState.RUNNING);

		RunStatus status = handler.poll("r", 1234);

		assertEquals(1234, time.millis());
		assertEquals(-1, status.remainingMs());
		assertEquals(-1, status.filesExpected());
		assertFalse(status.isOver());
	}

	@Test
	void whoFindsTooManyWaitingIsAnsweredAtOnce() {
		runner.add("r").state(RunState.RUNNING);
		time.after(Duration.ofMillis(100), () -> {
			long before = time.millis();
			assertEquals("RUNNING", handler.poll("r", 25_000).state());
			assertEquals(before, time.millis());
		});

		handler.poll("r", 1000);

		assertEquals(1000, time.millis());
	}

	@Test
	void aChangeOfStateOrPhaseIsToldAtOnce() {
		FakeRunner.FakeRun run = runner.add("r");
		time.after(Duration.ofMillis(100), () -> run.state(RunState.RUNNING));
		assertEquals("RUNNING", handler.poll("r", 25_000).state());
		assertEquals(100, time.millis());

		time.after(Duration.ofMillis(100), () -> run.progress(progress(Phase.CONNECTING, 0)));
		assertEquals("CONNECTING", handler.poll("r", 25_000).phase());
		assertEquals(200, time.millis());
	}

	@Test
	void onePerCentIsToldAtOnceAndLessAfterHalfASecond() {
		FakeRunner.FakeRun run = runner.add("r");
		run.progress(progress(Phase.COPYING, 0));
		time.after(Duration.ofMillis(100), () -> run.progress(progress(Phase.COPYING, 10)));
		assertEquals(10, handler.poll("r", 25_000).filesDone());
		assertEquals(100, time.millis());

		time.after(Duration.ofMillis(100), () -> run.progress(progress(Phase.COPYING, 11)));
		assertEquals(11, handler.poll("r", 25_000).filesDone());
		assertEquals(600, time.millis());
	}

	@Test
	void theEndIsToldAtOnceAndEverAfter() throws IOException {
		FakeRunner.FakeRun run = runner.add("r");
		run.progress(progress(Phase.COPYING, 10));
		time.after(Duration.ofMillis(300), () -> run.end(RunState.PARTIAL, FakeRepository.SNAPSHOT, 2));

		RunStatus end = handler.poll("r", 25_000);

		assertEquals(new RunStatus("PARTIAL", "DONE", 10, 1000, 10, 1000, 7, 0, 0, "", "ended \uFFFD", 2, FakeRepository.SNAPSHOT, repository.resolve("tree").toString()), end);
		assertEquals(300, time.millis());
		assertTrue(end.isOver());
		assertEquals(end, handler.poll("r", 25_000));
		assertEquals(300, time.millis());
		Files.delete(repository.resolve("tree"));
		assertEquals("", handler.poll("r", 25_000).snapshotPath(), "a snapshot need not have a tree");
	}

	@Test
	void aFinalStateIsNotToldBeforeItsReport() {
		FakeRunner.FakeRun run = runner.add("r");
		run.state(RunState.RUNNING);
		time.after(Duration.ofMillis(50), () -> {
			run.state(RunState.FAILED);
			assertEquals("RUNNING", handler.poll("r", 0).state());
			time.after(Duration.ofMillis(50), () -> run.end(RunState.FAILED, null, 0));
		});

		RunStatus end = handler.poll("r", 25_000);

		assertEquals("FAILED", end.state());
		assertEquals("ended \uFFFD", end.message());
		assertEquals("", end.snapshotId());
		assertEquals("", end.snapshotPath());
		assertEquals(100, time.millis());
	}

	@Test
	void olderRunsAreInTheCatalog() {
		catalog.add(new RunRecord("old", "backup", null, "", RunOrigin.PERSON, "", RunState.SUCCEEDED, Instant.EPOCH, Instant.EPOCH, Instant.EPOCH, "gone", 3, 30, 3, 1, "all well"));

		assertEquals(new RunStatus("SUCCEEDED", "DONE", 3, 30, 3, 30, -1, 0, 0, "", "all well", 1, "gone", ""), handler.poll("old", 25_000));
		assertFault(Fault.NOT_FOUND, "there is no run 'none'", () -> handler.poll("none", 0));
		assertEquals(0, time.millis());
	}

	@Test
	void aRunOfAnotherServerIsWatchedInTheCatalog() {
		catalog.add(record(RunState.QUEUED, 0));
		assertEquals(new RunStatus("QUEUED", "WAITING", 0, 0, -1, -1, -1, 0, -1, "", "", 0, "", ""), handler.poll("other", 0));
		assertEquals("QUEUED", handler.poll("other", 1200).state());
		assertEquals(1200, time.millis());

		time.after(Duration.ofMillis(600), () -> catalog.update(record(RunState.RUNNING, 5)));
		RunStatus working = handler.poll("other", 25_000);
		assertEquals("RUNNING", working.state());
		assertEquals(5, working.filesDone());
		assertEquals(2200, time.millis(), "the catalog is asked twice a second");

		time.after(Duration.ofMillis(100), () -> catalog.end(record(RunState.SUCCEEDED, 9), null));
		assertEquals("SUCCEEDED", handler.poll("other", 25_000).state());
	}

	@Test
	void aRunThatThisServerBeginsToWorkOnIsWatchedHereFromThenOn() {
		catalog.add(record(RunState.QUEUED, 0));
		time.after(Duration.ofMillis(100), () -> runner.add("other").progress(progress(Phase.CONNECTING, 3)));

		assertEquals(3, handler.poll("oth", 25_000).filesDone());
	}

	private static RunRecord record(RunState state, long files) {
		return new RunRecord("other", "backup", null, "", RunOrigin.PERSON, "", state, Instant.EPOCH, Instant.EPOCH, Instant.EPOCH, null, files, 0, 0, 0, "done");
	}

	@Test
	void aStopOfTheServerLetsThoseWhoWaitGo() {
		runner.add("r");
		time.after(Duration.ofMillis(200), direct::stop);

		assertEquals("QUEUED", handler.poll("r", 25_000).state());
		assertEquals(200, time.millis());
	}

	@Test
	void whatMakesNoSenseIsRefused() {
		runner.add("r");
		assertFault(Fault.BAD_PARAMETERS, "wait_ms", () -> handler.poll("r", -1));
		assertFault(Fault.BAD_PARAMETERS, "wait_ms", () -> handler.poll("r", RunApi.LONGEST_WAIT_MS + 1));
		assertFault(Fault.BAD_PARAMETERS, "missing", () -> handler.poll(null, 0));
	}

	/** Of 1000 files. */
	private static Progress progress(Phase phase, long filesDone) {
		return new Progress(phase, filesDone, 0, 1000, 0, 7, 0, 0, null, "");
	}
}
