package backtrac.api.retention;

import static backtrac.api.retention.History.assertDecisions;
import static backtrac.api.retention.History.at;
import static backtrac.api.retention.RetentionRule.DAILY;
import static backtrac.api.retention.RetentionRule.HOURLY;
import static backtrac.api.retention.RetentionRule.LAST;
import static backtrac.api.retention.RetentionRule.MONTHLY;
import static backtrac.api.retention.RetentionRule.WEEKLY;
import static backtrac.api.retention.RetentionRule.YEARLY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

import org.junit.jupiter.api.Test;

import backtrac.api.retention.RetentionPolicy.Mode;

/** Histories worked out by hand. */
class RetentionTest {

	private static final RetentionPolicy UNION = RetentionPolicy.EMPTY;
	private static final RetentionPolicy CASCADE = RetentionPolicy.EMPTY.withMode(Mode.CASCADE);
	private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

	@Test
	void inAUnionEachOptionStandsAlone() {
		assertDecisions(UNION.keep(LAST, 2).keep(DAILY, 3).keep(MONTHLY, 2), """
				2026-03-02T20:00:00Z | last 1 of 2, daily 1 of 3, monthly 1 of 2
				2026-03-02T08:00:00Z | last 2 of 2
				2026-03-01T08:00:00Z | daily 2 of 3
				2026-02-27T20:00:00Z | daily 3 of 3, monthly 2 of 2
				2026-02-27T08:00:00Z | -
				2026-01-31T08:00:00Z | -
				2025-12-31T08:00:00Z | -""");
	}

	@Test
	void inACascadeWhatIsKeptDoesNotCountAgain() {
		assertDecisions(CASCADE.keep(LAST, 2).keep(DAILY, 3).keep(MONTHLY, 2), """
				2026-03-02T20:00:00Z | last 1 of 2
				2026-03-02T08:00:00Z | last 2 of 2
				2026-03-01T08:00:00Z | daily 1 of 3
				2026-02-27T20:00:00Z | daily 2 of 3
				2026-02-27T08:00:00Z | -
				2026-01-31T20:00:00Z | daily 3 of 3
				2026-01-31T08:00:00Z | -
				2025-12-31T08:00:00Z | monthly 1 of 2
				2025-11-30T08:00:00Z | monthly 2 of 2
				2025-10-31T08:00:00Z | -""");
	}

	@Test
	void aCascadeTakesTheLastDayOfAMonthThoughAWeekHasKeptAnother() {
		// Proxmox Backup Server passes January over here, because the 25th lies in it
		assertDecisions(CASCADE.keep(WEEKLY, 2).keep(MONTHLY, 1), """
				2026-02-01T12:00:00Z | weekly 1 of 2
				2026-01-31T12:00:00Z | monthly 1 of 1
				2026-01-25T12:00:00Z | weekly 2 of 2
				2026-01-24T12:00:00Z | -
				2025-12-31T12:00:00Z | -""");
	}

	@Test
	void theOldestStaysInAUnionForEachOptionThatIsShort() {
		assertDecisions(UNION.keep(LAST, 1).keep(DAILY, 5).keep(WEEKLY, 2).keep(MONTHLY, 3), """
				2026-01-14T20:00:00Z | last 1 of 1, daily 1 of 5, weekly 1 of 2, monthly 1 of 3
				2026-01-08T20:00:00Z | daily 2 of 5, weekly 2 of 2
				2026-01-07T20:00:00Z | daily 3 of 5
				2026-01-07T08:00:00Z | -
				2026-01-07T07:00:00Z | daily 4 of 5 (the oldest), monthly 2 of 3 (the oldest)""");
	}

	@Test
	void theOldestStaysInACascadeForTheFirstOptionThatIsShort() {
		assertDecisions(CASCADE.keep(DAILY, 5).keep(MONTHLY, 3).keep(YEARLY, 1), """
				2026-01-14T20:00:00Z | daily 1 of 5
				2026-01-07T20:00:00Z | daily 2 of 5
				2026-01-07T08:00:00Z | -
				2026-01-07T07:00:00Z | daily 3 of 5 (the oldest)""");
		assertDecisions(CASCADE.keep(DAILY, 2).keep(YEARLY, 1), """
				2026-01-14T20:00:00Z | daily 1 of 2
				2026-01-07T20:00:00Z | daily 2 of 2
				2026-01-06T20:00:00Z | -
				2026-01-05T20:00:00Z | yearly 1 of 1 (the oldest)""");
	}

