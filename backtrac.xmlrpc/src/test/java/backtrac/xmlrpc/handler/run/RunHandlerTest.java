package backtrac.xmlrpc.handler.run;

import static backtrac.xmlrpc.handler.Faults.assertFault;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.Client;
import backtrac.api.catalog.LogLine;
import backtrac.api.catalog.LogLine.Level;
import backtrac.api.catalog.MemoryCatalog;
import backtrac.api.catalog.Plan;
import backtrac.api.catalog.RunOrigin;
import backtrac.api.catalog.RunOrigin.Trigger;
import backtrac.api.catalog.RunRecord;
import backtrac.api.job.Progress.Phase;
import backtrac.api.job.Request;
import backtrac.api.job.RunsElsewhereException;
import backtrac.api.job.RunState;
import backtrac.api.store.Snapshot;
import backtrac.api.store.SnapshotCounts;
import backtrac.xmlrpc.handler.Callers;
import backtrac.xmlrpc.handler.FakeOverview;
import backtrac.xmlrpc.handler.FakeRepository;
import backtrac.xmlrpc.handler.FakeRunner;
import backtrac.xmlrpc.handler.Waits;
import backtrac.xmlrpc.remote.CauseInfo;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.LogEntry;
import backtrac.xmlrpc.remote.LogFilter;
import backtrac.xmlrpc.remote.RunApi;
import backtrac.xmlrpc.remote.RunFilter;
import backtrac.xmlrpc.remote.RunInfo;

class RunHandlerTest {

	private static final Instant TIME = Instant.parse("2026-03-01T12:00:00Z");

	@TempDir
	Path repository;
	private final FakeRunner runner = new FakeRunner();
	private final MemoryCatalog catalog = new MemoryCatalog();
	private RunApi handler;

	@BeforeEach
	void makeHandler() {
		handler = Callers.as(Callers.ADMIN, RunApi.class,
				new RunHandler(runner, catalog, new FakeOverview(catalog), catalog, catalog, catalog, new FakeRepository(repository), new Waits(9, 9), Waiter.SYSTEM));
		catalog.save(new Client("c", "nas"));
		catalog.save(new Plan("p", "c", "docs", "local", Map.of(), List.of()));
		catalog.save(new Plan("q", "c", "mail", "local", Map.of(), List.of()));
	}

	@Test
	void startsEachVerb() {
		catalog.put(List.of(new Snapshot("abc", "nas", "docs", TIME, TIME, Snapshot.Result.COMPLETE, SnapshotCounts.NONE, repository)));

		assertStarted(new Request.Backup("p"), handler.start("nas/docs"));
		assertStarted(new Request.Verify(Set.of(), false), handler.verify(List.of(), false));
		assertStarted(new Request.Verify(Set.of("abc"), true), handler.verify(List.of("latest", "ab"), true));
		assertStarted(new Request.Scrub(0.5), handler.scrub(0.5));
		assertStarted(new Request.Prune(), handler.prune());
		assertStarted(new Request.Rebuild(), handler.rebuild());
		assertFault(Fault.NOT_FOUND, "no snapshot 'x'", () -> handler.verify(List.of("x"), true));
		assertFault(Fault.BAD_PARAMETERS, "a share is above 0", () -> handler.scrub(0));
		assertFault(Fault.BAD_PARAMETERS, "a share is above 0", () -> handler.scrub(Double.NaN));
	}

	@Test
	void saysWhyNothingStarts() {
		runner.refuse(new IllegalStateException("the server is stopping"));
		assertFault(Fault.BUSY, "stopping", () -> handler.start("nas/docs"));
		assertFault(Fault.BUSY, "stopping", handler::prune);
		runner.refuse(new RunsElsewhereException("another server works on a backup of docs"));
		assertFault(Fault.REFUSED, "another server", () -> handler.start("nas/docs"));
		runner.refuse(new CatalogException("the database is away"));
		assertFault(Fault.REFUSED, "the database is away", () -> handler.start("nas/docs"));
		assertFault(Fault.REFUSED, "the database is away", handler::prune);
		runner.refuse(new IllegalArgumentException("there is no plan p"));
		assertFault(Fault.NOT_FOUND, "there is no plan p", () -> handler.start("nas/docs"));
	}

