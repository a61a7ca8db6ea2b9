package backtrac.engine.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import backtrac.api.catalog.Client;
import backtrac.api.catalog.Plan;
import backtrac.api.catalog.RunOrigin.Trigger;
import backtrac.api.catalog.RunRecord;
import backtrac.api.catalog.Settings;
import backtrac.api.job.RunState;
import backtrac.api.retention.Retention;
import backtrac.api.retention.RetentionCandidate;
import backtrac.api.retention.RetentionDecision;
import backtrac.api.retention.RetentionPolicy;
import backtrac.api.retention.RetentionRule;
import backtrac.api.schedule.Timing;
import backtrac.engine.scheduler.SimulatedRunner.Fate;

/**
 * All that happens to fifteen plans in 2027 and 2028, compared with what was reckoned by hand: 365 + 366 = 731 days, from a Friday to a
 * Sunday. So there are 104 whole weeks, and a Friday, a Saturday and a Sunday more: 105 Sundays, and 5 x 104 + 1 = 521 days from Monday to
 * Friday. Clocks change on Sundays at 02:00 in all three zones, by an hour in Berlin and New York, by half an hour on Lord Howe.
 *
 * <p>
 * Everything is paused on Saturday 2028-07-15 from 10:10 to 12:20 UTC.
 */
class TwoYearsTest {

	private static final int DAYS = 365 + 366;
	private static final int SUNDAYS = 105;
	private static final int WEEKDAYS = 521;

	private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
	private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
	private static final ZoneId LORD_HOWE = ZoneId.of("Australia/Lord_Howe");
	private static final LocalDate FIRST = LocalDate.of(2027, 1, 1);
	private static final LocalDate END = LocalDate.of(2029, 1, 1);

	private final World world = new World(Instant.parse("2026-12-31T12:00:00Z"));
	private final Map<String, List<RunRecord>> runs = new HashMap<>();
	private final Map<String, List<RetentionCandidate>> snapshots = new HashMap<>();

	private static Timing daily(String time, ZoneId zone) {
		return Timing.of("daily at " + time, zone);
	}

	private static Instant at(String local, ZoneId zone) {
		return LocalDateTime.parse(local).atZone(zone).toInstant();
	}

	/** A plan from the first day to the last of its own zone. */
	private Plan add(String id, Timing timing) {
		return add(World.plan(id, timing));
	}

	private Plan add(Plan plan) {
		world.at(FIRST.atStartOfDay(plan.timing().zone()).toInstant().minusSeconds(1), () -> world.catalog.save(plan));
		return plan;
	}

	private void pause(Plan plan, String from, String to) {
		ZoneId zone = plan.timing().zone();
		world.at(at(from, zone), () -> world.catalog.save(plan.withPaused(true)));
		world.at(at(to, zone), () -> world.catalog.save(plan));
	}

	private static boolean isAtWork(Instant time, String from) {
		LocalDateTime wall = LocalDateTime.ofInstant(time, BERLIN);
		boolean isWeekend = wall.getDayOfWeek() == DayOfWeek.SATURDAY || wall.getDayOfWeek() == DayOfWeek.SUNDAY;
		return !isWeekend && wall.toLocalTime().toString().compareTo(from) >= 0 && wall.getHour() < 17;
	}

	private Fate fate(RunRecord run) {
		LocalDate day = LocalDate.ofInstant(run.queued(), BERLIN);
		boolean isFirst = run.origin().attempt() == 1;
		return switch (run.planId()) {
		case "slow" -> Fate.good(Duration.ofMinutes(90));
		case "failing on Sundays" -> isFirst && day.getDayOfWeek() == DayOfWeek.SUNDAY ? new Fate(Duration.ofMinutes(5), RunState.FAILED, Duration.ofMinutes(10))
				: Fate.good(Duration.ofMinutes(5));
		case "cut off" -> isFirst && LocalDate.ofInstant(run.queued(), NEW_YORK).getDayOfMonth() == 1
				? new Fate(Duration.ofMinutes(5), RunState.INTERRUPTED, Duration.ZERO)
				: Fate.good(Duration.ofMinutes(5));
		default -> Fate.good(Duration.ofMinutes(5));
		};
	}

