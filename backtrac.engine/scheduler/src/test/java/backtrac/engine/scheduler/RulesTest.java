package backtrac.engine.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import java.util.Set;

import org.junit.jupiter.api.Test;

import backtrac.api.catalog.Due;
import backtrac.api.catalog.Due.Waiting;
import backtrac.api.catalog.RunOrigin;
import backtrac.api.catalog.RunOrigin.Trigger;
import backtrac.api.catalog.RunRecord;
import backtrac.api.job.RunState;
import backtrac.api.schedule.Timing;
import backtrac.engine.scheduler.Situation.Pause;
import backtrac.engine.scheduler.Situation.Reach;

/** One rule a test; all times are in UTC, on 2026-05-04 (a Monday) and after. */
class RulesTest {

	private static final Timing DAILY = Timing.of("daily at 02:00", ZoneOffset.UTC);
	private static final Timing HOURLY = Timing.of("every hour", ZoneOffset.UTC);
	private static final Timing AT_NIGHT = new Timing("every hour", ZoneOffset.UTC, List.of("20:00-06:00"), List.of(), Duration.ZERO, false);

	/** {@code 4 02:00} is on the fourth of May. */
	private static Instant at(String time) {
		String[] parts = time.split(" ");
		return Instant.parse("2026-05-%02dT%sZ".formatted(Integer.parseInt(parts[0]), parts[1].length() == 5 ? parts[1] + ":00" : parts[1]));
	}

	private static Due waitsFor(String moment) {
		return new Due("p", at(moment), at(moment), Waiting.SCHEDULE, null, 1, null, null, 7);
	}

	private static Due waits(Waiting waiting, String moment, String since, String at) {
		return new Due("p", at(moment), at == null ? null : at(at), waiting, at(since), 1, null, at(moment), 7);
	}

	private static Due toTryAgain(String moment, String at) {
		return new Due("p", moment == null ? null : at(moment), at(at), Waiting.RETRY, at("4 02:10"), 2, "r1", at("4 02:00"), 7);
	}

	private static Due anew(Due due) {
		return new Due("p", due.moment(), Instant.EPOCH, due.waiting(), due.since(), due.attempt(), due.previous(), due.owed(), due.version());
	}

	private static Situation now(Due due, String now) {
		return new Situation(due, at(now), Pause.NONE, false, Reach.HERE, null);
	}

	private static Decision decide(Timing timing, Situation situation) {
		return Rules.decide(Timetable.of("p", timing), situation);
	}

	private static Due waiting(Decision decision) {
		return assertInstanceOf(Decision.Wait.class, decision).due();
	}

	private static Decision.Start start(Decision decision) {
		return assertInstanceOf(Decision.Start.class, decision);
	}

	@Test
	void aNewPlanStartsWithItsNextMoment() {
		Due due = waiting(decide(DAILY, now(Due.unknown("p"), "4 12:00")));
		assertEquals(new Due("p", at("5 02:00"), at("5 02:00"), Waiting.SCHEDULE, null, 1, null, null, 0), due);
	}

	@Test
	void aMomentThatComesStartsARunAndTheNextIsWaitedFor() {
		Decision.Start start = start(decide(DAILY, now(waitsFor("4 02:00"), "4 02:00")));
		assertEquals(new RunOrigin(Trigger.SCHEDULE, at("4 02:00"), 1, null), start.origin());
		assertEquals(new Due("p", at("5 02:00"), at("5 02:00"), Waiting.SCHEDULE, null, 1, null, at("4 02:00"), 7), start.due());
	}

	@Test
	void aLookTooManyDoesNothing() {
		assertEquals(waitsFor("5 02:00"), waiting(decide(DAILY, now(waitsFor("5 02:00"), "4 12:00"))));
	}

