package backtrac.api.job;

import java.time.Instant;
import java.util.List;

/**
 * How a run ended.
 *
 * @param runId      the run
 * @param state      a final state
 * @param started    when it began to work
 * @param finished   when it was over
 * @param snapshotId the snapshot that it made or read; null if there is none
 * @param files      files that were done
 * @param bytes      their content, in bytes
 * @param message    one sentence for people: what came of it, or why nothing did
 * @param problems   the first {@value #MOST_PROBLEMS} entries that could not be done
 * @param problemCount how many there are in all
 */
public record RunReport(String runId, RunState state, Instant started, Instant finished, String snapshotId, long files, long bytes,
		String message, List<Problem> problems, long problemCount) {

	/** How many problems a report holds. */
	public static final int MOST_PROBLEMS = 1000;

	/**
	 * An entry that could not be done.
	 *
	 * @param path   which, for people
	 * @param reason why, in words a person understands
	 */
	public record Problem(String path, String reason) {
	}
}
