package backtrac.engine.jobs.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;

import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.Client;
import backtrac.api.catalog.Plan;
import backtrac.api.catalog.RunQuery;
import backtrac.api.catalog.RunRecord;
import backtrac.api.entry.EntryPath;
import backtrac.api.event.Topics;
import backtrac.api.job.Request;
import backtrac.api.job.Run;
import backtrac.api.job.RunReport;
import backtrac.api.job.RunState;
import backtrac.api.transport.Reason;
import backtrac.api.transport.TransportException;
import backtrac.engine.jobs.backup.Backup;
import backtrac.engine.jobs.catalog.CatalogRebuild;
import backtrac.engine.jobs.catalog.CatalogServices;
import backtrac.engine.jobs.catalog.IndexKeeper;
import backtrac.engine.jobs.event.Events;
import backtrac.engine.jobs.fixture.ManualTicker;
import backtrac.engine.jobs.fixture.MemoryRepository;
import backtrac.engine.jobs.fixture.MemorySource;
import backtrac.engine.jobs.fixture.MemoryTarget;
import backtrac.engine.jobs.fixture.RecordingCatalog;
import backtrac.engine.jobs.fixture.ServiceOffer;
import backtrac.engine.jobs.fixture.TestClock;
import backtrac.engine.jobs.journal.Journals;
import backtrac.engine.jobs.repository.ServerFolders;
import backtrac.engine.jobs.transport.Borrowing;
import backtrac.engine.jobs.transport.Transports;

@Timeout(30)
class JobRunnerTest {

	@TempDir
	Path folder;

	private final MemoryRepository repository = new MemoryRepository();
	private final RecordingCatalog catalog = new RecordingCatalog();
	private final TestClock clock = new TestClock(Duration.ofMillis(1));
	private final ManualTicker ticker = new ManualTicker();
	private final Events events = new Events();
	private final Transports transports = new Transports(events);
	private final BlockingQueue<Event> posted = new LinkedBlockingQueue<>();
	private Consumer<Event> whenPosted = _ -> {
	};
	private MemorySource source = new MemorySource();
	private final ServiceOffer memory = new ServiceOffer("memory", settings -> source.open());
	private JobRunnerComponent runner;

	@BeforeEach
	void activate() {
		events.bindEventAdmin(new EventAdmin() {
			@Override
			public void postEvent(Event event) {
				posted.add(event);
				whenPosted.accept(event);
			}

			@Override
			public void sendEvent(Event event) {
				throw new AssertionError("an event must not hold up a run");
			}
		});
		catalog.save(new Client("c1", "desk"));
		plan("p1", "memory");
		transports.addTransport(memory);
		runner = runner(1);
	}

	@AfterEach
	void deactivate() {
		runner.deactivate();
		assertEquals(0, memory.stillBorrowed(), "transports that were not given back");
		assertEquals(0, repository.open);
	}

	private JobRunnerComponent runner(int runs) {
		IndexKeeper index = new IndexKeeper(repository, catalog);
		return new JobRunnerComponent(repository, new CatalogServices(catalog, catalog, catalog, catalog, catalog, catalog), new CatalogRebuild(repository, catalog, catalog, catalog, index), index, transports,
				new ServerFolders(folder.resolve("server"), null), events, Backup.Options.DEFAULT, clock, ticker, TestConfig.of(runs));
	}

	private void plan(String id, String transport) {
		catalog.save(new Plan(id, "c1", "plan " + id, transport, Map.of("path", folder.toString()), List.of("*.tmp")));
	}

