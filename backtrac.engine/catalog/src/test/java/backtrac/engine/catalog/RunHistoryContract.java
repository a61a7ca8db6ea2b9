package backtrac.engine.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.Client;
import backtrac.api.catalog.LogQuery;
import backtrac.api.catalog.Plan;
import backtrac.api.catalog.RunOrigin;
import backtrac.api.catalog.RunOrigin.Trigger;
import backtrac.api.catalog.RunQuery;
import backtrac.api.catalog.RunRecord;
import backtrac.api.job.RunState;

/** The contract of the run history, whatever keeps it. */
abstract class RunHistoryContract {

	private static final Instant MORNING = Records.MORNING;

	private final Kind kind;

	private Parts parts;
	private Plan docs;
	private Plan mail;

	RunHistoryContract(Kind kind) {
		this.kind = kind;
	}

	@BeforeEach
	void open() {
		parts = kind.open();
		Client web = Records.client("web");
		parts.catalog().save(web);
		docs = Records.plan(web, "docs");
		parts.catalog().save(docs);
		Client other = Records.client("other");
		parts.catalog().save(other);
		mail = Records.plan(other, "mail");
		parts.catalog().save(mail);
	}

	private RunRecord ended(String id, Plan plan, String verb, RunState state, int minute) {
		RunRecord run = Records.queued(id, verb, plan == null ? null : plan.id(), MORNING.plusSeconds(minute * 60L));
		parts.history().add(run);
		RunRecord end = Records.ended(run, state);
		assertTrue(parts.history().end(end, null));
		return end;
	}

	private List<String> ids(RunQuery query) {
		return parts.history().runs(query).stream().map(RunRecord::id).toList();
	}

	@Test
	void aRunKeepsAllItHasFromItsBeginningToItsEnd() {
		RunOrigin origin = new RunOrigin(Trigger.RETRY, MORNING.minusSeconds(3600), 2, "before");
		RunRecord queued = new RunRecord("r", "backup", docs.id(), "web/docs", origin, "server", RunState.QUEUED, MORNING, null, null, null, 0, 0, 0, 0,
				null);
		parts.history().add(queued);
		assertEquals(Optional.of(queued), parts.history().run("r"));
		assertEquals(List.of(queued), parts.history().open());
		RunRecord running = new RunRecord("r", "backup", docs.id(), "web/docs", origin, "server", RunState.RUNNING, MORNING, MORNING.plusMillis(7), null,
				"0123456789abcdef", 1, 2, 3, 4, null);
		assertTrue(parts.history().update(running));
		assertEquals(Optional.of(running), parts.history().run("r"));
		RunRecord ended = new RunRecord("r", "backup", docs.id(), "web/docs", origin, "server", RunState.PARTIAL, MORNING, MORNING.plusMillis(7),
				MORNING.plusMillis(9), "0123456789abcdef", 5, 6, 7, 8, "some files could not be read");
		assertTrue(parts.history().end(ended, null));
		assertEquals(Optional.of(ended), parts.history().run("r"));
		assertEquals(List.of(), parts.history().open());
		assertEquals(List.of(ended), parts.history().runs(RunQuery.latest(10)));
	}

	@Test
	void whatHasEndedDoesNotChange() {
		RunRecord ended = ended("r", docs, "backup", RunState.SUCCEEDED, 0);
		assertFalse(parts.history().update(Records.queued("r", "backup", docs.id(), MORNING)));
		assertFalse(parts.history().end(Records.ended(ended, RunState.FAILED), MORNING));
		assertEquals(Optional.of(ended), parts.history().run("r"));
		assertEquals(List.of(), parts.history().open());
		assertEquals(1, parts.due().of(docs.id()).orElseThrow().attempt(), "nor asks for another");
	}

	@Test
	void whatIsNotHereIsNeitherChangedNorEnded() {
		RunRecord run = Records.queued("gone", "backup", docs.id(), MORNING);
		assertFalse(parts.history().update(run));
		assertFalse(parts.history().end(Records.ended(run, RunState.FAILED), null));
		assertEquals(Optional.empty(), parts.history().run("gone"));
		assertEquals(List.of(), parts.history().runs(RunQuery.latest(10)));
	}

	@Test
	void aRunNeedsItsPlan() {
		RunRecord run = Records.queued("r", "backup", "none", MORNING);
		CatalogException e = assertThrows(CatalogException.class, () -> parts.history().add(run));
		assertEquals("The run r is of a plan that does not exist: none.", e.getMessage());
		assertEquals(List.of(), parts.history().open());
	}

