package backtrac.api.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.ZoneId;

import org.junit.jupiter.api.Test;

import backtrac.api.retention.RetentionPolicy.Mode;

class RetentionTextTest {

	@Test
	void writesWhatItReads() {
		for (String text : new String[] { "", "union last=1", "cascade within=14d last=3 hourly=24 daily=13 weekly=8 monthly=11 yearly=9 zone=Europe/Berlin" }) {
			assertEquals(text, RetentionText.format(RetentionText.parse(text)));
		}
		assertEquals("cascade last=3 daily=13 weekly=8 monthly=11 yearly=9", RetentionText.format(RetentionPolicy.STANDARD));
	}

	@Test
	void readsWhatPeopleWrite() {
		assertEquals(RetentionPolicy.EMPTY, RetentionText.parse("  "));
		assertEquals(RetentionPolicy.EMPTY.keep(RetentionRule.DAILY, 7), RetentionText.parse("daily=7"));
		assertEquals(RetentionPolicy.EMPTY.withMode(Mode.CASCADE).keep(RetentionRule.LAST, 3), RetentionText.parse(" last=3   Cascade "));
		assertEquals(RetentionPolicy.STANDARD, RetentionText.parse("standard"));
		assertEquals(RetentionPolicy.STANDARD.withMode(Mode.UNION).keep(RetentionRule.YEARLY, 0).withZone(ZoneId.of("Asia/Kolkata")),
				RetentionText.parse("standard union yearly=0 zone=Asia/Kolkata"));
	}

	@Test
	void saysWhatIsWrong() {
		assertRefused("a policy looks like 'standard' or", "keep all");
		assertRefused("not 'dayly=3'", "dayly=3");
		assertRefused("not 'last=3 standard'", "last=3 standard");
		assertRefused("a number of daily snapshots, not '-1'", "daily=-1");
		assertRefused("a number of daily snapshots, not ''", "daily=");
		assertRefused("a time span looks like", "within=forever");
		assertRefused("there is no time zone 'Berlin'", "daily=1 zone=Berlin");
		assertRefused("says 'daily' again", "daily=1 daily=2");
		assertRefused("says 'cascade' again", "union cascade daily=1");
		assertRefused("names no snapshot that stays", "last=0");
		assertRefused("names no snapshot that stays", "cascade daily=0 zone=UTC");
	}

	private static void assertRefused(String words, String text) {
		String message = assertThrows(IllegalArgumentException.class, () -> RetentionText.parse(text)).getMessage();
		assertTrue(message.contains(words), message);
	}
}