	@Test
	void beforeAScheduledRunTheClientIsProbed() {
		Situation unknown = new Situation(waitsFor("4 02:00"), at("4 02:00"), Pause.NONE, false, Reach.UNKNOWN, null);
		Due due = assertInstanceOf(Decision.Ask.class, decide(DAILY, unknown)).due();
		assertEquals(new Due("p", at("4 02:00"), at("4 02:02"), Waiting.SCHEDULE, null, 1, null, at("4 02:00"), 7), due);
	}

	@Test
	void severalMomentsThatPassedMakeOneRun() {
		Decision.Start start = start(decide(HOURLY, now(waitsFor("4 02:00"), "6 12:30")));
		assertEquals(new RunOrigin(Trigger.MISSED, at("6 12:00"), 1, null), start.origin());
		assertEquals(at("6 13:00"), start.due().moment());
		assertEquals(at("4 02:00"), start.due().owed());
	}

	@Test
	void aRunIsOnTimeForFiveMinutes() {
		assertEquals(Trigger.SCHEDULE, start(decide(DAILY, now(waitsFor("4 02:00"), "4 02:05"))).origin().trigger());
		assertEquals(Trigger.MISSED, start(decide(DAILY, now(waitsFor("4 02:00"), "4 02:06"))).origin().trigger());
	}

	@Test
	void aMissedRunIsLeftToTheNextMomentIfThatIsNearerThanAnHour() {
		assertEquals(Trigger.MISSED, start(decide(DAILY, now(waitsFor("4 02:00"), "5 01:00"))).origin().trigger());
		Due due = waiting(decide(DAILY, now(waitsFor("4 02:00"), "5 01:01")));
		assertEquals(new Due("p", at("5 02:00"), at("5 02:00"), Waiting.SCHEDULE, null, 1, null, at("4 02:00"), 7), due, "still owed");
	}

	@Test
	void orNearerThanAQuarterOfTheInterval() {
		assertEquals(Trigger.MISSED, start(decide(HOURLY, now(waitsFor("4 02:00"), "4 04:45"))).origin().trigger());
		assertEquals(at("4 05:00"), waiting(decide(HOURLY, now(waitsFor("4 02:00"), "4 04:46"))).at());
		Timing twice = Timing.of("daily at 02:00, 02:40", ZoneOffset.UTC);
		assertEquals(at("4 02:40"), waiting(decide(twice, now(waitsFor("4 02:00"), "4 02:31"))).at(), "40 minutes here");
		assertEquals(at("5 02:00"), waiting(decide(twice, now(waitsFor("4 02:00"), "5 01:10"))).at(), "a day there");
	}

	@Test
	void aRunOnTimeIsNotLeftToTheNext() {
		assertEquals(Trigger.SCHEDULE, start(decide(Timing.of("cron * * * * *", ZoneOffset.UTC), now(waitsFor("4 02:00"), "4 02:00:50"))).origin().trigger());
	}

	@Test
	void aMomentOutsideOfTheWindowsWaitsForTheNextOpening() {
		Due due = waiting(decide(AT_NIGHT, now(waitsFor("4 06:00"), "4 06:00")));
		assertEquals(new Due("p", at("4 06:00"), at("4 20:00"), Waiting.WINDOW, at("4 06:00"), 1, null, at("4 06:00"), 7), due);
		Decision.Start start = start(decide(AT_NIGHT, now(due, "4 20:00")));
		assertEquals(new RunOrigin(Trigger.SCHEDULE, at("4 20:00"), 1, null), start.origin(), "that of the opening is on time");
		assertEquals(at("4 21:00"), start.due().at());
	}

	@Test
	void theNextLookIsWithinAWindow() {
		assertEquals(at("4 20:00"), start(decide(AT_NIGHT, now(waitsFor("4 05:00"), "4 05:00"))).due().at());
		Timing spread = new Timing("daily at 12:00", ZoneOffset.UTC, List.of("20:00-06:00"), List.of(), Duration.ofHours(2), false);
		List<Instant> opening = Stream.of("a", "b", "c", "d").map(plan -> Rules.preview(plan, spread, at("4 00:00"), 1).getFirst()).toList();
		assertTrue(opening.stream().allMatch(start -> !start.isBefore(at("4 20:00")) && start.isBefore(at("4 22:00"))), opening::toString);
		assertEquals(4, opening.stream().distinct().count(), "starts are spread as a window opens, too");
	}

