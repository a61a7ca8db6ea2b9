package backtrac.api.retention;

import static backtrac.api.retention.RetentionRule.DAILY;
import static backtrac.api.retention.RetentionRule.LAST;
import static backtrac.api.retention.RetentionRule.MONTHLY;
import static backtrac.api.retention.RetentionRule.WEEKLY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import backtrac.api.retention.RetentionForecast.Removal;
import backtrac.api.retention.RetentionPolicy.Mode;

class RetentionSimulationTest {

	private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);

	@Test
	void eachSnapshotGoesAfterTheRunThatTakesItsPlace() {
		RetentionForecast forecast = RetentionSimulation.run(RetentionPolicy.EMPTY.keep(DAILY, 2), List.of(), noons(FIRST, 5));
		assertEquals(List.of("2026-01-01 2026-01-03", "2026-01-02 2026-01-04", "2026-01-03 2026-01-05"), forecast.removed().stream().map(RetentionSimulationTest::days).toList());
		assertEquals(List.of(List.of("daily 1 of 2"), List.of("daily 2 of 2")), forecast.left().stream().map(RetentionDecision::reasons).toList());
		assertEquals(List.of("2026-01-05T12:00:00Z", "2026-01-04T12:00:00Z"), forecast.left().stream().map(d -> d.candidate().id()).toList());
		assertEquals(3, forecast.most());
	}

	@Test
	void theHistoryThinsOutWithTheFirstRun() {
		List<RetentionCandidate> history = Stream.of("2025-12-29T12:00:00Z", "2025-12-31T12:00:00Z", "2025-12-30T12:00:00Z").map(History::at).toList();
		assertEquals(history.size(), RetentionSimulation.run(RetentionPolicy.EMPTY.keep(LAST, 3), history, List.of()).left().size());
		RetentionForecast forecast = RetentionSimulation.run(RetentionPolicy.EMPTY.keep(LAST, 2), history, noons(FIRST, 2));
		assertEquals(List.of("2025-12-29 2026-01-01", "2025-12-30 2026-01-01", "2025-12-31 2026-01-02"), forecast.removed().stream().map(RetentionSimulationTest::days).toList());
		assertEquals(4, forecast.most());
	}

	@Test
	void theWorkIsBounded() {
		RetentionPolicy policy = RetentionPolicy.EMPTY.keep(LAST, 100);
		assertEquals(4, RetentionSimulation.run(policy, List.of(), noons(FIRST, 4), 1 + 2 + 3 + 4).left().size());
		assertThrows(IllegalArgumentException.class, () -> RetentionSimulation.run(policy, List.of(), noons(FIRST, 4), 1 + 2 + 3 + 4 - 1));
		assertEquals(4, RetentionSimulation.run(RetentionPolicy.EMPTY, List.of(), noons(FIRST, 4), 0).left().size(), "nothing is to decide");
	}

	/** A year of runs a day: what is left is the last days, Sundays and ends of months, whatever was there on the way. */
	@Test
	void aYearOfDaysLeavesWhatAUnionSays() {
		RetentionPolicy policy = RetentionPolicy.EMPTY.keep(DAILY, 7).keep(WEEKLY, 5).keep(MONTHLY, 12);
		RetentionForecast forecast = RetentionSimulation.run(policy, List.of(), noons(FIRST, 365));
		Set<String> expected = new TreeSet<>(List.of("2026-12-31", "2026-12-30", "2026-12-29", "2026-12-28", "2026-12-27", "2026-12-26", "2026-12-25", "2026-12-20", "2026-12-13", "2026-12-06",
				"2026-11-30", "2026-10-31", "2026-09-30", "2026-08-31", "2026-07-31", "2026-06-30", "2026-05-31", "2026-04-30", "2026-03-31", "2026-02-28", "2026-01-31"));
		assertEquals(expected, new TreeSet<>(forecast.left().stream().map(d -> d.candidate().id().substring(0, 10)).toList()));
		assertEquals(365 - expected.size(), forecast.removed().size());
		Removal june1 = forecast.removed().stream().filter(r -> r.candidate().id().startsWith("2026-06-01")).findFirst().orElseThrow();
		assertEquals("2026-06-01 2026-06-08", days(june1));
		Removal january31 = RetentionSimulation.run(policy, List.of(), noons(FIRST, 370)).removed().stream().filter(r -> r.candidate().id().startsWith("2026-01-31")).findFirst().orElseThrow();
		assertEquals("2026-01-31 2027-01-01", days(january31));
	}

	/** The counts are the preset's own; a snapshot that was removed once does not come back. */
	@Test
	void theStandardPresetComesToItsFullNumberAndHoldsIt() {
		RetentionForecast forecast = RetentionSimulation.run(RetentionPolicy.STANDARD, List.of(), noons(FIRST, 12 * 365));
		assertEquals(3 + 13 + 8 + 11 + 9, forecast.left().size());
		assertEquals(12 * 365, forecast.left().size() + forecast.removed().size());
		Set<String> all = new HashSet<>();
		Stream.concat(forecast.left().stream().map(RetentionDecision::candidate), forecast.removed().stream().map(Removal::candidate))
				.forEach(c -> assertTrue(all.add(c.id()), c.id()));
	}

	@Test
	void whatPartialOnesStandInForGoesWhenThereIsACompleteOneInstead() {
		RetentionCandidate partial = new RetentionCandidate("partial", Instant.parse("2026-01-01T08:00:00Z"), false, false);
		RetentionCandidate pinned = new RetentionCandidate("pinned", Instant.parse("2025-06-01T08:00:00Z"), true, true);
		RetentionCandidate future = new RetentionCandidate("future", Instant.parse("2026-01-02T18:00:00Z"), true, false);
		for (Mode mode : Mode.values()) {
			RetentionForecast forecast = RetentionSimulation.run(RetentionPolicy.EMPTY.withMode(mode).keep(DAILY, 1), List.of(future, partial, pinned), noons(FIRST, 3));
			assertEquals(List.of("partial 2026-01-01", "2026-01-01T12:00:00Z 2026-01-02", "2026-01-02T12:00:00Z 2026-01-03", "future 2026-01-03"),
					forecast.removed().stream().map(r -> r.candidate().id() + " " + r.at().toString().substring(0, 10)).toList());
			assertEquals(List.of("daily 1 of 1", "pinned"), forecast.left().stream().map(d -> d.reasons().getFirst()).toList());
		}
	}

	@Test
	void anEmptyPolicyRemovesNothing() {
		RetentionForecast forecast = RetentionSimulation.run(RetentionPolicy.EMPTY, List.of(), noons(FIRST, 50_000));
		assertEquals(List.of(50_000, 0, 50_000), List.of(forecast.left().size(), forecast.removed().size(), forecast.most()));
	}

	@Test
	void runsComeInTheirOrder() {
		List<Instant> runs = noons(FIRST, 2).reversed();
		assertThrows(IllegalArgumentException.class, () -> RetentionSimulation.run(RetentionPolicy.EMPTY, List.of(), runs));
	}

	private static List<Instant> noons(LocalDate first, int days) {
		return first.datesUntil(first.plusDays(days)).map(day -> Instant.parse(day + "T12:00:00Z")).toList();
	}

	/** The day of the snapshot and that on which it went. */
	private static String days(Removal removal) {
		return removal.candidate().id().substring(0, 10) + " " + removal.at().toString().substring(0, 10);
	}
}