	@Test
	void aBackupMakesASnapshotAndTellsTheWorld() throws Exception {
		source.file("a", "12345").file("b.tmp", "1");
		Run run = runner.start(new Request.Backup("p1"));
		RunReport report = outcome(run);
		assertEquals(RunState.SUCCEEDED, report.state());
		assertEquals(RunState.SUCCEEDED, run.state());
		assertEquals("1 file, 5 B: 1 stored (5 B)", report.message());
		assertEquals(repository.snapshots().getFirst().id(), report.snapshotId());
		assertEquals("desk", repository.snapshots().getFirst().client());
		assertEquals("plan p1", repository.snapshots().getFirst().plan());
		RunRecord record = catalog.run(run.id()).orElseThrow();
		assertEquals(List.of(RunState.QUEUED, RunState.RUNNING, RunState.SUCCEEDED), catalog.states(run.id()));
		assertEquals("backup", record.verb());
		assertEquals("p1", record.planId());
		assertEquals(5, record.bytesStored());
		assertEquals(report.finished(), record.finished());
		assertEquals(report.message(), record.message());
		assertEquals(List.of(Topics.TRANSPORT_ADDED, "backtrac/run/QUEUED", "backtrac/run/RUNNING", Topics.SNAPSHOT_COMMITTED,
				"backtrac/run/SUCCEEDED"), posted.stream().map(Event::getTopic).toList());
		Event last = new ArrayList<>(posted).getLast();
		assertEquals(run.id(), last.getProperty(Topics.RUN_ID));
		assertEquals("p1", last.getProperty(Topics.PLAN_ID));
		assertTrue(runner.running().isEmpty());
		assertSame(run, runner.run(run.id()).orElseThrow());
	}

	@Test
	void problemsMakeItPartial() throws Exception {
		source.file("a", "12345").file("b", "1").failRead("b", Reason.ACCESS_DENIED, 9);
		RunReport report = outcome(runner.start(new Request.Backup("p1")));
		assertEquals(RunState.PARTIAL, report.state());
		assertEquals("PARTIAL: 1 entry could not be read: permission denied (1)", report.message());
		assertEquals(List.of(new RunReport.Problem("b", "permission denied")), report.problems());
		assertEquals(1, catalog.run(report.runId()).orElseThrow().problems());
	}

	@Test
	void oneBackupOfAPlanAtATime() throws Exception {
		source.file("a", "1").block("a");
		plan("p2", "memory");
		Run first = runner.start(new Request.Backup("p1"));
		assertTrue(source.blocked.await(10, TimeUnit.SECONDS));
		assertSame(first, runner.start(new Request.Backup("p1")));
		Run waiting = runner.start(new Request.Backup("p2"));
		assertEquals(RunState.QUEUED, waiting.state());
		assertSame(waiting, runner.start(new Request.Backup("p2")));
		assertEquals(List.of(first, waiting), runner.running());
		waiting.cancel();
		assertEquals(RunState.CANCELLED, outcome(waiting).state());
		assertEquals(List.of(RunState.QUEUED, RunState.CANCELLED), catalog.states(waiting.id()));
		first.cancel();
		assertEquals(RunState.CANCELLED, outcome(first).state());
		source = new MemorySource().file("a", "1");
		Run second = runner.start(new Request.Backup("p1"));
		assertNotEquals(first.id(), second.id());
		assertEquals(RunState.SUCCEEDED, outcome(second).state());
	}

	@Test
	void aRunThatHasEndedIsNotTheAnswerToTheNextWish() throws Exception {
		source.file("a", "1");
		BlockingQueue<Run> next = new LinkedBlockingQueue<>();
		whenPosted = event -> {
			if (event.getTopic().equals("backtrac/run/SUCCEEDED") && next.isEmpty()) {
				next.add(runner.start(new Request.Backup("p1")));
			}
		};
		Run first = runner.start(new Request.Backup("p1"));
		outcome(first);
		assertNotEquals(first.id(), next.element().id());
		assertEquals(RunState.SUCCEEDED, outcome(next.element()).state());
	}

