package backtrac.engine.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import backtrac.api.catalog.Client;
import backtrac.api.catalog.Due;
import backtrac.api.catalog.Due.Waiting;
import backtrac.api.catalog.Plan;
import backtrac.api.catalog.PlanQuery;
import backtrac.api.catalog.PlanQuery.Health;
import backtrac.api.catalog.PlanStatus;
import backtrac.api.catalog.RunRecord;
import backtrac.api.job.RunState;
import backtrac.api.schedule.Timing;

/** The contract of the overview of plans, whatever keeps it. */
abstract class OverviewContract {

	private static final Instant MORNING = Records.MORNING;

	private final Kind kind;

	private Parts parts;
	private Client web;

	OverviewContract(Kind kind) {
		this.kind = kind;
	}

	@BeforeEach
	void open() {
		parts = kind.open();
		web = Records.client("web");
		parts.catalog().save(web);
	}

	private Plan plan(String name) {
		Plan plan = Records.plan(web, name);
		parts.catalog().save(plan);
		return plan;
	}

	private RunRecord run(Plan plan, String id, RunState state, int minute) {
		RunRecord run = Records.queued(id, "backup", plan.id(), MORNING.plusSeconds(60L * minute));
		parts.history().add(run);
		RunRecord ended = Records.ended(run, state);
		assertTrue(parts.history().end(ended, null));
		return ended;
	}

	private void owe(Plan plan, Instant since) {
		Due due = parts.due().of(plan.id()).orElseThrow();
		assertTrue(parts.due().change(new Due(plan.id(), null, MORNING, Waiting.SCHEDULE, null, 1, null, since, due.version())));
	}

	private List<PlanStatus> all() {
		return parts.overview().plans(new PlanQuery(null, "", null, MORNING, 0, 100));
	}

	@Test
	void aPlanThatNeverRan() {
		Plan plan = plan("docs");
		assertEquals(List.of(new PlanStatus(plan.id(), "docs", web.id(), "web", "local", "", false, null, null, null, null, null, null,
				Due.unknown(plan.id()))), all());
	}

	@Test
	void aPlanTellsOfItsLastBackups() {
		Plan plan = plan("docs").withTiming(Timing.of("daily at 02:00", ZoneOffset.UTC)).withPaused(true);
		parts.catalog().save(plan);
		RunRecord complete = run(plan, "complete", RunState.SUCCEEDED, 1);
		RunRecord partial = run(plan, "partial", RunState.PARTIAL, 2);
		RunRecord failed = run(plan, "failed", RunState.FAILED, 3);
		RunRecord restore = Records.queued("restore", "restore", plan.id(), MORNING);
		parts.history().add(restore);
		parts.history().end(Records.ended(restore, RunState.SUCCEEDED), null);
		parts.history().add(Records.queued("open", "backup", plan.id(), MORNING));
		assertEquals(List.of(new PlanStatus(plan.id(), "docs", web.id(), "web", "local", "daily at 02:00", true, "failed", RunState.FAILED,
				failed.finished(), failed.message(), partial.finished(), complete.finished(), parts.due().of(plan.id()).orElseThrow())), all());
	}

	@Test
	void nothingIsDueOfAPlanByHandThatNothingWaitsFor() {
		Plan plan = plan("docs");
		parts.due().change(new Due(plan.id(), null, null, Waiting.SCHEDULE, null, 1, null, null, 0));
		assertNull(all().getFirst().due());
	}

	@Test
	void aPausedClientPausesItsPlans() {
		plan("docs");
		parts.catalog().save(web.withPaused(true));
		assertTrue(all().getFirst().paused());
	}

