package backtrac.api.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimespanTest {

	@Test
	void readsWhatItWritesAndSaysItInWords() {
		Map.of("14d", "14 days", "1d", "1 day", "1y6m", "1 year 6 months", "2y1m3d4h", "2 years 1 month 3 days 4 hours", "1h", "1 hour").forEach((form, words) -> {
			assertEquals(form, Timespan.parse(form).toString());
			assertEquals(words, Timespan.parse(form).words());
		});
		assertEquals("61d", Timespan.parse("8w5d").toString());
		assertEquals("10d", Timespan.parse("0y10d").toString());
	}

	@Test
	void whatItWritesItReadsHoweverLongItIs() {
		Random random = new Random(4);
		for (int i = 0; i < 10_000; i++) {
			StringBuilder text = new StringBuilder().append(1 + random.nextInt(9999)).append('y');
			for (char unit : new char[] { 'm', 'w', 'd', 'h' }) {
				text.append(random.nextBoolean() ? "" : random.nextInt(10_000) + "" + unit);
			}
			Timespan span = Timespan.parse(text.toString());
			assertEquals(span, Timespan.parse(span.toString()));
		}
		for (String text : List.of("2000w", "9999w", "9999w9999d", "99999d", "9999y9999m99999d9999h")) {
			assertEquals(Timespan.parse(text), Timespan.parse(Timespan.parse(text).toString()), text);
		}
		assertThrows(IllegalArgumentException.class, () -> new Timespan(0, 0, 100_000, 0));
		assertThrows(IllegalArgumentException.class, () -> new Timespan(10_000, 0, 0, 0));
	}

	@Test
	void aheadIsByTheCalendar() {
		ZoneId berlin = ZoneId.of("Europe/Berlin");
		assertEquals(Instant.parse("2026-02-28T11:00:00Z"), Timespan.parse("1m").after(Instant.parse("2026-01-31T11:00:00Z"), berlin));
		assertEquals(Instant.parse("2026-03-29T10:00:00Z"), Timespan.parse("1d").after(Instant.parse("2026-03-28T11:00:00Z"), berlin));
		assertEquals(Instant.parse("2026-03-29T11:00:00Z"), Timespan.parse("24h").after(Instant.parse("2026-03-28T11:00:00Z"), berlin));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "0d", "0y0m", "14", "d", "-1d", "1d1y", "1d1d", "10000y", "10000w", "100000d", "9999w99999d", "1.5d", "14 d", "14D", "1s" })
	void anythingElseIsAnError(String text) {
		String message = assertThrows(IllegalArgumentException.class, () -> Timespan.parse(text)).getMessage();
		assertTrue(message.contains("'" + text + "'") && message.contains("14d"), message);
	}
}