	@Test
	void aPlanHasOneOpenBackupAtMost() {
		RunRecord first = Records.queued("first", "backup", docs.id(), MORNING);
		assertTrue(parts.history().add(first));
		RunRecord second = Records.queued("second", "backup", docs.id(), MORNING);
		assertFalse(parts.history().add(second));
		assertEquals(List.of(first), parts.history().open());
		assertTrue(parts.history().add(Records.queued("restore", "restore", docs.id(), MORNING)), "others do not matter");
		assertTrue(parts.history().add(Records.queued("mail", "backup", mail.id(), MORNING)));
		assertTrue(parts.history().end(Records.ended(first, RunState.FAILED), null));
		assertTrue(parts.history().add(second));
	}

	@Test
	void ofManyBackupsThatAreAddedAtOnceOneIs() throws Exception {
		try (ExecutorService executor = Executors.newFixedThreadPool(4)) {
			for (int round = 0; round < 5; round++) {
				String name = "r" + round + "-";
				List<Callable<Boolean>> all = IntStream.range(0, 4)
						.<Callable<Boolean>>mapToObj(i -> () -> parts.history().add(Records.queued(name + i, "backup", docs.id(), MORNING))).toList();
				int added = 0;
				for (Future<Boolean> each : executor.invokeAll(all)) {
					added += each.get() ? 1 : 0;
				}
				assertEquals(1, added);
				assertTrue(parts.history().end(Records.ended(parts.history().open().getFirst(), RunState.SUCCEEDED), null));
			}
		}
	}

	@Test
	void openRunsComeTheOldestFirst() {
		parts.history().add(Records.queued("b", "backup", docs.id(), MORNING.plusMillis(1)));
		parts.history().add(Records.queued("c", "prune", null, MORNING));
		parts.history().add(Records.queued("a", "restore", docs.id(), MORNING.plusMillis(1)));
		assertEquals(List.of("c", "a", "b"), parts.history().open().stream().map(RunRecord::id).toList());
	}

	@Test
	void runsAreListedByEverythingThatAQueryAsksFor() {
		ended("r1", docs, "backup", RunState.SUCCEEDED, 1);
		ended("r2", docs, "backup", RunState.FAILED, 2);
		ended("r3", mail, "backup", RunState.PARTIAL, 3);
		ended("r4", docs, "restore", RunState.SUCCEEDED, 4);
		ended("r5", null, "prune", RunState.FAILED, 5);
		parts.history().add(Records.queued("r6", "backup", docs.id(), MORNING.plusSeconds(360)));
		assertEquals(List.of("r6", "r5", "r4", "r3", "r2", "r1"), ids(RunQuery.latest(10)));
		assertEquals(List.of("r6", "r5"), ids(RunQuery.latest(2)));
		assertEquals(List.of(), ids(RunQuery.latest(0)));
		assertEquals(List.of("r6", "r4", "r2", "r1"), ids(RunQuery.ofPlan(docs.id(), 10)));
		assertEquals(List.of("r3"), ids(query(null, mail.clientId(), Set.of(), Set.of())));
		assertEquals(List.of("r6", "r4", "r2", "r1"), ids(query(null, docs.clientId(), Set.of(), Set.of())));
		assertEquals(List.of("r5", "r2"), ids(query(null, null, Set.of(), Set.of(RunState.FAILED))));
		assertEquals(List.of("r5", "r3", "r2"), ids(query(null, null, Set.of(), Set.of(RunState.FAILED, RunState.PARTIAL))));
		assertEquals(List.of("r6"), ids(query(null, null, Set.of(), Set.of(RunState.QUEUED, RunState.RUNNING))));
		assertEquals(List.of("r6", "r2"), ids(query(docs.id(), null, Set.of(), Set.of(RunState.QUEUED, RunState.FAILED))));
		assertEquals(List.of("r5", "r4"), ids(query(null, null, Set.of("restore", "prune"), Set.of())));
		assertEquals(List.of("r6", "r5", "r3", "r2", "r1"), ids(query(null, null, Set.of("backup", "prune"), Set.of())));
		assertEquals(List.of("r4"), ids(query(docs.id(), docs.clientId(), Set.of("restore"), Set.of(RunState.SUCCEEDED))));
		assertEquals(List.of("r2"), ids(query(null, docs.clientId(), Set.of("backup"), Set.of(RunState.FAILED))));
		assertEquals(List.of("r5"), ids(query(null, null, Set.of("prune"), Set.of(RunState.FAILED, RunState.SUCCEEDED))));
		assertEquals(List.of("r2"), ids(query(null, null, Set.of("backup"), Set.of(RunState.FAILED))));
		assertEquals(List.of(), ids(query(mail.id(), docs.clientId(), Set.of(), Set.of())));
	}

