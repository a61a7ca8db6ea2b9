package backtrac.web.status;

import static backtrac.web.status.Samples.live;
import static backtrac.web.status.Samples.overview;
import static backtrac.web.status.Samples.plan;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

import backtrac.api.catalog.PlanQuery;
import backtrac.api.catalog.PlanQuery.Health;
import backtrac.api.job.Progress;
import backtrac.api.job.RunState;

class PlanPageTest {

	@Test
	void itAsksForOneMoreThanItShows() {
		PlanQuery query = PlanFilter.ALL.withHealth(Health.FAILED).at(50).query(Samples.NOW);
		assertEquals(new PlanQuery(null, "", Health.FAILED, Samples.NOW.minus(PlanFilter.GRACE), 50, PlanFilter.PAGE + 1), query);
	}

	@Test
	void anotherFilterBeginsAtTheFirstPage() {
		assertEquals(new PlanFilter("desk", Health.GOOD, 0), new PlanFilter("x", Health.GOOD, 25).withText(" desk "));
		assertEquals(0, PlanFilter.ALL.at(-25).offset());
	}

	@Test
	void itSaysWhatIsSeenOfHowMany() {
		List<PlanLine> lines = List.of(Samples.line(plan("a", RunState.SUCCEEDED, null)), Samples.line(plan("b", RunState.SUCCEEDED, null)));
		assertEquals("1,001 to 1,002 of 20,000", new PlanPage(PlanFilter.ALL.at(1000), lines, true, 20_000).range());
		assertEquals("1 to 2", new PlanPage(PlanFilter.ALL.withText("a"), lines, true, -1).range());
		assertTrue(new PlanPage(PlanFilter.ALL, lines, true, -1).isPaged());
		assertFalse(new PlanPage(PlanFilter.ALL, lines, false, 2).isPaged());
	}

	@Test
	void aRunningBackupIsShownInsteadOfTheState() {
		Overview overview = overview(plan("a", RunState.SUCCEEDED, null), plan("b", RunState.FAILED, null))
				.withLive(List.of(live("b", RunState.QUEUED, Progress.NONE)));
		assertEquals(new Result("Well", Level.GOOD), overview.page().lines().getFirst().badge());
		assertEquals(new Result("Waiting", Level.NEUTRAL), overview.page().lines().getLast().badge());
		assertEquals(new Result("Failed", Level.BAD), overview.withLive(List.of()).page().lines().getLast().badge());
	}

	@Test
	void aRestoreIsNoBackupOfThePlan() {
		LiveRun restore = new LiveRun("r", "p-a", "desk/a", "restore", Samples.NOW, null, RunState.RUNNING, null);
		assertEquals("Well", overview(plan("a", RunState.SUCCEEDED, null)).withLive(List.of(restore)).page().lines().getFirst().badge().label());
	}
}