	@Test
	void aScheduleThatNeverMeetsItsWindowsRunsAsTheyOpen() {
		Timing noon = new Timing("daily at 12:00", ZoneOffset.UTC, List.of("20:00-06:00"), List.of(), Duration.ZERO, false);
		assertEquals(List.of(at("4 20:00"), at("5 20:00")), Rules.preview("p", noon, at("4 00:00"), 2));
	}

	@Test
	void aRunIsNotLeftToAMomentAtWhichNoneMayStart() {
		Timing narrow = new Timing("every hour from 00:30", ZoneOffset.UTC, List.of("20:20-20:25"), List.of(), Duration.ZERO, false);
		assertEquals(List.of(at("4 20:20"), at("5 20:20")), Rules.preview("p", narrow, at("4 00:00"), 2));
	}

	@Test
	void windowsThatNeverOpenAreAnError() {
		Timing never = new Timing("every hour", ZoneOffset.UTC, List.of("20:00-22:00"), List.of("19:00-23:00"), Duration.ZERO, false);
		String message = assertThrows(IllegalArgumentException.class, () -> Rules.preview("p", never, at("4 00:00"), 2)).getMessage();
		assertEquals("no run could ever start: the blackouts leave nothing of the windows", message);
		Due due = waiting(decide(never, now(waitsFor("4 02:00"), "4 02:00")));
		assertEquals(Waiting.WINDOW, due.waiting());
		assertNull(due.at());
	}

	@Test
	void aPreviewShowsWhenRunsStart() {
		assertEquals(List.of(at("4 05:00"), at("4 20:00"), at("4 21:00")), Rules.preview("p", AT_NIGHT, at("4 04:00"), 3));
		assertEquals(List.of(), Rules.preview("p", Timing.BY_HAND, at("4 04:00"), 3));
	}

	@Test
	void whileARunOfThePlanWorksTheDueOneWaits() {
		Situation busy = new Situation(waitsFor("4 02:00"), at("4 02:00"), Pause.NONE, true, Reach.UNKNOWN, null);
		Due due = waiting(decide(DAILY, busy));
		assertEquals(new Due("p", at("4 02:00"), at("4 02:01"), Waiting.RUN, at("4 02:00"), 1, null, at("4 02:00"), 7), due);
		assertEquals(Trigger.MISSED, start(decide(DAILY, now(due, "4 07:00"))).origin().trigger(), "and begins when that has ended");
		assertEquals(at("5 02:00"), waiting(decide(DAILY, now(due, "5 01:30"))).at(), "unless the next is near");
	}

	@Test
	void aClientThatIsAwayIsProbedAfterOneTwoFourMinutesAndThenEachQuarterOfAnHour() {
		Due due = waitsFor("4 02:00");
		StringBuilder looks = new StringBuilder();
		for (int i = 0; i < 6; i++) {
			due = waiting(decide(DAILY, new Situation(due, due.at(), Pause.NONE, false, Reach.AWAY, null)));
			assertEquals(Waiting.CLIENT, due.waiting());
			assertEquals(at("4 02:00"), due.since());
			assertEquals(at("4 02:00"), due.owed());
			looks.append(Duration.between(at("4 02:00"), due.at()).toMinutes()).append(' ');
		}
		assertEquals("1 3 7 15 30 45 ", looks.toString());
	}

