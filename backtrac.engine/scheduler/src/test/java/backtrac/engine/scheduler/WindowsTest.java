package backtrac.engine.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Berlin: forward on 2026-03-29 from 02:00 to 03:00, back on 2026-10-25 from 03:00 to 02:00. */
class WindowsTest {

	private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

	private static Windows windows(String... windows) {
		return Windows.parse(List.of(windows), List.of(), BERLIN);
	}

	private static Windows blackouts(String... blackouts) {
		return Windows.parse(List.of(), List.of(blackouts), BERLIN);
	}

	private static Instant at(String time) {
		return OffsetDateTime.parse(time).toInstant();
	}

	private static String open(Windows windows, String from) {
		return windows.nextOpen(at(from)).map(WindowsTest::text).orElse("never");
	}

	private static String closes(Windows windows, String time) {
		return windows.closes(at(time)).map(WindowsTest::text).orElse("never");
	}

	private static String text(Instant time) {
		return time.atZone(BERLIN).toOffsetDateTime().toString();
	}

	@Test
	void withoutWindowsItIsAlwaysOpen() {
		Windows always = windows();
		assertTrue(always.isOpen(at("2026-05-01T12:00+02:00")));
		assertEquals("2026-05-01T12:00+02:00", open(always, "2026-05-01T12:00+02:00"));
		assertEquals("never", closes(always, "2026-05-01T12:00+02:00"));
	}

	@Test
	void aWindowOverMidnightBelongsToTheDayOnWhichItBegins() {
		// 2026-05-01 is a Friday
		Windows nights = windows("mon-fri 20:00-06:00");
		assertEquals("2026-05-01T20:00+02:00", open(nights, "2026-05-01T06:00+02:00"), "its end is no part of it");
		assertEquals("2026-05-02T06:00+02:00", closes(nights, "2026-05-01T20:00+02:00"));
		assertTrue(nights.isOpen(at("2026-05-02T05:59:59.999+02:00")), "Saturday morning is Friday's");
		assertEquals("2026-05-04T20:00+02:00", open(nights, "2026-05-02T06:00+02:00"), "not on Saturday and Sunday");
		assertFalse(nights.isOpen(at("2026-05-04T05:00+02:00")), "Monday morning would be Sunday's");
	}

	@Test
	void aWindowWithoutDaysIsOfEachDay() {
		assertEquals("2026-05-02T22:00+02:00", open(windows("22:00-05:00"), "2026-05-02T05:00+02:00"));
		assertEquals("2026-05-03T05:00+02:00", closes(windows("22:00-05:00"), "2026-05-03T00:00+02:00"));
	}

	@Test
	void windowsThatTouchAreOne() {
		assertEquals("2026-05-02T06:00+02:00", closes(windows("20:00-24:00", "00:00-06:00"), "2026-05-01T21:00+02:00"));
		assertEquals("never", closes(windows("00:00-12:00", "12:00-24:00"), "2026-05-01T21:00+02:00"));
		assertEquals("never", closes(windows("daily 00:00-24:00"), "2026-10-24T21:00+02:00"));
	}

	@Test
	void blackoutsWinOverWindows() {
		Windows nights = Windows.parse(List.of("20:00-06:00"), List.of("sat 23:00-01:00", "sun 00:30-04:00"), BERLIN);
		assertEquals("2026-05-02T23:00+02:00", closes(nights, "2026-05-02T20:00+02:00"));
		assertEquals("2026-05-03T04:00+02:00", open(nights, "2026-05-02T23:00+02:00"));
		assertEquals("2026-05-03T06:00+02:00", closes(nights, "2026-05-03T04:00+02:00"));
	}

	@Test
	void blackoutsAloneLeaveTheRest() {
		Windows notAtWork = blackouts("weekdays 08:00-18:00");
		assertEquals("2026-05-01T18:00+02:00", open(notAtWork, "2026-05-01T08:00+02:00"));
		assertEquals("2026-05-04T08:00+02:00", closes(notAtWork, "2026-05-01T18:00+02:00"));
	}

	@Test
	void whatIsClosedClosesNow() {
		assertEquals("2026-05-01T12:00+02:00", closes(windows("20:00-06:00"), "2026-05-01T12:00+02:00"));
	}

	@Test
	void blackoutsMayLeaveNothing() {
		Windows none = Windows.parse(List.of("mon 20:00-22:00"), List.of("mon 18:00-22:00"), BERLIN);
		assertEquals("never", open(none, "2026-05-01T12:00+02:00"));
		assertFalse(none.isOpen(at("2026-05-04T21:00+02:00")));
	}

	@Test
	void aWindowIsShorterOrLongerWhenClocksChange() {
		Windows nights = windows("22:00-05:00");
		assertEquals(Duration.ofHours(6), length(nights, "2026-03-28T22:00+01:00"));
		assertEquals(Duration.ofHours(8), length(nights, "2026-10-24T22:00+02:00"));
	}

