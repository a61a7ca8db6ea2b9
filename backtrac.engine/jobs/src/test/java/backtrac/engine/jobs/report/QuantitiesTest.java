package backtrac.engine.jobs.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantitiesTest {

	@ParameterizedTest
	@CsvSource({ "0, 0 B", "1, 1 B", "999, 999 B", "1000, 1.0 kB", "1280, 1.3 kB", "99940, 99.9 kB", "99950, 100 kB",
			"999499, 999 kB", "999500, 1.0 MB", "1048576, 1.0 MB", "1234567890, 1.2 GB", "9223372036854775807, 9.2 EB" })
	void bytesTakeThreeDigits(long bytes, String text) {
		assertEquals(text, Quantities.bytes(bytes));
	}

	@ParameterizedTest
	@CsvSource({ "0, 0", "999, 999", "1000, '1,000'", "1234567, '1,234,567'", "-999, -999", "-1000, '-1,000'" })
	void countsHaveThousands(long number, String text) {
		assertEquals(text, Quantities.count(number));
	}

	@Test
	void oneIsNotMany() {
		assertEquals("1 file", Quantities.count(1, "file"));
		assertEquals("0 files", Quantities.count(0, "file"));
		assertEquals("1,204 entries", Quantities.count(1204, "entry", "entries"));
		assertEquals("1 entry", Quantities.count(1, "entry", "entries"));
	}

	@Test
	void aRateIsInWholeBytes() {
		assertEquals("85.3 MB/s", Quantities.rate(85_300_000.4));
		assertEquals("1 B/s", Quantities.rate(0.6));
	}

	@ParameterizedTest
	@CsvSource({ "PT0S, 0:00", "PT32.9S, 0:32", "PT12M5S, 12:05", "PT59M59S, 59:59", "PT1H2M3S, 1:02:03", "PT50H, 50:00:00", "PT-1S, 0:00" })
	void timeLeftIsAsOnAClock(Duration duration, String text) {
		assertEquals(text, Quantities.clock(duration));
	}
}