	@Test
	void theOldestGoesWhenNoOptionIsShort() {
		for (RetentionPolicy policy : List.of(UNION, CASCADE)) {
			assertDecisions(policy.keep(DAILY, 2), """
					2026-01-14T20:00:00Z | daily 1 of 2
					2026-01-07T20:00:00Z | daily 2 of 2
					2026-01-07T08:00:00Z | -""");
		}
	}

	@Test
	void withinIsMeasuredFromTheLatestAndDoesNotReachItsEnd() {
		assertDecisions(UNION.withWithin(Timespan.parse("14d")), """
				2026-03-20T12:00:00Z | within 14 days
				2026-03-06T12:00:01Z | within 14 days
				2026-03-06T12:00:00Z | -
				2026-03-05T11:00:00Z | -""");
		assertDecisions(CASCADE.withWithin(Timespan.parse("2w")).keep(HOURLY, 1).keep(DAILY, 1), """
				2026-03-20T12:00:00Z | within 14 days
				2026-03-06T12:00:01Z | within 14 days
				2026-03-06T12:00:00Z | -
				2026-03-06T11:00:00Z | hourly 1 of 1
				2026-03-05T11:00:00Z | daily 1 of 1
				2026-03-04T11:00:00Z | -""");
		assertDecisions(UNION.withWithin(Timespan.parse("14d")).keep(DAILY, 2), """
				2026-03-20T12:00:00Z | within 14 days, daily 1 of 2
				2026-03-06T12:00:00Z | daily 2 of 2
				2026-03-05T11:00:00Z | -""");
	}

	@Test
	void withinCountsMonthsByTheCalendar() {
		assertDecisions(UNION.withWithin(Timespan.parse("6m")), """
				2026-08-31T12:00:00Z | within 6 months
				2026-02-28T12:00:01Z | within 6 months
				2026-02-28T12:00:00Z | -""");
	}

	@Test
	void anEmptyPolicyRemovesNothing() {
		for (RetentionPolicy policy : List.of(UNION, CASCADE, UNION.keep(DAILY, 0))) {
			assertDecisions(policy, """
					2026-01-14T20:00:00Z         | the policy is empty
					2026-01-14T19:00:00Z partial | the policy is empty
					2026-01-14T18:00:00Z         | the policy is empty
					2026-01-14T17:00:00Z partial | the policy is empty""");
		}
	}

	@Test
	void nothingBecomesOfNothing() {
		assertEquals(List.of(), Retention.decide(RetentionPolicy.STANDARD.withWithin(Timespan.parse("1d")), List.of(), Instant.MAX));
	}

	@Test
	void aPartialOneStandsInForAPeriodWithoutAGoodOne() {
		assertDecisions(UNION.keep(DAILY, 4).keep(MONTHLY, 2), """
				2026-03-03T20:00:00Z partial | the latest
				2026-03-03T08:00:00Z         | daily 1 of 4, monthly 1 of 2
				2026-03-02T20:00:00Z partial | daily 2 of 4
				2026-03-02T08:00:00Z partial | -
				2026-03-01T20:00:00Z partial | -
				2026-03-01T08:00:00Z         | daily 3 of 4
				2026-02-28T20:00:00Z partial | daily 4 of 4
				2026-02-27T20:00:00Z         | monthly 2 of 2
				2026-02-01T20:00:00Z         | -""");
		assertDecisions(CASCADE.keep(DAILY, 3).keep(MONTHLY, 2), """
				2026-03-03T20:00:00Z partial | daily 1 of 3
				2026-03-02T20:00:00Z         | daily 2 of 3
				2026-03-02T08:00:00Z         | -
				2026-02-28T20:00:00Z partial | daily 3 of 3
				2026-02-27T20:00:00Z         | monthly 1 of 2
				2026-02-27T08:00:00Z         | -
				2026-01-31T20:00:00Z partial | monthly 2 of 2
				2026-01-30T20:00:00Z partial | -""");
	}

	/** The one in docs/retention.md. */
	@Test
	void theExampleOfTheDocumentation() {
		assertDecisions(UNION.keep(DAILY, 3), """
				2026-03-04T20:00:00Z partial | daily 1 of 3
				2026-03-04T08:00:00Z partial | -
				2026-03-03T20:00:00Z         | daily 2 of 3
				2026-03-02T20:00:00Z partial | -
				2026-03-02T08:00:00Z         | daily 3 of 3
				2026-03-01T20:00:00Z partial | -""");
	}