	@Test
	void cancelEndsABlockedRunWithinTwoSeconds() throws Exception {
		source.file("a", "1").block("a");
		Run run = runner.start(new Request.Backup("p1"));
		assertTrue(source.blocked.await(10, TimeUnit.SECONDS));
		long start = System.nanoTime();
		run.cancel();
		RunReport report = outcome(run);
		assertTrue(System.nanoTime() - start < 2_000_000_000L);
		assertEquals(RunState.CANCELLED, report.state());
		assertEquals("cancelled", report.message());
		assertNull(report.snapshotId());
		run.cancel();
		assertEquals(RunState.CANCELLED, run.state());
	}

	@Test
	void cancelEndsARunWhoseClientDoesNotAnswer() throws Exception {
		CountDownLatch connecting = new CountDownLatch(1);
		CountDownLatch answer = new CountDownLatch(1);
		MemorySource late = new MemorySource();
		ServiceOffer slow = new ServiceOffer("slow", settings -> {
			connecting.countDown();
			await(answer);
			return late;
		});
		transports.addTransport(slow);
		plan("p3", "slow");
		Run run = runner.start(new Request.Backup("p3"));
		await(connecting);
		run.cancel();
		assertEquals(RunState.CANCELLED, outcome(run).state());
		assertEquals(1, slow.borrowed.get(), "it is still in use");
		answer.countDown();
		while (slow.borrowed.get() > 0) {
			Thread.onSpinWait();
		}
		assertTrue(late.isClosed());
	}

	@Test
	void aTransportThatGoesInterruptsTheRun() throws Exception {
		source.file("a", "1").block("a");
		Run run = runner.start(new Request.Backup("p1"));
		assertTrue(source.blocked.await(10, TimeUnit.SECONDS));
		transports.removeTransport(memory);
		RunReport report = outcome(run);
		assertEquals(RunState.INTERRUPTED, report.state());
		assertEquals("the transport 'memory' was removed while the run used it", report.message());
		assertEquals(0, memory.borrowed.get());
		assertTrue(posted.stream().anyMatch(e -> e.getTopic().equals(Topics.TRANSPORT_REMOVED) && e.getProperty(Topics.SCHEME).equals("memory")));
	}

	@Test
	void withoutItsTransportARunFailsAtOnce() throws Exception {
		plan("p4", "smb");
		RunReport report = outcome(runner.start(new Request.Backup("p4")));
		assertEquals(RunState.FAILED, report.state());
		assertEquals("no transport 'smb' is installed", report.message());
	}

	@Test
	void failuresAreSentences() throws Exception {
		assertTrue(outcome(runner.start(new Request.Backup("p1"))).message().startsWith("the plan's source is empty"));
		source.file("a", "1").failList("", Reason.CREDENTIALS, 1);
		RunReport report = outcome(runner.start(new Request.Backup("p1")));
		assertEquals(RunState.FAILED, report.state());
		assertEquals(": made to fail", report.message());
		transports.addTransport(new ServiceOffer(Map.of("transport.scheme", "memory"), 1, settings -> {
			throw new IllegalStateException("a bug");
		}));
		assertEquals("the transport 'memory' failed: java.lang.IllegalStateException: a bug",
				outcome(runner.start(new Request.Backup("p1"))).message());
	}

	@Test
	void whatRanksHighestIsUsed() throws Exception {
		ServiceOffer better = new ServiceOffer(Map.of("transport.scheme", "memory"), 5, settings -> new MemorySource().file("better", "1"));
		transports.addTransport(better);
		outcome(runner.start(new Request.Backup("p1")));
		assertTrue(repository.open(repository.snapshots().getFirst().id()).find(EntryPath.parse("better")).isPresent());
		assertEquals(0, better.borrowed.get());
	}

	@Test
	void aTransportWithoutASchemeIsNoTransport() {
		ServiceOffer nameless = new ServiceOffer(Map.of(), 0, settings -> source);
		transports.addTransport(nameless);
		transports.removeTransport(nameless);
		assertThrows(TransportException.class, () -> new Borrowing(transports).with("null", Map.of(), List.of(), _ -> null));
	}