	@Test
	void listsPages() {
		catalog.add(run("r1", "p", RunState.SUCCEEDED, 1));
		catalog.add(run("r2", "q", RunState.FAILED, 2));
		catalog.add(run("r3", null, RunState.QUEUED, 2));

		assertEquals(List.of("r3", "r2", "r1"), ids(null));
		assertEquals(List.of("r1"), ids(new RunFilter("nas/docs", null, null, null, null, null, null)));
		assertEquals(List.of("r2", "r1"), ids(new RunFilter("", "nas", List.of("Backup"), List.of(), null, null, null)));
		assertEquals(List.of("r2"), ids(new RunFilter(null, null, null, List.of("failed", "PARTIAL"), null, null, null)));
		RunInfo last = handler.list(new RunFilter(null, null, null, null, null, null, 1)).getFirst();
		assertEquals(List.of("r2", "r1"), ids(new RunFilter(null, null, null, null, last.queued(), last.runId(), null)));
		assertEquals(List.of("r1"), ids(new RunFilter(null, null, null, null, last.queued(), null, null)));
		assertFault(Fault.BAD_PARAMETERS, "a state is one of", () -> ids(new RunFilter(null, null, null, List.of("ill"), null, null, null)));
		assertFault(Fault.BAD_PARAMETERS, "before is a time as", () -> ids(new RunFilter(null, null, null, null, "noon", null, null)));
		assertFault(Fault.BAD_PARAMETERS, "limit must be", () -> ids(new RunFilter(null, null, null, null, null, null, 0)));
	}

	@Test
	void tellsAllOfARun() {
		catalog.add(new RunRecord("r1", "backup", "p", "nas/docs", new RunOrigin(Trigger.RETRY, TIME, 2, "r0"), "s", RunState.RUNNING, TIME, TIME, null, null, 3,
				5_000_000_000L, 7, 1, "half\u0000way"));

		assertEquals(new RunInfo("r1", "backup", "p", "nas/docs", "RETRY", "2026-03-01T12:00:00Z", 2, "r0", "s", "RUNNING", "2026-03-01T12:00:00Z",
				"2026-03-01T12:00:00Z", "", "", 3, 5_000_000_000L, 7, 1, "half\uFFFDway"), handler.get("r1"));
		catalog.add(run("r2", null, RunState.QUEUED, 1));
		assertEquals("", handler.get("r2").planId());
		assertFault(Fault.BAD_PARAMETERS, "more than one run's id", () -> handler.get("r"));
		assertFault(Fault.NOT_FOUND, "there is no run 'x'", () -> handler.get("x"));
	}

	@Test
	void cancelsOnlyWhatThisServerWorksOn() {
		FakeRunner.FakeRun own = runner.add("own");
		assertTrue(handler.cancel("own"));
		assertTrue(own.isCancelled());
		own.end(RunState.CANCELLED, null, 0);
		assertFalse(handler.cancel("own"));

		catalog.add(run("ended", "p", RunState.FAILED, 1));
		catalog.add(run("other", "p", RunState.RUNNING, 1));
		assertFalse(handler.cancel("end"));
		assertFault(Fault.REFUSED, "another one of the catalog does", () -> handler.cancel("other"));
		assertFault(Fault.NOT_FOUND, "'none'", () -> handler.cancel("none"));
	}

