package backtrac.engine.jobs.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;

import backtrac.api.catalog.Client;
import backtrac.api.catalog.Due;
import backtrac.api.catalog.Plan;
import backtrac.api.catalog.RunOrigin;
import backtrac.api.catalog.RunOrigin.Trigger;
import backtrac.api.catalog.RunQuery;
import backtrac.api.catalog.RunRecord;
import backtrac.api.job.Run;
import backtrac.api.job.RunReport;
import backtrac.api.job.RunState;
import backtrac.engine.jobs.backup.Backup;
import backtrac.engine.jobs.catalog.CatalogRebuild;
import backtrac.engine.jobs.catalog.CatalogServices;
import backtrac.engine.jobs.catalog.IndexKeeper;
import backtrac.engine.jobs.event.Events;
import backtrac.engine.jobs.fixture.ManualTicker;
import backtrac.engine.jobs.fixture.MemoryRepository;
import backtrac.engine.jobs.fixture.MemorySource;
import backtrac.engine.jobs.fixture.RecordingCatalog;
import backtrac.engine.jobs.fixture.ServiceOffer;
import backtrac.engine.jobs.fixture.TestClock;
import backtrac.engine.jobs.repository.ServerFolders;
import backtrac.engine.jobs.transport.Transports;

/** A runner with everything that it needs in memory, and a plan p1 that waits for nothing. */
abstract class RunnerSetup {

	@TempDir
	Path folder;
	/** What the server consists of, and restores leave alone. */
	Path server;
	final MemoryRepository repository = new MemoryRepository();
	final RecordingCatalog catalog = new RecordingCatalog();
	final TestClock clock = new TestClock(Duration.ofMillis(1));
	final ManualTicker ticker = new ManualTicker();
	final Events events = new Events();
	final Transports transports = new Transports(events);
	final BlockingQueue<Event> posted = new LinkedBlockingQueue<>();
	final Map<String, Object> settings = new ConcurrentHashMap<>();
	final MemorySource source = new MemorySource();
	final ServiceOffer memory = new ServiceOffer("memory", given -> {
		settings.putAll(given);
		return source.open();
	});
	JobRunnerComponent runner;

	@BeforeEach
	void activate() {
		server = folder.resolve("server");
		events.bindEventAdmin(new EventAdmin() {
			@Override
			public void postEvent(Event event) {
				posted.add(event);
				throw new IllegalStateException("what listens is broken");
			}

			@Override
			public void sendEvent(Event event) {
				throw new AssertionError("an event must not hold up a run");
			}
		});
		catalog.save(new Client("c1", "desk"));
		plan("p1");
		transports.addTransport(memory);
		runner = runner();
	}

	@AfterEach
	void deactivate() {
		runner.deactivate();
		assertEquals(0, memory.stillBorrowed(), "transports that were not given back");
		assertEquals(0, repository.open);
	}

	JobRunnerComponent runner() {
		IndexKeeper index = new IndexKeeper(repository, catalog);
		return new JobRunnerComponent(repository, new CatalogServices(catalog, catalog, catalog, catalog, catalog, catalog), new CatalogRebuild(repository, catalog, catalog, catalog, index), index, transports,
				new ServerFolders(server, null), events, Backup.Options.DEFAULT, clock, ticker, TestConfig.of(2));
	}

	/** A plan that waits for nothing. */
	Plan plan(String id) {
		Plan plan = new Plan(id, "c1", "docs " + id, "memory", Map.of("path", "/home"), List.of());
		catalog.save(plan);
		Due due = catalog.of(id).orElseThrow();
		catalog.change(new Due(id, null, null, Due.Waiting.SCHEDULE, null, 1, null, null, due.version()));
		return plan;
	}

	/** A run that the scheduler has put into the catalog. */
	RunRecord claimed(String verb, String plan, Trigger trigger, int attempt) {
		int before = catalog.runs(RunQuery.latest(100)).size();
		RunRecord run = new RunRecord("r" + before, verb, plan, plan == null ? "" : "desk/docs " + plan,
				new RunOrigin(trigger, Instant.parse("2026-03-01T02:00:00.5Z"), attempt, attempt > 1 ? "r" + Math.max(0, before - 1) : null), "here", RunState.QUEUED, clock.instant(), null,
				null, null, 0, 0, 0, 0, null);
		catalog.add(run);
		return run;
	}

	Due due(String plan) {
		return catalog.of(plan).orElseThrow();
	}

	RunRecord record(Run run) {
		return catalog.run(run.id()).orElseThrow();
	}

	static RunReport outcome(Run run) throws Exception {
		return run.outcome().toCompletableFuture().get(10, TimeUnit.SECONDS);
	}

	static void await(CountDownLatch latch) {
		try {
			assertTrue(latch.await(1, TimeUnit.MINUTES));
		} catch (InterruptedException e) {
			throw new IllegalStateException(e);
		}
	}
}
