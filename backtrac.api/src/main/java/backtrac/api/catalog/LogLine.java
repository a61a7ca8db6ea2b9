package backtrac.api.catalog;

import java.time.Instant;
import java.util.Objects;

import backtrac.api.job.Progress.Phase;

/**
 * A line of the run log.
 *
 * @param id      goes up from line to line of a run; 0 before it is stored
 * @param runId   the run that it is of
 * @param time    when
 * @param level   how grave
 * @param phase   what the run did
 * @param path    the entry that it is about, for people; empty if it is about none
 * @param message for people
 * @param cause   the same words for all lines that have the same cause, such as {@code permission denied}; empty if it is no trouble
 */
public record LogLine(long id, String runId, Instant time, Level level, Phase phase, String path, String message, String cause) {

	/** How grave a line is. */
	public enum Level {
		/** For who wants to know everything. */
		DEBUG,
		/** What was done. */
		INFO,
		/** Something is not as it should be, or an entry could not be done. */
		WARNING,
		/** The run cannot go on. */
		ERROR
	}

	public LogLine {
		Objects.requireNonNull(runId, "runId");
		Objects.requireNonNull(time, "time");
		Objects.requireNonNull(level, "level");
		Objects.requireNonNull(phase, "phase");
		Objects.requireNonNull(path, "path");
		Objects.requireNonNull(message, "message");
		Objects.requireNonNull(cause, "cause");
	}
}
