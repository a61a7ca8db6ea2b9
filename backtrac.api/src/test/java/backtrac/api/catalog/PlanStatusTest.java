package backtrac.api.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;

import org.junit.jupiter.api.Test;

import backtrac.api.catalog.PlanQuery.Health;
import backtrac.api.job.RunState;

class PlanStatusTest {

	private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

	@Test
	void ofSeveralThatHoldTheFirstOneCounts() {
		assertEquals(Health.FAILED, health(RunState.FAILED, true, NOW.minusSeconds(1)));
		assertEquals(Health.FAILED, health(RunState.INTERRUPTED, true, null));
		assertEquals(Health.OVERDUE, health(RunState.PARTIAL, true, NOW.minusSeconds(1)));
		assertEquals(Health.OVERDUE, health(null, false, NOW.minusSeconds(1)));
		assertEquals(Health.PARTIAL, health(RunState.PARTIAL, true, NOW));
		assertEquals(Health.GOOD, health(RunState.SUCCEEDED, true, null));
	}

	@Test
	void whatWasCancelledIsNoBackup() {
		assertEquals(Health.NEVER, health(null, false, null));
		assertEquals(Health.NEVER, health(RunState.CANCELLED, false, null));
		assertEquals(Health.GOOD, health(RunState.CANCELLED, true, null));
	}

	@Test
	void aPlanByHandIsOwedNothing() {
		assertEquals(Health.NEVER, new PlanStatus("p", "docs", "c", "nas", "local", "", false, null, null, null, null, null, null, null).health(NOW));
	}

	private static Health health(RunState last, boolean hasBackup, Instant owed) {
		return new PlanStatus("p", "docs", "c", "nas", "local", "hourly", false, last == null ? null : "r", last, last == null ? null : NOW, "", hasBackup ? NOW : null, null,
				new Due("p", NOW, NOW, Due.Waiting.SCHEDULE, null, 1, null, owed, 1)).health(NOW);
	}
}
