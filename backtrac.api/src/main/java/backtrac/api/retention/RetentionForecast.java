package backtrac.api.retention;

import java.time.Instant;
import java.util.List;

/**
 * What becomes of snapshots in the course of time, see {@link RetentionSimulation}.
 *
 * @param left    those that are there at the end and why, the newest first
 * @param removed those that went, in the order in which they did; of those that went together, the oldest first
 * @param most    the most that were there at once, after a run and before its retention
 */
public record RetentionForecast(List<RetentionDecision> left, List<Removal> removed, int most) {

	/**
	 * A snapshot that went.
	 *
	 * @param candidate the snapshot
	 * @param at        the run after which it went
	 */
	public record Removal(RetentionCandidate candidate, Instant at) {
	}

	public RetentionForecast {
		left = List.copyOf(left);
		removed = List.copyOf(removed);
	}
}