	@Test
	void readsTheLog() {
		catalog.add(run("r1", "p", RunState.RUNNING, 1));
		catalog.append(List.of(line(Level.INFO, "", "begun", ""), line(Level.WARNING, "a\u0007b", "cannot read", "permission denied"),
				line(Level.ERROR, "c", "cannot read", "permission denied")));

		assertEquals(List.of(new LogEntry(1, "2026-03-01T12:00:00Z", "INFO", "COPYING", "", "begun", ""),
				new LogEntry(2, "2026-03-01T12:00:00Z", "WARNING", "COPYING", "a\uFFFDb", "cannot read", "permission denied"),
				new LogEntry(3, "2026-03-01T12:00:00Z", "ERROR", "COPYING", "c", "cannot read", "permission denied")), handler.log(of("r1")));
		assertEquals(List.of(3L), lines(of("r1").after(2)));
		assertEquals(List.of(2L, 3L), lines(new LogFilter("r1", "warning", null, null, null, null)));
		assertEquals(List.of(1L), lines(new LogFilter("r1", null, "BEGUN", null, null, 1)));
		assertEquals(List.of(2L, 3L), lines(new LogFilter("r1", null, null, "permission denied", 0L, null)));
		assertEquals(List.of(2L, 3L), lines(new LogFilter("r1", null, null, null, null, 2, true)));
		assertEquals(List.of(new CauseInfo("permission denied", "ERROR", 2, "a\uFFFDb")), handler.causes("r1"));
		assertFault(Fault.BAD_PARAMETERS, "level is one of", () -> handler.log(new LogFilter("r1", "loud", null, null, null, null)));
		assertFault(Fault.NOT_FOUND, "'x'", () -> handler.log(of("x")));
		assertFault(Fault.BAD_PARAMETERS, "missing", () -> handler.log(null));
	}

	@Test
	void whoRestoresOneClientSeesThoseRestoresAndNothingElse() {
		RunApi ofNas = Callers.as(Callers.restoring("NAS"), RunApi.class,
				new RunHandler(runner, catalog, new FakeOverview(catalog), catalog, catalog, catalog, new FakeRepository(repository), new Waits(9, 9), Waiter.SYSTEM));
		catalog.add(about("own1", "restore", "nas/docs to its source"));
		catalog.add(about("own2", "backup", "nas/docs"));
		catalog.add(about("own3", "restore", "nas2/docs to /srv"));
		catalog.add(about("own4", "restore", ""));
		runner.add("own1");
		runner.add("own3");

		assertEquals("own1", ofNas.get("own1").runId());
		assertEquals("own1", ofNas.get("own").runId(), "the others are not there for it");
		assertEquals("QUEUED", ofNas.poll("own1", 0).state());
		assertEquals(List.of(), ofNas.log(of("own1")));
		assertEquals(List.of(), ofNas.causes("own1"));
		assertTrue(ofNas.cancel("own1"));
		for (String other : List.of("own2", "own3", "own4")) {
			assertFault(Fault.NOT_FOUND, "there is no run '" + other, () -> ofNas.get(other));
			assertFault(Fault.NOT_FOUND, "there is no run '" + other, () -> ofNas.poll(other, 0));
			assertFault(Fault.NOT_FOUND, "there is no run '" + other, () -> ofNas.log(of(other)));
			assertFault(Fault.NOT_FOUND, "there is no run '" + other, () -> ofNas.causes(other));
			assertFault(Fault.NOT_FOUND, "there is no run '" + other, () -> ofNas.cancel(other));
		}
		assertEquals("own3", handler.get("own3").runId());
	}

	@Test
	void whoRestoresOneClientListsItsRestores() {
		RunApi ofNas = Callers.as(Callers.restoring("NAS"), RunApi.class,
				new RunHandler(runner, catalog, new FakeOverview(catalog), catalog, catalog, catalog, new FakeRepository(repository), new Waits(9, 9), Waiter.SYSTEM));
		for (int i = 0; i < RunFilter.MOST; i++) {
			catalog.add(about("x" + i, "restore", "desk/docs to /srv"));
		}
		catalog.add(about("a1", "restore", "nas/docs to its source")); // on the second page of all, as the latest come first
		catalog.add(about("a2", "backup", "nas/docs"));
		catalog.add(about("z3", "restore", "nas/mail to /srv"));

		assertEquals(List.of("z3", "a1"), ids(ofNas, null));
		RunInfo last = ofNas.list(new RunFilter(null, "nas", List.of("Restore", "backup"), null, null, null, 1)).getFirst();
		assertEquals("z3", last.runId());
		assertEquals(List.of("a1"), ids(ofNas, new RunFilter(null, null, null, null, last.queued(), last.runId(), 1)));
		assertEquals(List.of("z3", "a1"), ids(ofNas, new RunFilter(null, null, null, List.of("running"), null, null, null)));
		assertEquals(List.of(), ids(ofNas, new RunFilter(null, null, List.of("backup"), null, null, null, null)));
		assertFault(Fault.FORBIDDEN, "is for the client NAS only", () -> ids(ofNas, new RunFilter(null, "desk", null, null, null, null, null)));
		assertFault(Fault.FORBIDDEN, "sees restores and no plans: leave plan out", () -> ids(ofNas, new RunFilter("nas/docs", null, null, null, null, null, null)));
	}

