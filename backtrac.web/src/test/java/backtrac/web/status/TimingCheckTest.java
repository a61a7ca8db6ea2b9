package backtrac.web.status;

import static backtrac.web.status.Samples.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import backtrac.api.schedule.Scheduler;
import backtrac.api.schedule.Timing;

class TimingCheckTest {

	/** Takes every word but {@code bad}. */
	private static final Scheduler SCHEDULER = new Scheduler() {

		@Override
		public List<Instant> preview(String planId, Timing timing, Instant after, int count) {
			if (timing.schedule().equals("bad") || timing.windows().contains("bad") || timing.blackouts().contains("bad")) {
				throw new IllegalArgumentException("write 'daily at 02:00'");
			}
			return IntStream.rangeClosed(1, count).mapToObj(i -> after.plusSeconds(3600L * i).plus(timing.jitter())).toList();
		}

		@Override
		public void wake() {
			throw new AssertionError("nobody has saved");
		}
	};

	private static TimingCheck check(String schedule, String window, String blackout) {
		return TimingCheck.of(SCHEDULER, "p", new Timing(schedule, ZoneOffset.UTC, List.of(window), List.of(blackout), Duration.ofMinutes(5), false), NOW);
	}

	@Test
	void aGoodOneHasItsNextRuns() {
		TimingCheck check = check("daily", "good", "good");
		assertTrue(check.isGood());
		assertEquals(TimingCheck.RUNS, check.next().size());
		assertEquals(NOW.plusSeconds(3900), check.next().getFirst());
	}

	@Test
	void whatIsWrongIsSaidWhereItIs() {
		assertEquals(new TimingCheck(List.of(), "write 'daily at 02:00'", "", ""), check("bad", "bad", "good"));
		assertEquals(new TimingCheck(List.of(), "", "write 'daily at 02:00'", ""), check("daily", "bad", "good"));
		assertEquals(new TimingCheck(List.of(), "", "", "write 'daily at 02:00'"), check("daily", "good", "bad"));
		assertFalse(check("daily", "good", "bad").isGood());
	}
}