	@Test
	void withoutAnyGoodOnePartialOnesAreKeptAsGoodOnesWouldBe() {
		for (RetentionPolicy policy : List.of(UNION, CASCADE)) {
			assertDecisions(policy.keep(DAILY, 2), """
					2026-01-14T20:00:00Z partial | daily 1 of 2
					2026-01-14T08:00:00Z partial | -
					2026-01-13T20:00:00Z partial | daily 2 of 2
					2026-01-12T20:00:00Z partial | -""");
			assertDecisions(policy.withWithin(Timespan.parse("1d")), """
					2026-01-14T20:00:00Z partial | within 1 day
					2026-01-13T20:00:00Z partial | -""");
		}
	}

	@Test
	void whatIsPartialCountsForLastAndWithinAsAllDo() {
		for (RetentionPolicy policy : List.of(UNION, CASCADE)) {
			assertDecisions(policy.keep(LAST, 4), """
					2026-01-14T20:00:00Z partial | last 1 of 4
					2026-01-12T20:00:00Z         | last 2 of 4
					2026-01-12T20:00:00Z partial | last 3 of 4
					2026-01-11T20:00:00Z partial | last 4 of 4
					2026-01-10T20:00:00Z         | -""");
			assertDecisions(policy.withWithin(Timespan.parse("2d")), """
					2026-01-14T20:00:00Z partial | within 2 days
					2026-01-10T20:00:00Z         | within 2 days
					2026-01-09T20:00:00Z partial | within 2 days
					2026-01-08T20:00:00Z partial | -""");
		}
	}

	@Test
	void theLastGoodOneStaysAndTheLatest() {
		for (RetentionPolicy policy : List.of(UNION, CASCADE)) {
			assertDecisions(policy.keep(LAST, 1), """
					2026-01-14T20:00:00Z partial | last 1 of 1
					2026-01-13T20:00:00Z partial | -
					2026-01-12T20:00:00Z         | the last good one
					2026-01-12T20:00:00Z partial | -
					2026-01-11T20:00:00Z partial | -
					2026-01-10T20:00:00Z         | -""");
			assertDecisions(policy.keep(DAILY, 2), """
					2026-01-14T20:00:00Z partial | daily 1 of 2
					2026-01-13T20:00:00Z partial | daily 2 of 2
					2026-01-13T08:00:00Z partial | -
					2026-01-12T20:00:00Z pinned  | the last good one, pinned
					2026-01-11T20:00:00Z         | -""");
			assertDecisions(policy.keep(DAILY, 1), """
					2026-01-14T20:00:00Z partial | the latest
					2026-01-14T12:00:00Z partial | -
					2026-01-14T08:00:00Z         | daily 1 of 1""");
		}
	}

	@Test
	void aPinKeepsItsSnapshotAndNoOther() {
		for (RetentionPolicy policy : List.of(UNION, CASCADE)) {
			assertDecisions(policy.keep(DAILY, 2), """
					2026-01-14T20:00:00Z pinned         | daily 1 of 2, pinned
					2026-01-14T19:00:00Z pinned         | pinned
					2026-01-14T18:00:00Z                | -
					2026-01-13T20:00:00Z                | daily 2 of 2
					2026-01-12T20:00:00Z pinned         | pinned
					2026-01-11T20:00:00Z pinned partial | pinned
					2026-01-10T20:00:00Z                | -""");
		}
	}

	@Test
	void aSnapshotFromTheFutureStaysAndCountsForNothing() {
		assertDecisions(UNION.keep(LAST, 1).withWithin(Timespan.parse("1h")), Instant.parse("2026-01-14T20:00:00Z"), """
				2099-01-01T00:00:00Z         | later than the present
				2026-01-14T20:00:01Z partial | later than the present
				2026-01-14T20:00:00Z         | within 1 hour, last 1 of 1
				2026-01-13T20:00:00Z         | -""");
	}

	@Test
	void aRemovedOneHasAReasonToo() {
		List<RetentionDecision> decisions = Retention.decide(UNION.keep(LAST, 1), List.of(at("2026-01-14T20:00:00Z"), at("2026-01-13T20:00:00Z"),
				new RetentionCandidate("bad", Instant.parse("2026-01-12T20:00:00Z"), false, false)), Instant.MAX);
		assertEquals(List.of("last 1 of 1", "no option keeps it", "no option keeps it"),
				decisions.stream().flatMap(d -> d.reasons().stream()).toList());
	}

