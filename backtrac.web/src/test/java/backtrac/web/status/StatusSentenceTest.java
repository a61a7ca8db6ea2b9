package backtrac.web.status;

import static backtrac.web.status.Samples.NOW;
import static backtrac.web.status.Samples.live;
import static backtrac.web.status.Samples.overview;
import static backtrac.web.status.Samples.plan;
import static backtrac.web.status.Samples.run;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import backtrac.api.catalog.Due;
import backtrac.api.catalog.PlanStatus;
import backtrac.api.job.Progress;
import backtrac.api.job.RunState;

class StatusSentenceTest {

	private static final PlanStatus GOOD = plan("docs", RunState.SUCCEEDED, null);

	private static StatusSentence of(Overview overview) {
		return StatusSentence.of(overview, NOW);
	}

	private static PlanStatus overdue(String name) {
		PlanStatus plan = plan(name, RunState.SUCCEEDED, null);
		Due due = new Due("p", NOW, NOW, Due.Waiting.CLIENT, NOW, 1, null, NOW.minus(Duration.ofDays(2)), 1);
		return new PlanStatus(plan.planId(), name, "c", "desk", "local", "daily at 02:00", false, plan.lastRunId(), plan.lastState(), plan.lastFinished(), null,
				plan.lastBackup(), plan.lastComplete(), due);
	}

	@Test
	void withoutPlansNothingIsProtected() {
		assertEquals(new StatusSentence(Level.NEUTRAL, "Nothing is protected yet.", ""), of(overview()));
	}

	@Test
	void allIsWell() {
		assertEquals(new StatusSentence(Level.GOOD, "Every plan is well.", "1 plan."), of(overview(GOOD)));
		Overview withRun = Samples.with(overview(GOOD, GOOD), List.of(), List.of(new RunLine(run("r", RunState.SUCCEEDED, Duration.ofMinutes(3)))), false);
		assertEquals("2 plans, the last backup was done 3 minutes ago.", of(withRun).detail());
	}

	@Test
	void theWorstIsSaidFirst() {
		assertEquals(new StatusSentence(Level.BAD, "1 plan failed, 2 are overdue, 1 left out files, 1 was never backed up.", "b of desk: The folder is gone. One other is well."),
				of(overview(GOOD, plan("n", null, null), plan("b", RunState.FAILED, null), overdue("x"), overdue("y"), plan("q", RunState.PARTIAL, null))));
	}

	@Test
	void aFewAreNamedOfMany() {
		PlanStatus[] failed = IntStream.range(0, 7).mapToObj(i -> plan("plan" + i, RunState.INTERRUPTED, null)).toArray(PlanStatus[]::new);
		assertEquals(new StatusSentence(Level.BAD, "7 plans failed.",
				"plan0 of desk, plan1 of desk, plan2 of desk, plan3 of desk, plan4 of desk and others."), of(overview(failed)));
	}

	@Test
	void overdueIsAStateOfItsOwn() {
		assertEquals(new StatusSentence(Level.BAD, "1 plan is overdue.", "x of desk. 2 others are well."), of(overview(GOOD, overdue("x"), GOOD)));
	}

	@Test
	void theFirstBackupIsUnderWay() {
		Overview never = overview(plan("docs", null, null));
		assertEquals(new StatusSentence(Level.WARNING, "1 plan was never backed up.", "docs of desk."), of(never));
		assertEquals(new StatusSentence(Level.ACTIVE, "The first backup of docs is under way.", ""),
				of(never.withLive(List.of(live("docs", RunState.RUNNING, Progress.NONE)))));
		assertEquals(Level.WARNING, of(overview(plan("docs", null, null), plan("photos", null, null))
				.withLive(List.of(live("docs", RunState.RUNNING, Progress.NONE)))).level());
	}

	@Test
	void aCancelledFirstBackupIsNone() {
		assertEquals("1 plan was never backed up.", of(overview(plan("docs", RunState.CANCELLED, null))).text());
	}

	@Test
	void thatEverythingIsPausedIsSaid() {
		assertEquals(new StatusSentence(Level.WARNING, "Every plan is well, but everything is paused.", "Everything is paused: no backup starts by itself."),
				of(Samples.with(overview(GOOD), List.of(), List.of(), true)));
		assertEquals("Everything is paused: no backup starts by itself. x of desk.", of(Samples.with(overview(overdue("x")), List.of(), List.of(), true)).detail());
	}

	@Test
	void aMissingServiceIsWorstOfAll() {
		assertEquals(new StatusSentence(Level.BAD, "The catalog is not running.", "This page notices by itself when it is back."),
				of(Samples.with(overview(), List.of("The catalog is not running."), List.of(), false)));
		assertEquals("The repository is not open.",
				of(Samples.with(overview(GOOD), List.of("The catalog is not running.", "The repository is not open."), List.of(), false)).detail());
	}

	@Test
	void aMessageEndsBeforeTheOthersAreSpokenOf() {
		PlanStatus partial = new PlanStatus("p", "mail", "c", "nas", "local", "", false, "r", RunState.PARTIAL, NOW, "1 entry could not be read", NOW, null, null);
		assertEquals("mail of nas: 1 entry could not be read. One other is well.", of(overview(partial, GOOD)).detail());
	}
}