	@Test
	void aPlanThatDoesNotExistIsRefused() {
		assertThrows(IllegalArgumentException.class, () -> runner.start(new Request.Backup("nope")));
		assertTrue(catalog.runs(RunQuery.latest(9)).isEmpty());
	}

	@Test
	void aCatalogThatIsAwayBeginsNoRunButEndsOne() throws Exception {
		source.file("a", "1");
		CountDownLatch commit = new CountDownLatch(1);
		repository.beforeCommit = () -> {
			catalog.setBroken(true);
			commit.countDown();
		};
		assertEquals(RunState.SUCCEEDED, outcome(runner.start(new Request.Backup("p1"))).state());
		assertThrows(CatalogException.class, () -> runner.start(new Request.Backup("p1")));
		assertTrue(runner.running().isEmpty());
		RunRecord run = catalog.runs(RunQuery.latest(1)).getFirst();
		assertEquals(RunState.RUNNING, run.state());
		catalog.setBroken(false);
		ticker.pass(Presence.PAUSE);
		assertEquals(RunState.SUCCEEDED, catalog.run(run.id()).orElseThrow().state(), "its end was kept for when the catalog is back");
	}

	@Test
	void theServersStopInterruptsWhatRunsAndWhatWaits() throws Exception {
		source.file("a", "1").block("a");
		plan("p2", "memory");
		Run running = runner.start(new Request.Backup("p1"));
		Run waiting = runner.start(new Request.Backup("p2"));
		assertTrue(source.blocked.await(10, TimeUnit.SECONDS));
		long start = System.nanoTime();
		runner.deactivate();
		assertTrue(System.nanoTime() - start < 2_500_000_000L);
		assertEquals(RunState.INTERRUPTED, running.state());
		assertEquals("the server was stopped while it ran", catalog.run(running.id()).orElseThrow().message());
		assertEquals("the server was stopped before it ran", catalog.run(waiting.id()).orElseThrow().message());
		assertThrows(IllegalStateException.class, () -> runner.start(new Request.Backup("p1")));
	}

	@Test
	void theServersStopDoesNotWaitForARunThatDoesNotEnd() throws Exception {
		source.file("a", "1");
		CountDownLatch committing = new CountDownLatch(1);
		CountDownLatch go = new CountDownLatch(1);
		repository.beforeCommit = () -> {
			committing.countDown();
			await(go);
		};
		Run run = runner.start(new Request.Backup("p1"));
		await(committing);
		long start = System.nanoTime();
		runner.deactivate();
		assertTrue(System.nanoTime() - start < 3_000_000_000L);
		assertEquals(RunState.INTERRUPTED, run.state());
		assertEquals(RunState.INTERRUPTED, catalog.run(run.id()).orElseThrow().state());
		go.countDown();
		while (memory.borrowed.get() > 0) {
			Thread.onSpinWait();
		}
		assertEquals(RunState.INTERRUPTED, outcome(run).state());
	}

	@Test
	void progressIsPostedWhileItRuns() throws Exception {
		source.file("a", "1").block("a");
		Run run = runner.start(new Request.Backup("p1"));
		await(source.blocked);
		ticker.pass(Journals.PAUSE);
		assertEquals(List.of(run.id()), posted.stream().filter(e -> e.getTopic().equals(Topics.RUN_PROGRESS)).map(e -> e.getProperty(Topics.RUN_ID)).toList());
		assertEquals("a", run.progress().current());
	}