	@Test
	void ofEqualTimesEachCountsForLastAndTheLowestIdForAPeriod() {
		Instant time = Instant.parse("2026-01-14T20:00:00Z");
		List<RetentionCandidate> same = List.of(new RetentionCandidate("c", time), new RetentionCandidate("a", time), new RetentionCandidate("b", time));
		assertEquals("a true, b true, c false", summary(UNION.keep(LAST, 2), same));
		assertEquals("a true, b false, c false", summary(UNION.keep(DAILY, 1), same));
		assertEquals("a true, b false, c true", summary(CASCADE.keep(DAILY, 2), same));
	}

	@Test
	void theLastWeekOfAYearMayBeThe53rdAndEndInJanuary() {
		assertDecisions(UNION.keep(WEEKLY, 3), """
				2021-01-10T12:00:00Z | weekly 1 of 3
				2021-01-04T12:00:00Z | -
				2021-01-03T12:00:00Z | weekly 2 of 3
				2021-01-01T12:00:00Z | -
				2020-12-31T12:00:00Z | -
				2020-12-28T12:00:00Z | -
				2020-12-27T12:00:00Z | weekly 3 of 3
				2020-12-20T12:00:00Z | -""");
	}

	@Test
	void midnightIsWhereTheZoneSays() {
		assertDecisions(UNION.keep(DAILY, 2).withZone(BERLIN), """
				2026-01-14T22:59:59Z | daily 1 of 2
				2026-01-13T23:00:00Z | -
				2026-01-13T22:59:59Z | daily 2 of 2
				2026-01-12T22:59:59Z | -""");
		assertDecisions(UNION.keep(DAILY, 2), """
				2026-01-14T22:59:59Z | daily 1 of 2
				2026-01-13T23:00:00Z | daily 2 of 2
				2026-01-13T22:59:59Z | -
				2026-01-12T22:59:59Z | -""");
	}

	@Test
	void theDayOnWhichSummerTimeBeginsHas23Hours() {
		assertDecisions(UNION.keep(DAILY, 2).withZone(BERLIN), """
				2026-03-29T21:59:00Z | daily 1 of 2
				2026-03-28T23:00:00Z | -
				2026-03-28T22:59:00Z | daily 2 of 2
				2026-03-27T23:00:00Z | -""");
		assertDecisions(UNION.keep(HOURLY, 3).withZone(BERLIN), """
				2026-03-29T01:00:00Z | hourly 1 of 3
				2026-03-29T00:59:00Z | hourly 2 of 3
				2026-03-29T00:00:00Z | -
				2026-03-28T23:59:00Z | hourly 3 of 3
				2026-03-28T23:00:00Z | -""");
	}

	@Test
	void theDayOnWhichSummerTimeEndsHas25Hours() {
		assertDecisions(UNION.keep(DAILY, 2).withZone(BERLIN), """
				2026-10-25T22:59:00Z | daily 1 of 2
				2026-10-24T22:00:00Z | -
				2026-10-24T21:59:00Z | daily 2 of 2
				2026-10-23T22:00:00Z | -""");
		assertDecisions(UNION.keep(HOURLY, 3).withZone(BERLIN), """
				2026-10-25T01:59:00Z | hourly 1 of 3
				2026-10-25T01:00:00Z | -
				2026-10-25T00:59:00Z | hourly 2 of 3
				2026-10-25T00:00:00Z | -
				2026-10-24T23:59:00Z | hourly 3 of 3
				2026-10-24T23:00:00Z | -""");
	}

	@Test
	void aDayBackIsADayOfTheClockEvenWhenItHas23Hours() {
		assertDecisions(UNION.withWithin(Timespan.parse("1d")).withZone(BERLIN), """
				2026-03-29T10:00:00Z | within 1 day
				2026-03-28T11:00:01Z | within 1 day
				2026-03-28T11:00:00Z | -""");
		assertDecisions(UNION.withWithin(Timespan.parse("24h")).withZone(BERLIN), """
				2026-03-29T10:00:00Z | within 24 hours
				2026-03-28T10:00:01Z | within 24 hours
				2026-03-28T10:00:00Z | -""");
	}

	@Test
	void lessThanNothingIsNoPolicy() {
		assertThrows(IllegalArgumentException.class, () -> UNION.keep(DAILY, -1));
	}

	private static String summary(RetentionPolicy policy, List<RetentionCandidate> candidates) {
		List<String> words = Retention.decide(policy, candidates, Instant.MAX).stream().map(d -> d.candidate().id() + " " + d.keep()).toList();
		return String.join(", ", words);
	}
}