	/** As jobs does: after each run that has left a snapshot, the plan's policy. */
	private void ended(RunRecord run) {
		Plan plan = world.catalog.plan(run.planId()).orElseThrow();
		Instant end = END.atStartOfDay(plan.timing().zone()).toInstant();
		if (!run.queued().isBefore(end)) {
			return;
		}
		runs.computeIfAbsent(plan.id(), _ -> new ArrayList<>()).add(run);
		if (run.isBackedUp() && !plan.retention().isEmpty()) {
			List<RetentionCandidate> all = snapshots.computeIfAbsent(plan.id(), _ -> new ArrayList<>());
			all.add(new RetentionCandidate(run.id(), run.started()));
			List<RetentionCandidate> kept = Retention.decide(plan.retention(), all, world.instant()).stream().filter(RetentionDecision::keep)
					.map(RetentionDecision::candidate).toList();
			all.retainAll(kept);
		}
	}

	private long count(String plan, Trigger trigger) {
		return runs.get(plan).stream().filter(run -> run.origin().trigger() == trigger).count();
	}

	private void assertRuns(long expected, String plan) {
		assertEquals(expected, runs.get(plan).size(), plan);
	}

	private void assertKept(int expected, String plan) {
		assertEquals(expected, snapshots.get(plan).size(), () -> plan + ": " + snapshots.get(plan).stream().map(RetentionCandidate::time).toList());
	}