	@Test
	void anotherAttemptBeginsAtItsTime() {
		RunRecord failed = run(RunState.FAILED);
		Situation early = new Situation(toTryAgain("5 02:00", "4 02:20"), at("4 02:19"), Pause.NONE, false, Reach.UNKNOWN, failed);
		assertEquals(early.due(), waiting(decide(DAILY, early)));
		Situation then = new Situation(early.due(), at("4 02:20"), Pause.NONE, false, Reach.UNKNOWN, failed);
		Due asked = assertInstanceOf(Decision.Ask.class, decide(DAILY, then)).due();
		Decision.Start start = start(decide(DAILY, new Situation(asked, at("4 02:20"), Pause.NONE, false, Reach.HERE, failed)));
		assertEquals(new RunOrigin(Trigger.RETRY, at("4 02:00"), 2, "r1"), start.origin());
		assertEquals(new Due("p", at("5 02:00"), at("5 02:00"), Waiting.SCHEDULE, null, 1, null, at("4 02:00"), 7), start.due(), "the schedule stays");
	}

	private static RunRecord run(RunState state) {
		return new RunRecord("r1", RunRecord.BACKUP, "p", "c/p", new RunOrigin(Trigger.SCHEDULE, at("4 02:00"), 1, null), "here", state, at("4 02:00"),
				at("4 02:00"), at("4 02:10"), null, 0, 0, 0, 0, "no");
	}

	@Test
	void aRunThatWasCutOffIsResumedOfPlansByHandToo() {
		Decision.Start start = start(
				decide(Timing.BY_HAND, new Situation(toTryAgain(null, "4 02:20"), at("4 02:20"), Pause.NONE, false, Reach.HERE, run(RunState.INTERRUPTED))));
		assertEquals(new RunOrigin(Trigger.RESUME, at("4 02:00"), 2, "r1"), start.origin());
		assertNull(start.due().at());
	}

	private static RunRecord byHand() {
		return new RunRecord("r1", RunRecord.BACKUP, "p", "c/p", RunOrigin.PERSON, "here", RunState.INTERRUPTED, at("4 02:00"), at("4 02:00"), at("4 02:10"), null,
				0, 0, 0, 0, "the server was stopped");
	}

	private static Due handToResume(String moment, String at) {
		return new Due("p", at(moment), at(at), Waiting.RETRY, at("4 12:10"), 2, "r1", null, 7);
	}

	@Test
	void aRunByHandThatWasCutOffStaysOneAndWaitsForNoWindow() {
		Situation closed = new Situation(handToResume("4 13:00", "4 12:20"), at("4 12:20"), Pause.NONE, false, Reach.UNKNOWN, byHand());
		Due asked = assertInstanceOf(Decision.Ask.class, decide(AT_NIGHT, closed)).due();
		Decision.Start start = start(decide(AT_NIGHT, new Situation(asked, at("4 12:20"), Pause.NONE, false, Reach.HERE, byHand())));
		assertEquals(new RunOrigin(Trigger.PERSON, null, 2, "r1"), start.origin());
		assertEquals(new Due("p", at("4 13:00"), at("4 20:00"), Waiting.SCHEDULE, null, 1, null, null, 7), start.due());
	}

	@Test
	void noMomentTakesOverFromARunByHand() {
		Due due = handToResume("4 13:00", "4 13:00");
		Due away = waiting(decide(AT_NIGHT, new Situation(due, at("4 13:05"), Pause.NONE, false, Reach.AWAY, byHand())));
		assertEquals(new Due("p", at("4 13:00"), at("4 13:06"), Waiting.CLIENT, at("4 13:05"), 2, "r1", at("4 13:00"), 7), away);
		Decision.Start start = start(decide(AT_NIGHT, new Situation(away, at("4 13:06"), Pause.NONE, false, Reach.HERE, byHand())));
		assertEquals(new RunOrigin(Trigger.PERSON, null, 2, "r1"), start.origin());
		Due then = waiting(decide(AT_NIGHT, new Situation(start.due(), at("4 13:07"), Pause.NONE, true, Reach.UNKNOWN, null)));
		assertEquals(new Due("p", at("4 13:00"), at("4 20:00"), Waiting.WINDOW, at("4 13:07"), 1, null, at("4 13:00"), 7), then, "the moment is not lost");
	}

