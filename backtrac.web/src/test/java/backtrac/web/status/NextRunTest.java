package backtrac.web.status;

import static backtrac.web.status.Samples.NOW;
import static backtrac.web.status.Samples.due;
import static backtrac.web.status.Samples.live;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;

import backtrac.api.catalog.Due;
import backtrac.api.catalog.Due.Waiting;
import backtrac.api.job.Progress;
import backtrac.api.job.RunState;

class NextRunTest {

	private static NextRun of(Due due) {
		return of(due, ZoneOffset.UTC);
	}

	private static NextRun of(Due due, ZoneId zone) {
		return NextRun.of(Samples.line(Samples.plan("docs", RunState.SUCCEEDED, due)), false, NOW, zone);
	}

	@Test
	void aScheduleSaysItsNextMomentInTheZoneOfWhoLooks() {
		Due due = due(Waiting.SCHEDULE, Instant.parse("2026-11-24T01:00:00Z"), null, 1);
		assertEquals(new NextRun("tomorrow 01:00", false), of(due));
		assertEquals(new NextRun("tomorrow 02:00", false), of(due, ZoneId.of("Europe/Berlin")));
		assertEquals(new NextRun("today 20:00", false), of(due, ZoneId.of("America/New_York")));
	}

	@Test
	void whatIsDueOrIsNotReckonedYetBeginsInAMoment() {
		assertEquals("in a moment", of(due(Waiting.SCHEDULE, NOW.minusSeconds(1), null, 1)).text());
		assertEquals("in a moment", of(Due.unknown("p")).text());
	}

	@Test
	void aPlanWithoutAScheduleRunsByHand() {
		assertEquals("by hand only", of(null).text());
		assertEquals("none is left", of(due(Waiting.SCHEDULE, null, null, 1)).text());
	}

	@Test
	void whatWaitsSaysWhatForAndSinceWhen() {
		Instant since = Instant.parse("2026-11-23T08:12:00Z");
		assertEquals(new NextRun("waits for the client since 08:12", true), of(due(Waiting.CLIENT, NOW.plusSeconds(60), since, 1)));
		assertEquals(new NextRun("waits for the client since yesterday 08:12", true), of(due(Waiting.CLIENT, null, since.minusSeconds(86_400), 1)));
		assertEquals(new NextRun("tries again at 10:30 (attempt 2)", true), of(due(Waiting.RETRY, Instant.parse("2026-11-23T10:30:00Z"), since, 2)));
		assertEquals(new NextRun("tries again in a moment (attempt 3)", true), of(due(Waiting.RETRY, NOW, since, 3)));
		assertEquals(new NextRun("waits for its window, at 20:00", true), of(due(Waiting.WINDOW, Instant.parse("2026-11-23T20:00:00Z"), since, 1)));
		assertEquals(new NextRun("waits for its window, tomorrow 20:00", true), of(due(Waiting.WINDOW, Instant.parse("2026-11-24T20:00:00Z"), since, 1)));
		assertEquals(new NextRun("waits for the run before it to end", true), of(due(Waiting.RUN, null, since, 1)));
	}

	@Test
	void aPauseIsSaidBeforeTheSchedule() {
		Due due = due(Waiting.SCHEDULE, NOW.plusSeconds(3600), null, 1);
		PlanLine line = Samples.line(Samples.plan("docs", RunState.SUCCEEDED, due));
		assertEquals("everything is paused", NextRun.of(line, true, NOW, ZoneOffset.UTC).text());
		assertEquals("paused", NextRun.of(new PlanLine(line.status(), line.health(), true, false, null), true, NOW, ZoneOffset.UTC).text());
		assertEquals("the client is paused", NextRun.of(new PlanLine(line.status(), line.health(), false, true, null), false, NOW, ZoneOffset.UTC).text());
	}

	@Test
	void whatRunsRuns() {
		PlanLine line = Samples.line(Samples.plan("docs", RunState.SUCCEEDED, null));
		assertEquals("running now", NextRun.of(line.withLive(live("docs", RunState.RUNNING, Progress.NONE)), true, NOW, ZoneOffset.UTC).text());
		assertEquals("waits for its turn", NextRun.of(line.withLive(live("docs", RunState.QUEUED, Progress.NONE)), false, NOW, ZoneOffset.UTC).text());
	}
}
