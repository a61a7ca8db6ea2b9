package backtrac.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import backtrac.api.notify.Notification.Kind;
import backtrac.api.notify.Notifier;

class RulesTest {

	@Test
	void withoutRulesEveryRunIsHeardOf() {
		Rules rules = Rules.of(Map.of("service.id", 7L));
		assertTrue(rules.hears(Kind.SUCCEEDED, "office", "docs"));
		assertTrue(rules.hears(Kind.FAILED, null, null));
		assertFalse(rules.hears(Kind.OVERDUE, "office", "docs"), "nobody has said after how many days");
		assertEquals("notifier 7", rules.name());
		assertEquals(List.of(), rules.problems());
	}

	@Test
	void resultsAreInAnyCaseOfLetters() {
		Rules rules = Rules.of(Map.of(Notifier.ON, new String[] { "Failed", "partial" }));
		assertTrue(rules.hears(Kind.FAILED, null, null));
		assertTrue(rules.hears(Kind.PARTIAL, null, null));
		assertFalse(rules.hears(Kind.SUCCEEDED, null, null));
	}

	@Test
	void namesHaveStars() {
		Rules rules = Rules.of(Map.of(Notifier.CLIENTS, List.of("web*", "büro"), Notifier.PLANS, "*home*"));
		assertTrue(rules.hears(Kind.FAILED, "WEB-1", "home"));
		assertTrue(rules.hears(Kind.FAILED, "BÜRO", "all homes"));
		assertFalse(rules.hears(Kind.FAILED, "intraweb", "home"));
		assertFalse(rules.hears(Kind.FAILED, "web-1", "docs"));
		assertFalse(Rules.of(Map.of(Notifier.CLIENTS, "a.c")).hears(Kind.FAILED, "abc", "docs"), "a dot is a dot");
	}

	@Test
	void aRunOfNoPlanMatchesNoName() {
		assertFalse(Rules.of(Map.of(Notifier.CLIENTS, "*")).hears(Kind.FAILED, null, null));
		assertFalse(Rules.of(Map.of(Notifier.PLANS, "*")).hears(Kind.FAILED, null, null));
	}

	@Test
	void overdueIsHeardOfByItsDaysAlone() {
		Rules rules = Rules.of(Map.of(Notifier.ON, "failed", Notifier.OVERDUE_DAYS, 7, Notifier.REPEAT_HOURS, 12));
		assertTrue(rules.hears(Kind.OVERDUE, "office", "docs"));
		assertEquals(Duration.ofDays(7), rules.overdue());
		assertEquals(Duration.ofHours(12), rules.repeat());
		assertEquals(Duration.ofDays(1), Rules.of(Map.of(Notifier.OVERDUE_DAYS, 7)).repeat());
	}

	@Test
	void whatMakesNoSenseIsSaidAndLeftOut() {
		Rules rules = Rules.of(Map.of(Notifier.ON, "faild", Notifier.OVERDUE_DAYS, "seven", Notifier.REPEAT_HOURS, 0));
		assertTrue(rules.hears(Kind.FAILED, null, null), "rather too much than nothing");
		assertEquals(List.of("notifier.overdue.days is a whole number from 1 on, not 'seven'", "notifier.repeat.hours is a whole number from 1 on, not '0'",
				"there is no result 'faild': there are succeeded, partial, failed, cancelled, interrupted, overdue"), rules.problems());
	}

	@Test
	void overdueWithoutDaysIsAProblem() {
		assertEquals(List.of("it is to tell of overdue plans, but not after how many days: notifier.overdue.days says that"),
				Rules.of(Map.of(Notifier.ON, "overdue")).problems());
	}
}