	@Test
	void aPauseHoldsUpTheResumeOfARunByHand() {
		Due due = handToResume("4 13:00", "4 13:00");
		Due paused = waiting(decide(AT_NIGHT, new Situation(due, at("4 13:05"), Pause.OWN, false, Reach.UNKNOWN, byHand())));
		assertEquals("r1", paused.previous());
		assertNull(paused.at());
		assertEquals(Trigger.PERSON, start(decide(AT_NIGHT, new Situation(anew(paused), at("4 15:00"), Pause.NONE, false, Reach.HERE, byHand()))).origin().trigger());
	}

	@Test
	void anotherAttemptKeepsToTheWindows() {
		Due due = waiting(decide(AT_NIGHT, now(toTryAgain("4 21:00", "4 06:10"), "4 06:10")));
		assertEquals(at("4 20:00"), due.at());
		assertEquals("r1", due.previous());
		assertEquals(Trigger.RETRY, start(decide(AT_NIGHT, now(due, "4 20:00"))).origin().trigger());
	}

	@Test
	void aMomentTakesOverFromAnotherAttempt() {
		Due due = toTryAgain("4 03:00", "4 03:00");
		Decision.Start start = start(decide(HOURLY, new Situation(due, at("4 03:00"), Pause.NONE, false, Reach.HERE, run(RunState.FAILED))));
		assertEquals(new RunOrigin(Trigger.SCHEDULE, at("4 03:00"), 1, null), start.origin());
		assertEquals(at("4 02:00"), start.due().owed());
		Due away = waiting(decide(HOURLY, new Situation(toTryAgain("4 03:00", "4 02:50"), at("4 02:50"), Pause.NONE, false, Reach.AWAY, null)));
		assertEquals(at("4 02:51"), away.at(), "also while that waits for its client");
		Due later = waiting(decide(HOURLY, new Situation(away, at("4 02:55"), Pause.NONE, false, Reach.AWAY, null)));
		assertEquals(at("4 03:00"), later.at());
	}

	@Test
	void momentsPassDuringAPauseAndAMissedRunIsMadeUpAfterIt() {
		Due paused = waiting(decide(DAILY, new Situation(anew(waitsFor("5 02:00")), at("4 12:00"), Pause.OWN, false, Reach.UNKNOWN, null)));
		assertEquals(new Due("p", at("5 02:00"), at("5 02:00"), Waiting.PAUSE, at("4 12:00"), 1, null, null, 7), paused);
		Due passed = waiting(decide(DAILY, new Situation(paused, at("5 02:00"), Pause.OWN, false, Reach.UNKNOWN, null)));
		assertEquals(new Due("p", at("5 02:00"), null, Waiting.PAUSE, at("4 12:00"), 1, null, at("5 02:00"), 7), passed, "it is noted, and not looked at any more");
		assertEquals(new RunOrigin(Trigger.MISSED, at("7 02:00"), 1, null), start(decide(DAILY, now(anew(passed), "7 18:00"))).origin());
		assertEquals(at("8 02:00"), waiting(decide(DAILY, now(anew(passed), "8 01:30"))).at(), "unless the next is near");
		assertEquals(at("5 02:00"), waiting(decide(DAILY, now(anew(paused), "4 18:00"))).at(), "none has passed");
	}

	@Test
	void aPauseOfEverythingIsLookedAtAgain() {
		Due due = waiting(decide(DAILY, new Situation(waitsFor("4 02:00"), at("4 02:00"), Pause.ALL, false, Reach.UNKNOWN, null)));
		assertEquals(new Due("p", at("4 02:00"), at("4 03:00"), Waiting.PAUSE, at("4 02:00"), 1, null, at("4 02:00"), 7), due);
		assertEquals(Trigger.MISSED, start(decide(DAILY, now(due, "4 03:00"))).origin().trigger());
	}