	@Test
	void eachPlanHasAsManyRunsAndSnapshotsAsWereReckoned() {
		RetentionPolicy inBerlin = RetentionPolicy.EMPTY.withZone(BERLIN);
		add(World.plan("hourly", Timing.of("every hour", BERLIN)).withRetention(
				inBerlin.keep(RetentionRule.HOURLY, 24).keep(RetentionRule.DAILY, 7).keep(RetentionRule.MONTHLY, 12)));
		add("hourly on Lord Howe", Timing.of("every hour", LORD_HOWE));
		Plan slow = add("slow", Timing.of("every hour", BERLIN));
		world.at(at("2027-12-31T23:59:59", BERLIN), () -> world.catalog.save(slow.withTiming(Timing.BY_HAND)));
		add(World.plan("daily", daily("02:30", NEW_YORK)).withRetention(RetentionPolicy.STANDARD.withZone(NEW_YORK)));
		add("each 6 hours", Timing.of("every 6 hours", BERLIN));
		add("weekly", Timing.of("sun at 02:30", BERLIN));
		add("monthly", Timing.of("monthly on last at 03:00", LORD_HOWE));
		add("cron", Timing.of("cron 30 2 * * 1-5", NEW_YORK));
		add("at night", new Timing("every 2 hours", BERLIN, List.of("22:00-06:00"), List.of("sun 02:00-05:00"), Duration.ZERO, false));
		Plan paused = add("paused", daily("12:00", BERLIN));
		pause(paused, "2027-06-10T00:00", "2027-06-20T18:00");
		pause(paused, "2028-02-01T13:00", "2028-02-05T11:30");
		Client holiday = new Client("h", "holiday");
		world.catalog.save(holiday);
		add(new Plan("on holiday", "h", "on holiday", "local", Map.of(), List.of()).withTiming(daily("12:00", BERLIN)));
		world.at(at("2027-12-24T00:00", BERLIN), () -> world.catalog.save(holiday.withPaused(true)));
		world.at(at("2028-01-02T00:00", BERLIN), () -> world.catalog.save(holiday));
		add(World.plan("laptop", daily("02:00", BERLIN)).withRetention(inBerlin.keep(RetentionRule.LAST, 5).keep(RetentionRule.WEEKLY, 10)));
		world.away("laptop", (_, time) -> !isAtWork(time, "09:00")
				|| !time.isBefore(at("2028-08-07T00:00", BERLIN)) && time.isBefore(at("2028-08-19T00:00", BERLIN)));
		add("laptop hourly", Timing.of("every hour", BERLIN));
		world.away("laptop hourly", (_, time) -> !isAtWork(time, "09:07"));
		add(World.plan("failing on Sundays", daily("04:00", BERLIN)).withRetention(inBerlin.keep(RetentionRule.DAILY, 14)));
		add("cut off", daily("22:00", NEW_YORK));
		world.at(Instant.parse("2028-07-15T10:10:00Z"), () -> world.catalog.set(Settings.PAUSED, "true"));
		world.at(Instant.parse("2028-07-15T12:20:00Z"), () -> world.catalog.set(Settings.PAUSED, "false"));
		for (LocalDate day = FIRST; day.isBefore(END); day = day.plusDays(1)) {
			// the history is not what is looked at here
			Instant time = day.atStartOfDay(BERLIN).toInstant();
			world.at(time, () -> world.catalog.removeEndedBefore(time.minus(Duration.ofHours(3))));
		}
		world.runner.fates(this::fate);
		world.whenARunEnds(this::ended);

		world.until(END.atTime(12, 0).atZone(NEW_YORK).toInstant());

		// 24 hours a day; the one that is left out in March comes twice in October. During the pause of everything 11:00 and 12:00 UTC pass;
		// at 12:20 one run stands for both, because 13:00 is 40 minutes off, which is not nearer than a quarter of an hour
		assertRuns(DAYS * 24 - 2 + 1, "hourly");
		assertEquals(1, count("hourly", Trigger.MISSED));
		// 24 hours of the last day; of the 6 days before and of the 11 months before the last snapshot of each
		assertKept(24 + 6 + 11, "hourly");

		// in October 02:00 is left out, and 02:30 is no full hour: one less each year. In April 01:30 to 02:00 comes twice, with no full
		// hour in it. During the pause 10:30 and 11:30 UTC pass, and at 12:20 the next is 10 minutes off: it is left to that
		assertRuns(DAYS * 24 - 2 - 2, "hourly on Lord Howe");
		assertEquals(0, count("hourly on Lord Howe", Trigger.MISSED));

		// in 2027 alone, one after the other: 365 x 24 h / 90 min. Each other one begins at half past, for a moment that has passed
		assertRuns(365 * 24 * 60 / 90, "slow");
		assertEquals(365 * 24 * 60 / 90 / 2, count("slow", Trigger.MISSED));

		// also on the two days in March without 02:30, and once on those in November with two
		assertRuns(DAYS, "daily");
		// cascade. last: Dec 31, 30, 29; daily: Dec 28 to 16; weekly: 8 Sundays, from Dec 10 back to Oct 22 (Dec 31, 24, 17 are kept already);
		// monthly: Nov 30 back to Jan 31 (11); yearly: 2027-12-31, and as the oldest 2027-01-01
		assertKept(3 + 13 + 8 + 11 + 2, "daily");

		assertRuns(DAYS * 4, "each 6 hours");
		assertRuns(SUNDAYS, "weekly");
		assertRuns(24, "monthly");
		assertRuns(WEEKDAYS, "cron");

		// 00:00, 02:00, 04:00 and 22:00, which stands for all that passed during the day; on Sundays one at 05:00 for 02:00 and 04:00
		assertRuns(DAYS * 4 - SUNDAYS, "at night");
		assertEquals(SUNDAYS, count("at night", Trigger.MISSED));

		// June 10 to 20 pass, 11 days, and one run at 18:00 is for them; February 2 to 4 pass, and as the pause ends the next is near
		assertRuns(DAYS - 11 + 1 - 3, "paused");
		assertEquals(1, count("paused", Trigger.MISSED));
		// December 24 to January 1 pass, 9 days, and one run on January 2 at 00:00 is for them
		assertRuns(DAYS - 9 + 1, "on holiday");

		// a run on each day at work, at 09:00, for all nights since the last; two weeks without. No run of the last weekend
		assertRuns(WEEKDAYS - 10, "laptop");
		assertEquals(WEEKDAYS - 10, count("laptop", Trigger.MISSED));
		// the days of the last week (the last Friday is its newest), and the newest of the 9 weeks before
		assertKept(5 + 9, "laptop");
		// at 09:15, when it is probed after it came at 09:07, then at 10:00 to 16:00
		assertRuns(WEEKDAYS * 8, "laptop hourly");
		assertEquals(WEEKDAYS, count("laptop hourly", Trigger.MISSED));

		// two on Sundays
		assertRuns(DAYS + SUNDAYS, "failing on Sundays");
		assertEquals(SUNDAYS, count("failing on Sundays", Trigger.RETRY));
		assertKept(14, "failing on Sundays");
		// two on the first of each month
		assertRuns(DAYS + 24, "cut off");
		assertEquals(24, count("cut off", Trigger.RESUME));
	}
}