	private static RunQuery query(String planId, String clientId, Set<String> verbs, Set<RunState> states) {
		return new RunQuery(planId, clientId, verbs, states, null, null, 10);
	}

	@Test
	void pagesMissNothingAndRepeatNothingAlsoAmongRunsOfOneMoment() {
		List<String> all = new ArrayList<>();
		for (int i = 9; i >= 0; i--) {
			String id = "r" + i;
			all.add(id);
			int minute = i / 4;
			if (i % 3 == 0) {
				parts.history().add(Records.queued(id, "verify", docs.id(), MORNING.plusSeconds(minute * 60L)));
			} else {
				ended(id, docs, "backup", RunState.SUCCEEDED, minute);
			}
		}
		for (RunQuery first : List.of(RunQuery.latest(3), RunQuery.ofPlan(docs.id(), 3), new RunQuery(null, docs.clientId(), Set.of(), Set.of(), null, null, 3),
				new RunQuery(null, null, Set.of(), Set.of(RunState.SUCCEEDED, RunState.QUEUED), null, null, 3))) {
			List<String> found = new ArrayList<>();
			List<RunRecord> page = parts.history().runs(first);
			while (!page.isEmpty()) {
				page.forEach(run -> found.add(run.id()));
				page = parts.history().runs(first.after(page.getLast()));
			}
			assertEquals(all, found);
		}
		RunQuery before = new RunQuery(null, null, Set.of(), Set.of(), MORNING.plusSeconds(60), null, 100);
		assertEquals(List.of("r3", "r2", "r1", "r0"), ids(before));
	}

	@Test
	void theRunsOfAPlanThatIsRemovedStayInTheHistory() {
		RunRecord run = ended("r", docs, "backup", RunState.SUCCEEDED, 0);
		parts.catalog().removePlan(docs.id());
		RunRecord found = parts.history().run("r").orElseThrow();
		assertEquals(null, found.planId());
		assertEquals(run.subject(), found.subject());
		assertEquals(List.of(), ids(RunQuery.ofPlan(docs.id(), 10)));
		assertEquals(List.of(), ids(query(null, docs.clientId(), Set.of(), Set.of())));
		assertEquals(List.of("r"), ids(RunQuery.latest(10)));
	}

	@Test
	void theRunsGoWithTheirPlanToAnotherClient() {
		ended("r", docs, "backup", RunState.SUCCEEDED, 0);
		parts.catalog().save(new Plan(docs.id(), mail.clientId(), docs.name(), docs.transport(), docs.settings(), docs.excludes()));
		assertEquals(List.of("r"), ids(query(null, mail.clientId(), Set.of(), Set.of())));
		assertEquals(List.of(), ids(query(null, docs.clientId(), Set.of(), Set.of())));
	}

	@Test
	void oldRunsAreRemovedWithTheirLog() {
		ended("old", docs, "backup", RunState.SUCCEEDED, 0);
		ended("new", docs, "backup", RunState.SUCCEEDED, 10);
		parts.history().add(Records.queued("open", "backup", docs.id(), MORNING));
		for (String id : List.of("old", "new", "open")) {
			parts.log().append(List.of(Records.line(id, "/a", "permission denied")));
		}
		Instant time = parts.history().run("new").orElseThrow().finished();
		assertEquals(1, parts.history().removeEndedBefore(time));
		assertEquals(0, parts.history().removeEndedBefore(time));
		assertEquals(List.of("new", "open"), ids(RunQuery.latest(10)));
		assertEquals(List.of(), parts.log().lines(LogQuery.ofRun("old", 10)));
		assertEquals(List.of(), parts.log().causes("old"));
		assertEquals(1, parts.log().lines(LogQuery.ofRun("new", 10)).size());
		assertEquals(1, parts.log().lines(LogQuery.ofRun("open", 10)).size());
	}
}
