package backtrac.web.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatTest {

	private static final Instant NOW = Instant.parse("2026-11-23T10:15:30Z");

	@ParameterizedTest
	@CsvSource({ "0, 0 B", "999, 999 B", "1000, 1.00 kB", "1005, 1.01 kB", "9994, 9.99 kB", "9995, 10.0 kB", "12345, 12.3 kB", "99949, 99.9 kB",
			"99950, 100 kB", "999499, 999 kB", "999500, 1.00 MB", "412345678, 412 MB", "98345678901, 98.3 GB", "9223372036854775807, 9.22 EB" })
	void sizesHaveThreeDigitsThatCount(long bytes, String text) {
		assertEquals(text, Format.bytes(bytes));
	}

	@Test
	void numbersHaveTheirThousandsApart() {
		assertEquals("1,234,567", Format.count(1_234_567));
		assertEquals("1 file", Format.count(1, "file"));
		assertEquals("0 files", Format.count(0, "file"));
		assertEquals("13.7 MB/s", Format.rate(13_712_345.6));
	}

	@ParameterizedTest
	@CsvSource({ "0, 0.0 s", "412, 0.4 s", "9999, 10.0 s", "10000, 10 s", "59999, 59 s", "60000, 1 min 0 s", "812000, 13 min 32 s",
			"3600000, 1 h 0 min", "86399000, 23 h 59 min", "90000000, 1 d 1 h" })
	void durationsHaveTwoUnits(long millis, String text) {
		assertEquals(text, Format.duration(Duration.ofMillis(millis)));
	}

	@ParameterizedTest
	@CsvSource({ "0, just now", "-5, just now", "9, just now", "10, 10 seconds ago", "60, 1 minute ago", "185, 3 minutes ago", "3599, 59 minutes ago",
			"3600, 1 hour ago", "86399, 23 hours ago", "86400, 1 day ago", "864000, 10 days ago" })
	void timesAreToldByHowLongAgoTheyAre(long seconds, String text) {
		assertEquals(text, Format.ago(NOW.minusSeconds(seconds), NOW));
	}

	@ParameterizedTest
	@CsvSource({ "3, a few seconds left", "12, about 20 seconds left", "30, about 30 seconds left", "60, about 1 minute left",
			"170, about 3 minutes left", "3600, about 1 hour left", "9000, about 3 hours left" })
	void whatRemainsIsRounded(long seconds, String text) {
		assertEquals(text, Format.remaining(Duration.ofSeconds(seconds)));
	}

	@Test
	void timesAreShownInTheZoneOfWhoLooks() {
		assertEquals("23 Nov, 11:15", Format.time(NOW, NOW, ZoneId.of("Europe/Berlin")));
		assertEquals("31 Dec 2025, 23:00", Format.time(Instant.parse("2025-12-31T23:00:00Z"), NOW, ZoneOffset.UTC));
		assertTrue(Format.exact(NOW, ZoneId.of("Europe/Berlin")).startsWith("Mon, 23 Nov 2026, 11:15:30 "));
	}

	@ParameterizedTest
	@CsvSource({ "2026-11-23T20:00:00Z, today 20:00", "2026-11-24T02:00:00Z, tomorrow 02:00", "2026-11-29T02:00:00Z, Sun 02:00",
			"2026-11-30T02:00:00Z, '30 Nov, 02:00'", "2027-01-01T02:00:00Z, '1 Jan 2027, 02:00'" })
	void aTimeToComeIsToldByItsDay(Instant time, String text) {
		assertEquals(text, Format.soon(time, NOW, ZoneOffset.UTC));
	}

	@ParameterizedTest
	@CsvSource({ "2026-11-23T08:12:00Z, 08:12", "2026-11-22T23:59:00Z, yesterday 23:59", "2026-11-21T08:00:00Z, '21 Nov, 08:00'" })
	void aTimeThatHasPassedHasNoDayIfThatIsToday(Instant time, String text) {
		assertEquals(text, Format.clock(time, NOW, ZoneOffset.UTC));
	}

	@Test
	void theLogSaysTheDayOnlyWhereItIsAnother() {
		assertEquals("10:15:30", Format.seconds(NOW, NOW.minusSeconds(3600), ZoneOffset.UTC));
		assertEquals("24 Nov 00:15:30", Format.seconds(NOW.plusSeconds(50_400), NOW, ZoneOffset.UTC));
	}

	@Test
	void aMessageBecomesASentence() {
		assertEquals("The server is stopping.", Format.sentence("the server is stopping"));
		assertEquals("The database is away.", Format.sentence("The database is away."));
		assertEquals("It failed for an unknown reason.", Format.sentence(null));
	}

	@Test
	void aLongPathLosesItsMiddle() {
		assertEquals("short/path", Format.middle("short/path", 10));
		assertEquals("abc…456789", Format.middle("abcdefghi0123456789", 10));
		assertEquals("😀" + "…" + "😀".repeat(4), Format.middle("😀".repeat(9), 6));
	}
}
