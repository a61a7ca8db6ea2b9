package backtrac.web.status;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import backtrac.api.retention.RetentionPolicy;
import backtrac.api.retention.RetentionRule;
import backtrac.api.retention.Timespan;

class RetentionWordsTest {

	@Test
	void anEmptyPolicyKeepsAll() {
		assertEquals("Every snapshot stays until somebody removes it.", RetentionWords.of(RetentionPolicy.EMPTY));
	}

	@Test
	void theStandardOne() {
		assertEquals("What stays: the last 3, one a day for 13 days, one a week for 8 weeks, one a month for 11 months and one a year for 9 years."
				+ " That is up to 44 snapshots. Pinned ones and the last good one always stay.", RetentionWords.of(RetentionPolicy.STANDARD));
	}

	@Test
	void noNumberIsSaidThatIsNotKnown() {
		assertEquals("What stays: all of the last 14 days and one an hour for 1 hour. Pinned ones and the last good one always stay.",
				RetentionWords.of(RetentionPolicy.EMPTY.withWithin(Timespan.parse("14d")).keep(RetentionRule.HOURLY, 1)));
	}
}
