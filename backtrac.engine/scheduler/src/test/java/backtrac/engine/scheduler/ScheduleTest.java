package backtrac.engine.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {

	private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

	/** Berlin: forward on 2026-03-29 from 02:00 to 03:00, back on 2026-10-25 from 03:00 to 02:00. */
	private static List<String> next(String text, String zone, String after, int count) {
		return Schedule.parse(text, ZoneId.of(zone)).next(Instant.parse(after), count).stream()
				.map(moment -> moment.atZone(ZoneId.of(zone)).toOffsetDateTime().toString()).toList();
	}

	@Test
	void dailyIsAtTheSameTimeOfTheDayThroughoutTheYear() {
		assertEquals(List.of("2026-03-28T02:00+01:00", "2026-03-29T03:00+02:00", "2026-03-30T02:00+02:00"),
				next("daily at 02:00", "Europe/Berlin", "2026-03-27T12:00:00Z", 3));
	}

	@Test
	void aTimeThatIsLeftOutComesWhenClocksGoForwardAndOnlyOnce() {
		assertEquals(List.of("2026-03-29T03:00+02:00", "2026-03-30T02:15+02:00", "2026-03-30T02:45+02:00"),
				next("daily at 02:15, 02:45", "Europe/Berlin", "2026-03-28T12:00:00Z", 3));
		assertEquals(List.of("2026-03-29T03:00+02:00", "2026-03-30T02:30+02:00"),
				next("daily at 02:30, 03:00", "Europe/Berlin", "2026-03-28T12:00:00Z", 3).stream().filter(t -> !t.contains("30T03:00")).toList());
	}

	@Test
	void aTimeThatComesTwiceIsTakenTheFirstTime() {
		assertEquals(List.of("2026-10-25T02:30+02:00", "2026-10-26T02:30+01:00"), next("daily at 02:30", "Europe/Berlin", "2026-10-24T12:00:00Z", 2));
		assertEquals(List.of("2026-10-26T02:30+01:00"), next("daily at 02:30", "Europe/Berlin", "2026-10-25T00:30:00Z", 1), "asked between the two");
		assertEquals(List.of("2026-10-26T02:30+01:00"), next("daily at 02:30", "Europe/Berlin", "2026-10-25T01:10:00Z", 1), "asked in the second hour");
	}

	@Test
	void whatRunsEachHourRunsInBothHours() {
		assertEquals(List.of("2026-10-25T01:30+02:00", "2026-10-25T02:00+02:00", "2026-10-25T02:30+02:00", "2026-10-25T02:00+01:00",
				"2026-10-25T02:30+01:00", "2026-10-25T03:00+01:00"), next("every 30 minutes", "Europe/Berlin", "2026-10-24T23:00:00Z", 6));
		assertEquals(next("every 30 minutes", "Europe/Berlin", "2026-10-24T23:00:00Z", 60),
				next("cron */30 * * * *", "Europe/Berlin", "2026-10-24T23:00:00Z", 60));
		assertEquals(List.of("2026-03-29T01:00+01:00", "2026-03-29T03:00+02:00", "2026-03-29T04:00+02:00"),
				next("every hour", "Europe/Berlin", "2026-03-28T23:30:00Z", 3));
	}

	@Test
	void everySixHoursIsByTheClockOnTheWall() {
		assertEquals(List.of("2026-03-28T18:00+01:00", "2026-03-29T00:00+01:00", "2026-03-29T06:00+02:00", "2026-03-29T12:00+02:00"),
				next("every 6 hours", "Europe/Berlin", "2026-03-28T12:00:00Z", 4));
		assertEquals(List.of("2026-05-01T19:30+02:00", "2026-05-02T01:30+02:00"), next("every 6 hours from 1:30", "Europe/Berlin", "2026-05-01T12:00:00Z", 2));
	}

	@Test
	void halfAnHourOfSummerTimeIsNoTrouble() {
		// Lord Howe: back on 2026-04-05 from 02:00 to 01:30
		assertEquals(List.of("2026-04-05T01:00+11:00", "2026-04-05T01:30+11:00", "2026-04-05T01:30+10:30", "2026-04-05T02:00+10:30"),
				next("every 30 minutes", "Australia/Lord_Howe", "2026-04-04T13:45:00Z", 4));
		assertEquals(List.of("2026-04-05T01:45+11:00", "2026-04-06T01:45+10:30"), next("daily at 01:45", "Australia/Lord_Howe", "2026-04-04T13:45:00Z", 2));
	}

	@Test
	void aDayThatAZoneLeftOutIsTheNext() {
		// Samoa had no 2011-12-30
		assertEquals(List.of("2011-12-29T12:00-10:00", "2011-12-31T00:00+14:00", "2011-12-31T12:00+14:00"),
				next("daily at 12:00", "Pacific/Apia", "2011-12-29T20:00:00Z", 3));
	}

	@Test
	void aMonthThatIsTooShortHasTheDayOnItsLast() {
		assertEquals(List.of("2026-01-31T03:00Z", "2026-02-28T03:00Z", "2026-03-31T03:00Z", "2026-04-30T03:00Z"),
				next("monthly on 31 at 03:00", "UTC", "2026-01-15T00:00:00Z", 4).stream().toList());
		assertEquals(List.of("2026-02-28T03:00Z", "2026-03-30T03:00Z"), next("monthly on 30 at 03:00", "UTC", "2026-02-01T00:00:00Z", 2));
		assertEquals(List.of("2028-02-28T03:00Z", "2028-02-29T03:00Z"), next("monthly on 28, last at 3:00", "UTC", "2028-02-01T00:00:00Z", 2));
	}

	@Test
	void cronTakesEitherDayAsCrontabSays() {
		assertEquals(List.of("2026-05-01T02:30Z", "2026-05-03T02:30Z", "2026-05-10T02:30Z", "2026-05-13T02:30Z"),
				next("cron 30 2 1,13 * 0", "UTC", "2026-04-30T12:00:00Z", 4));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "Daily  at 2:00 | daily at 02:00", "weekly on MON,thursday at 22:30, 7:05 | mon, thu at 07:05, 22:30",
			"mon-fri at 20:00 | weekdays at 20:00", "sat, sun at 9:00 | weekends at 09:00", "fri - mon at 9:00 | mon, fri, sat, sun at 09:00",
			"mon, weekends at 9:00 | mon, sat, sun at 09:00", "every 1 hours | every hour", "every 12 hours from 06:00 | every 12 hours from 06:00",
			"monthly on 15, 1 at 3:00 | monthly on 1, 15 at 03:00", "monthly on 31 at 3:00 | monthly on last at 03:00",
			"cron 0 2 * * 1-5 | cron 0 2 * * 1-5" })
	void wordsAreTidiedAndMeanTheSame(String text, String tidy) {
		Schedule schedule = Schedule.parse(text, BERLIN);
		assertEquals(tidy, schedule.text());
		Instant start = Instant.parse("2026-01-01T00:00:00Z");
		assertEquals(schedule.next(start, 100), Schedule.parse(tidy, BERLIN).next(start, 100));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "tomorrow", "daily", "daily at 24:00", "daily at 2", "daily at 02:60", "daily at 02:00,", "every 7 hours",
			"every 0 minutes", "every 60 minutes", "every 24 hours", "mo at 02:00", "funday at 02:00", "monthly on 0 at 02:00", "monthly on 32 at 02:00",
			"monthly on first at 02:00", "cron 0 2 * *", "cron 61 * * * *", "cron 0 0 31 2 *" })
	void whatIsNoScheduleIsRefusedWithAWayOut(String text) {
		String message = assertThrows(IllegalArgumentException.class, () -> Schedule.parse(text, BERLIN)).getMessage();
		assertTrue(message.matches(".*(write '|choose one of|looks like|is 1 to 31|such as).*"), message);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Sao_Paulo", "Africa/Casablanca", "UTC" })
	void noDayOfTwoYearsIsSkippedOrHasTwoRuns(String name) {
		ZoneId zone = ZoneId.of(name);
		for (String time : List.of("00:00", "00:30", "01:30", "02:00", "02:30", "03:00", "23:59")) {
			ZonedDateTime start = LocalDate.of(2025, 12, 31).atTime(23, 59, 30).atZone(zone);
			List<Instant> moments = Schedule.parse("daily at " + time, zone).next(start.toInstant(), 730);
			List<LocalDate> days = moments.stream().map(moment -> moment.atZone(zone).toLocalDate()).toList();
			LocalDate day = LocalDate.of(2026, 1, 1);
			for (int i = 0; i < days.size(); i++) {
				assertEquals(day.plusDays(i), days.get(i), time);
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "Europe/Berlin", "America/New_York", "Africa/Casablanca", "UTC" })
	void everyQuarterOfAnHourIsAlwaysAQuarterOfAnHour(String name) {
		List<Instant> moments = Schedule.parse("every 15 minutes", ZoneId.of(name)).next(Instant.parse("2026-01-01T00:00:00Z"), 366 * 96);
		for (int i = 1; i < moments.size(); i++) {
			assertEquals(Duration.ofMinutes(15), Duration.between(moments.get(i - 1), moments.get(i)), () -> "in " + name);
		}
	}
}