	@Test
	void whatIsWrongInTheConfigurationIsToldAndTheUsualCounts() throws Exception {
		assertEquals(List.of(), runner.configProblems());
		runner.modified(new TestConfig("many", "0", "smb=x", "2", "0"));
		List<String> problems = runner.configProblems();
		assertEquals(5, problems.size(), problems.toString());
		assertEquals("etc/backtrac.jobs.cfg: runs is 'many' and must be a number from 1 to 9999: until that is mended the server takes 4", problems.getFirst());
		assertTrue(problems.contains("etc/backtrac.jobs.cfg: historyDays is '0' and must be a number from 1 to 9999: until that is mended nothing is removed"), problems.toString());
		assertTrue(problems.toString().contains("etc/backtrac.jobs.cfg: scrubShare is '2'") && problems.toString().contains("etc/backtrac.jobs.cfg: runsPerTransport has 'smb=x'"));
		source.file("a", "1");
		assertEquals(RunState.SUCCEEDED, outcome(runner.start(new Request.Backup("p1"))).state());
		runner.modified(TestConfig.of(2));
		assertEquals(List.of(), runner.configProblems());
	}

	@Test
	void aRestoreWritesToTheLocalTransport() throws Exception {
		source.file("a/b", "12345");
		String snapshot = outcome(runner.start(new Request.Backup("p1"))).snapshotId();
		MemoryTarget target = new MemoryTarget();
		List<Object> paths = new ArrayList<>();
		ServiceOffer local = new ServiceOffer("local", settings -> {
			paths.add(settings.get("path"));
			return target;
		});
		transports.addTransport(local);
		Path to = folder.resolve("not/there/yet");
		RunReport report = outcome(runner.start(new Request.Restore(snapshot, List.of(EntryPath.parse("a/b")), to, false)));
		assertEquals(RunState.SUCCEEDED, report.state());
		assertEquals(List.of(to.toString()), paths);
		assertTrue(Files.isDirectory(to));
		assertEquals("12345", target.written.get(EntryPath.parse("a/b")));
		assertEquals(snapshot, report.snapshotId());
		RunRecord record = catalog.run(report.runId()).orElseThrow();
		assertEquals("restore", record.verb());
		assertNull(record.planId());
		assertFalse(posted.stream().skip(6).anyMatch(e -> e.getTopic().equals(Topics.SNAPSHOT_COMMITTED)));
		RunReport nothing = outcome(runner.start(new Request.Restore(snapshot, List.of(EntryPath.parse("x")), to, false)));
		assertEquals(RunState.FAILED, nothing.state());
		assertTrue(nothing.message().contains("'x'"), nothing.message());
		assertEquals("no snapshot 'zz'", outcome(runner.start(new Request.Restore("zz", List.of(), to, false))).message());
		assertEquals(0, local.borrowed.get());
	}

	@Test
	void moreRunsAtOnceWhenConfigured() throws Exception {
		runner.modified(TestConfig.of(2));
		source.file("a", "1").block("a");
		MemorySource other = new MemorySource().file("a", "1").block("a");
		transports.addTransport(new ServiceOffer("other", settings -> other));
		plan("p2", "other");
		Run first = runner.start(new Request.Backup("p1"));
		Run second = runner.start(new Request.Backup("p2"));
		await(source.blocked);
		await(other.blocked);
		runner.modified(TestConfig.of(1));
		assertEquals(List.of(first, second), runner.running());
	}

	@Test
	void onlyTheLatestEndedRunsAreRemembered() throws Exception {
		source.file("a", "1");
		Run first = runner.start(new Request.Backup("p1"));
		outcome(first);
		for (int i = 0; i < 99; i++) {
			assertEquals(RunState.SUCCEEDED, outcome(runner.start(new Request.Backup("p1"))).state());
		}
		assertSame(first, runner.run(first.id()).orElseThrow());
		outcome(runner.start(new Request.Backup("p1")));
		assertEquals(Optional.empty(), runner.run(first.id()));
	}

	private static RunReport outcome(Run run) throws Exception {
		return run.outcome().toCompletableFuture().get(10, TimeUnit.SECONDS);
	}

	private static void await(CountDownLatch latch) {
		try {
			assertTrue(latch.await(10, TimeUnit.SECONDS));
		} catch (InterruptedException e) {
			throw new IllegalStateException(e);
		}
	}
}
