package backtrac.engine.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantitiesTest {

	@ParameterizedTest
	@CsvSource({ "0, 0 B", "999, 999 B", "1000, 1.0 kB", "999949, 999.9 kB", "999950, 1.0 MB", "1234567890, 1.2 GB", "9223372036854775807, 9.2 EB" })
	void bytes(long bytes, String text) {
		assertEquals(text, Quantities.bytes(bytes));
	}

	@Test
	void othersToo() {
		assertEquals("1,204 files", Quantities.count(1204, "file", "files"));
		assertEquals("1 file", Quantities.count(1, "file", "files"));
		assertEquals("85.3 MB/s", Quantities.rate(85_300_000.4));
		assertEquals("0:42", Quantities.duration(Duration.ofSeconds(42)));
		assertEquals("12:05", Quantities.duration(Duration.ofSeconds(725)));
		assertEquals("3:04:59", Quantities.duration(Duration.ofSeconds(11099)));
	}
}
