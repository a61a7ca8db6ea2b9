package backtrac.api.retention;

import static backtrac.api.retention.History.at;
import static backtrac.api.retention.History.days;
import static backtrac.api.retention.History.keptDays;
import static backtrac.api.retention.RetentionRule.DAILY;
import static backtrac.api.retention.RetentionRule.MONTHLY;
import static backtrac.api.retention.RetentionRule.WEEKLY;
import static backtrac.api.retention.RetentionRule.YEARLY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import backtrac.api.retention.RetentionPolicy.Mode;

/** The examples in the documentation of restic and borg: the two modes decide as these two do. */
class OtherToolsTest {

	private static final LocalDate FIRST = LocalDate.of(2015, 1, 1);

	/** docs/misc/prune-example.txt of borg: a backup on each day of 2015 but one. */
	@Test
	void borgsYear() {
		List<RetentionCandidate> year = days(FIRST, LocalDate.of(2015, 12, 31)).stream().filter(c -> !c.id().startsWith("2015-12-19")).toList();
		Stream<String> daily = Stream.concat(IntStream.rangeClosed(20, 31).mapToObj(day -> "2015-12-" + day), Stream.of("2015-12-18", "2015-12-17"));
		List<String> monthly = List.of("2015-11-30", "2015-10-31", "2015-09-30", "2015-08-31", "2015-07-31", "2015-06-30");
		RetentionPolicy policy = RetentionPolicy.EMPTY.withMode(Mode.CASCADE).keep(DAILY, 14).keep(MONTHLY, 6);

		List<String> expected = Stream.concat(daily, monthly.stream()).sorted((a, b) -> b.compareTo(a)).toList();
		assertEquals(expected, keptDays(policy, year));

		List<RetentionDecision> withYear = Retention.decide(policy.keep(YEARLY, 1), year, Instant.MAX);
		assertEquals(Stream.concat(expected.stream(), Stream.of("2015-01-01")).toList(), keptDays(policy.keep(YEARLY, 1), year));
		assertEquals(List.of("yearly 1 of 1 (the oldest)"), withYear.getLast().reasons());
	}

	/** doc/060_forget.rst of restic: twelve Sundays. */
	@Test
	void resticsSundays() {
		List<RetentionCandidate> sundays = IntStream.range(0, 12).mapToObj(week -> at(LocalDate.of(2019, 9, 1).plusWeeks(week) + "T11:00:00Z")).toList();
		assertEquals(List.of("2019-11-17", "2019-11-10", "2019-11-03", "2019-10-27"), keptDays(RetentionPolicy.EMPTY.keep(DAILY, 4), sundays));
	}

	/** The same document: a backup every day for 100 years. */
	@Test
	void resticsHundredYears() {
		LocalDate last = LocalDate.of(2114, 12, 30);
		Set<String> expected = new HashSet<>();
		IntStream.range(0, 7).mapToObj(last::minusDays).forEach(day -> expected.add(day.toString()));
		// December 30, 2114 is a Sunday
		expected.addAll(List.of("2114-12-30", "2114-12-23", "2114-12-16", "2114-12-09", "2114-12-02"));
		expected.addAll(List.of("2114-12-30", "2114-11-30", "2114-10-31", "2114-09-30", "2114-08-31", "2114-07-31", "2114-06-30", "2114-05-31", "2114-04-30",
				"2114-03-31", "2114-02-28", "2114-01-31"));
		IntStream.rangeClosed(2040, 2113).mapToObj(year -> year + "-12-31").forEach(expected::add);
		RetentionPolicy policy = RetentionPolicy.EMPTY.keep(DAILY, 7).keep(WEEKLY, 5).keep(MONTHLY, 12).keep(YEARLY, 75);

		List<String> kept = keptDays(policy, days(FIRST, last));

		assertEquals(expected, new HashSet<>(kept));
		assertEquals(7 + 4 + 11 + 74, kept.size());
	}

	/** The preset's numbers follow each other: about two weeks of days, two months of weeks, a year of months, ten years. */
	@Test
	void theStandardPresetThinsOutWithAge() {
		List<String> kept = keptDays(RetentionPolicy.STANDARD, days(FIRST, LocalDate.of(2026, 6, 30)));
		assertEquals(3 + 13 + 8 + 11 + 9, kept.size());
		assertEquals("2026-06-15", kept.get(15));
		assertEquals("2026-06-14", kept.get(16));
		assertTrue(kept.containsAll(List.of("2026-04-26", "2026-04-30", "2025-07-31", "2025-12-31", "2016-12-31")), kept.toString());
	}
}