	@Test
	void restoresOfAnotherClientThatHadTheNameBeforeAreNotSeen() {
		RunApi ofNas = Callers.as(Callers.restoring("nas"), RunApi.class,
				new RunHandler(runner, catalog, new FakeOverview(catalog), catalog, catalog, catalog, new FakeRepository(repository), new Waits(9, 9), Waiter.SYSTEM));
		catalog.put(List.of(snapshot("aa11", "p"), snapshot("bb22", "q2")));
		catalog.add(about("old", RunRecord.RESTORE, "nas/docs to /srv", "aa11"));
		catalog.add(about("new", RunRecord.RESTORE, "nas/docs to /srv", "bb22"));
		catalog.add(about("forgotten", RunRecord.RESTORE, "nas/docs to /srv", "cc33"));
		FakeRunner.FakeRun old = runner.add("old");
		assertEquals(Set.of("old", "new", "forgotten"), Set.copyOf(ids(ofNas, null)));

		catalog.save(new Client("c", "nas-old"));
		catalog.save(new Client("d", "nas"));
		catalog.save(new Plan("q2", "d", "docs", "local", Map.of(), List.of()));

		assertEquals(Set.of("new", "forgotten"), Set.copyOf(ids(ofNas, null)));
		assertFault(Fault.NOT_FOUND, "there is no run 'old'", () -> ofNas.get("old"));
		assertFault(Fault.NOT_FOUND, "there is no run 'old'", () -> ofNas.cancel("old"));
		assertFalse(old.isCancelled());
	}

	private Snapshot snapshot(String id, String plan) {
		return new Snapshot(id, "nas", "docs", TIME, TIME, Snapshot.Result.COMPLETE, SnapshotCounts.NONE, repository, "/home", Map.of(Snapshot.PLAN_ID, plan), null);
	}

	private static List<String> ids(RunApi api, RunFilter filter) {
		return api.list(filter).stream().map(RunInfo::runId).toList();
	}

	private static RunRecord about(String id, String verb, String subject) {
		return about(id, verb, subject, null);
	}

	private static RunRecord about(String id, String verb, String subject, String snapshot) {
		return new RunRecord(id, verb, null, subject, RunOrigin.PERSON, "", RunState.RUNNING, TIME, TIME, null, snapshot, 0, 0, 0, 0, null);
	}

	private static LogFilter of(String run) {
		return new LogFilter(run, null, null, null, null, null);
	}

	private List<Long> lines(LogFilter filter) {
		return handler.log(filter).stream().map(LogEntry::id).toList();
	}

	private static LogLine line(Level level, String path, String message, String cause) {
		return new LogLine(0, "r1", TIME, level, Phase.COPYING, path, message, cause);
	}

	private static RunRecord run(String id, String plan, RunState state, int second) {
		return new RunRecord(id, "backup", plan, "", RunOrigin.PERSON, "", state, TIME.plusSeconds(second), null, null, null, 0, 0, 0, 0, null);
	}

	private List<String> ids(RunFilter filter) {
		return handler.list(filter).stream().map(RunInfo::runId).toList();
	}

	private void assertStarted(Request expected, String id) {
		assertEquals(expected, runner.run(id).orElseThrow().request());
	}
}