	private static Duration length(Windows windows, String from) {
		return Duration.between(at(from), windows.closes(at(from)).orElseThrow());
	}

	@Test
	void anEdgeThatIsLeftOutComesAsClocksGoForward() {
		assertEquals("2026-03-29T03:00+02:00", open(windows("02:30-05:00"), "2026-03-28T23:00+01:00"));
		assertEquals("2026-03-29T03:00+02:00", closes(windows("22:00-02:30"), "2026-03-28T23:00+01:00"));
	}

	@Test
	void anEdgeThatComesTwiceIsTakenTheFirstTime() {
		assertEquals("2026-10-25T02:30+02:00", closes(windows("22:00-02:30"), "2026-10-24T23:00+02:00"));
		assertEquals("2026-10-25T22:00+01:00", open(windows("22:00-02:30"), "2026-10-25T02:10+01:00"));
		assertTrue(windows("02:30-05:00").isOpen(at("2026-10-25T02:10+01:00")), "opened at the first 02:30");
	}

	@Test
	void aWindowThatIsLeftOutOpensForItsLengthButABlackoutDoesNot() {
		assertEquals("2026-03-29T03:00+02:00", open(windows("02:00-03:00"), "2026-03-28T23:00+01:00"));
		assertEquals("2026-03-29T03:30+02:00", closes(windows("02:15-02:45"), "2026-03-29T03:00+02:00"));
		assertTrue(blackouts("02:00-03:00").isOpen(at("2026-03-29T03:00+02:00")));
	}

	@Test
	void halfAnHourOfSummerTimeIsNoTrouble() {
		// Lord Howe: back on 2026-04-05 from 02:00 to 01:30, forward on 2026-10-04 from 02:00 to 02:30
		Windows nights = Windows.parse(List.of("22:00-05:00"), List.of(), ZoneId.of("Australia/Lord_Howe"));
		assertEquals(Duration.ofMinutes(7 * 60 + 30), length(nights, "2026-04-04T22:00+11:00"));
		assertEquals(Duration.ofMinutes(6 * 60 + 30), length(nights, "2026-10-03T22:00+10:30"));
	}

	/** Each minute of a year, against the definition. */
	@ParameterizedTest
	@ValueSource(strings = { "mon-fri 20:00-06:00", "22:00-02:30", "sat 12:00-12:01", "sun 02:30-05:00" })
	void eachQuarterOfAnHourOfAYearIsAsTheClockOnTheWallSays(String text) {
		Windows windows = windows(text);
		WeekSpan span = WeekSpan.parse(text);
		Instant start = at("2026-01-01T00:00+01:00");
		Optional<Instant> opens = Optional.empty();
		for (int i = 365 * 96; i >= 0; i--) {
			Instant time = start.plus(Duration.ofMinutes(15L * i));
			LocalDateTime wall = LocalDateTime.ofInstant(time, BERLIN);
			if (isNearAChange(wall)) {
				opens = Optional.empty();
				continue;
			}
			boolean expected = IntStream.of(0, 1).mapToObj(d -> wall.toLocalDate().minusDays(d)).anyMatch(day -> span.beginsOn(day)
					&& !wall.isBefore(day.atTime(span.begin())) && wall.isBefore(day.atTime(span.begin()).plus(span.length())));
			assertEquals(expected, windows.isOpen(time), wall::toString);
			if (expected) {
				opens = Optional.of(time);
			}
			if (opens.isPresent()) {
				assertFalse(windows.nextOpen(time).orElseThrow().isAfter(opens.get()), wall::toString);
			}
		}
	}

	/** The tests above are about these hours. */
	private static boolean isNearAChange(LocalDateTime wall) {
		return (wall.getMonthValue() == 3 && wall.getDayOfMonth() == 29 || wall.getMonthValue() == 10 && wall.getDayOfMonth() == 25) && wall.getHour() < 6;
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "Mon - Fri 20:00 - 6:00 | mon-fri 20:00-06:00", "weekly on sat,sun 09:00-12:00 | weekends 9:00-12:00",
			"daily 22:00-05:00 | 22:00-05:00" })
	void wordsMeanTheSame(String text, String same) {
		assertEquals(WeekSpan.parse(same), WeekSpan.parse(text));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "night", "20:00", "mon-fri", "20:00-20:00", "20:00-25:00", "24:00-06:00", "mo 20:00-22:00", "20-22", "20:00-22:00 mon",
			"20:00-06:00-07:00" })
	void whatIsNoWindowIsRefusedWithAWayOut(String text) {
		String message = assertThrows(IllegalArgumentException.class, () -> windows(text)).getMessage();
		assertTrue(message.matches(".*(write '|looks like).*"), message);
	}
}