	@Test
	void aChangedScheduleOwesOnlyWhatTheOldOneDid() {
		Timing evening = Timing.of("daily at 18:00", ZoneOffset.UTC);
		assertEquals(at("4 18:00"), waiting(decide(evening, now(anew(waitsFor("5 02:00")), "4 12:00"))).at(), "the moment to come is forgotten");
		Due away = waits(Waiting.CLIENT, "4 02:00", "4 02:00", "4 12:05");
		assertEquals(new RunOrigin(Trigger.MISSED, at("4 02:00"), 1, null), start(decide(evening, now(anew(away), "4 12:00"))).origin());
		assertNull(waiting(decide(Timing.BY_HAND, now(anew(away), "4 12:00"))).at());
	}

	@Test
	void whatAGoodRunHasGivenWhileAnotherWaitsIsNotOwedAgain() {
		Due away = new Due("p", at("4 02:00"), at("4 12:00"), Waiting.CLIENT, at("4 02:00"), 1, null, null, 7);
		assertNull(waiting(decide(DAILY, new Situation(away, at("4 12:00"), Pause.NONE, false, Reach.AWAY, null))).owed());
	}

	@Test
	void jitterIsTheSameForAMomentAndDiffersFromPlanToPlan() {
		Timing spread = new Timing("daily at 02:00", ZoneOffset.UTC, List.of(), List.of(), Duration.ofMinutes(30), false);
		Set<Instant> starts = new HashSet<>();
		for (int i = 0; i < 200; i++) {
			List<Instant> preview = Rules.preview("plan" + i, spread, at("4 00:00"), 2);
			assertEquals(preview, Rules.preview("plan" + i, spread, at("4 00:00"), 2));
			Duration late = Duration.between(at("4 02:00"), preview.getFirst());
			assertTrue(!late.isNegative() && late.compareTo(Duration.ofMinutes(30)) < 0, late::toString);
			starts.add(preview.getFirst());
		}
		assertTrue(starts.size() > 150, "of 1,800 seconds: " + starts.size());
	}

	@Test
	void jitterIsBelowHalfOfTheInterval() {
		Timetable table = Timetable.of("p", new Timing("every hour", ZoneId.of("Europe/Berlin"), List.of(), List.of(), Duration.ofHours(5), false));
		Instant moment = at("4 02:00");
		for (int i = 0; i < 1000; i++, moment = moment.plus(Duration.ofHours(1))) {
			assertTrue(Duration.between(moment, table.begins(moment)).compareTo(Duration.ofMinutes(30)) < 0);
		}
	}

	@Test
	void whatIsLateByItsJitterIsOnTime() {
		Timing spread = new Timing("daily at 02:00", ZoneOffset.UTC, List.of(), List.of(), Duration.ofHours(6), false);
		Instant begins = Timetable.of("p", spread).begins(at("4 02:00"));
		assertTrue(Duration.between(at("4 02:00"), begins).compareTo(Rules.ON_TIME) > 0, "else this shows nothing");
		assertFalse(decide(spread, new Situation(waitsFor("4 02:00"), begins.minusSeconds(1), Pause.NONE, false, Reach.HERE, null)) instanceof Decision.Start);
		Decision.Start start = start(decide(spread, new Situation(waitsFor("4 02:00"), begins, Pause.NONE, false, Reach.HERE, null)));
		assertEquals(new RunOrigin(Trigger.SCHEDULE, at("4 02:00"), 1, null), start.origin());
	}

	@Test
	void theLastOfManyMomentsIsFoundWithoutGoingOverAll() {
		Timetable minutes = Timetable.of("p", Timing.of("cron * * * * *", ZoneOffset.UTC));
		assertEquals(at("5 12:34"), minutes.latest(Instant.parse("1990-01-01T00:00:00Z"), at("5 12:34:56")));
		Timetable yearly = Timetable.of("p", Timing.of("cron 0 0 1 1 *", ZoneOffset.UTC));
		assertEquals(Instant.parse("2026-01-01T00:00:00Z"), yearly.latest(Instant.parse("1990-01-01T00:00:00Z"), at("5 12:34:56")));
	}
}