	@Test
	void aPlanWhoseRunsAreLostTellsOfItsSnapshots() {
		Plan plan = plan("docs");
		plan("never");
		Instant backup = MORNING.minusSeconds(60);
		Instant complete = MORNING.minusSeconds(3600);
		parts.history().recall(plan.id(), backup, null);
		parts.history().recall(plan.id(), backup.minusSeconds(1), complete);
		parts.history().recall("none", backup, complete);
		assertEquals(new PlanStatus(plan.id(), "docs", web.id(), "web", "local", "", false, null, null, null, null, backup, complete,
				Due.unknown(plan.id())), all().getFirst());
		assertEquals(Map.of(Health.NEVER, 1, Health.GOOD, 1), parts.overview().totals(MORNING));
		assertEquals(List.of("docs"), names(null, "", Health.GOOD, 0, 10));
		assertEquals(List.of("never"), names(null, "", Health.NEVER, 0, 10));
		RunRecord run = run(plan, "later", RunState.SUCCEEDED, 1);
		parts.history().recall(plan.id(), backup, backup);
		assertEquals(List.of(run.finished(), run.finished()), List.of(all().getFirst().lastBackup(), all().getFirst().lastComplete()));
		parts.catalog().removePlan(plan.id());
		parts.history().recall(plan.id(), backup, backup);
		parts.catalog().save(plan);
		assertNull(all().getFirst().lastBackup(), "it is another one now");
	}

	@Test
	void healthIsTheFirstThatHolds() {
		run(plan("failed"), "1", RunState.FAILED, 0);
		run(plan("interrupted"), "2", RunState.INTERRUPTED, 0);
		owe(plan("overdue"), MORNING.minusMillis(1));
		Plan partial = plan("partial");
		run(partial, "3", RunState.PARTIAL, 0);
		owe(partial, MORNING);
		plan("never");
		run(plan("good"), "4", RunState.SUCCEEDED, 0);
		run(plan("cancelled"), "5", RunState.CANCELLED, 0);
		Plan again = plan("good once");
		run(again, "6", RunState.SUCCEEDED, 0);
		run(again, "7", RunState.CANCELLED, 1);
		assertEquals(Map.of(Health.FAILED, 2, Health.OVERDUE, 1, Health.PARTIAL, 1, Health.NEVER, 2, Health.GOOD, 2), parts.overview().totals(MORNING));
		assertEquals(List.of("failed", "interrupted"), names(null, "", Health.FAILED, 0, 10));
		assertEquals(List.of("overdue"), names(null, "", Health.OVERDUE, 0, 10));
		assertEquals(List.of("partial"), names(null, "", Health.PARTIAL, 0, 10));
		assertEquals(List.of("cancelled", "never"), names(null, "", Health.NEVER, 0, 10));
		assertEquals(List.of("good", "good once"), names(null, "", Health.GOOD, 0, 10));
		parts.catalog().removeClient(web.id());
		assertEquals(Map.of(), parts.overview().totals(MORNING));
	}

	@Test
	void plansAreFoundByClientAndTextAPageAtATime() {
		Client büro = new Client("b", "Büro 100%");
		parts.catalog().save(büro);
		parts.catalog().save(new Plan("p", "b", "photos", "local", Map.of(), List.of()));
		plan("Docs");
		plan("mail");
		assertEquals(List.of("photos", "Docs", "mail"), names(null, "", null, 0, 10));
		assertEquals(List.of("Docs"), names(null, "", null, 1, 1));
		assertEquals(List.of(), names(null, "", null, 0, 0));
		assertEquals(List.of("Docs", "mail"), names(web.id(), "", null, 0, 10));
		assertEquals(List.of("Docs"), names(null, "DOC", null, 0, 10));
		assertEquals(List.of("photos"), names(null, "BÜRO", null, 0, 10));
		assertEquals(List.of("photos"), names(null, "0%", null, 0, 10));
		assertEquals(List.of(), names(null, "b%o", null, 0, 10));
		assertEquals(List.of("mail"), names(web.id(), "a", Health.NEVER, 0, 10));
	}

	@Test
	void newNamesAreFoundAndSortedBy() {
		Plan docs = plan("docs");
		plan("mail");
		parts.catalog().save(new Plan(docs.id(), web.id(), "texts", "local", Map.of(), List.of()));
		parts.catalog().save(new Client(web.id(), "shop"));
		assertEquals(List.of("mail", "texts"), names(null, "SHO", null, 0, 10));
		assertEquals(List.of("texts"), names(web.id(), "text", null, 0, 10));
		assertEquals(List.of(), names(null, "web", null, 0, 10));
		assertEquals(List.of(), names("none", "", null, 0, 10));
	}

	private List<String> names(String clientId, String text, Health health, int offset, int limit) {
		return parts.overview().plans(new PlanQuery(clientId, text, health, MORNING, offset, limit)).stream().map(PlanStatus::plan).toList();
	}
}
