package backtrac.engine.jobs.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TreeTimeTest {

	private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

	@ParameterizedTest
	@CsvSource({ "2024-01-31, 2024-01-30T23:00:00Z", //
			"back-2024-07-31, 2024-07-30T22:00:00Z", //
			"20240131, 2024-01-30T23:00:00Z", //
			"2024_01_31, 2024-01-30T23:00:00Z", //
			"2024-01-31_020000, 2024-01-31T01:00:00Z", //
			"2024-01-31_02-03-04, 2024-01-31T01:03:04Z", //
			"20240131-0200, 2024-01-31T01:00:00Z", //
			"20240131-020304-123, 2024-01-31T01:03:04Z", //
			"2024-01-31T02:03:04Z, 2024-01-31T02:03:04Z", //
			"2024-01-31T02:03:04.567Z, 2024-01-31T02:03:04Z", //
			"2024-01-31T02:03:04+0530, 2024-01-30T20:33:04Z", //
			"2024-01-31T020304+01:00, 2024-01-31T01:03:04Z", //
			"2024-01-31@02h03, 2024-01-31T01:03:00Z", //
			"daily_2024.01.31, 2024-01-30T23:00:00Z", //
			"host1.2024-01-31.full, 2024-01-30T23:00:00Z", //
			"99999999_2024-01-31, 2024-01-30T23:00:00Z", })
	void aDateIsFoundInAName(String name, Instant time) {
		assertEquals(Optional.of(time), TreeTime.find(name, ZONE));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "latest", "daily.0", "2024", "2024-13-01", "2024-02-30", "123456789012", "20240132", "1234-01-31", "2024-1-31", "v20.24.01" })
	void noDateIsNone(String name) {
		assertEquals(Optional.empty(), TreeTime.find(name, ZONE));
	}

	@Test
	void digitsThatAreNoDateDoNotHideOneThatIs() {
		assertEquals(Optional.of(Instant.parse("2024-01-30T23:00:00Z")), TreeTime.find("20249999-2024-01-31", ZONE));
	}
}
