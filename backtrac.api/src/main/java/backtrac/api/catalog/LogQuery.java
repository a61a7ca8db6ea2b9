package backtrac.api.catalog;

import java.util.Objects;

/**
 * Which lines of the run log to read.
 *
 * @param runId of this run
 * @param level of this level or a graver one
 * @param text  whose path, message or cause has this in it, in any case of letters; empty for all
 * @param cause with just this cause; empty for all
 * @param after only lines with a higher id: with the last line that is known, those that have come since; 0 for all
 * @param limit how many at most
 * @param last  whether of more than that the last ones are wanted; otherwise the first
 */
public record LogQuery(String runId, LogLine.Level level, String text, String cause, long after, int limit, boolean last) {

	public LogQuery {
		Objects.requireNonNull(runId, "runId");
		Objects.requireNonNull(level, "level");
		Objects.requireNonNull(text, "text");
		Objects.requireNonNull(cause, "cause");
	}

	/** The first lines. */
	public LogQuery(String runId, LogLine.Level level, String text, String cause, long after, int limit) {
		this(runId, level, text, cause, after, limit, false);
	}

	/** All lines of a run. */
	public static LogQuery ofRun(String runId, int limit) {
		return new LogQuery(runId, LogLine.Level.DEBUG, "", "", 0, limit);
	}

	/** What has come since. */
	public LogQuery after(long id) {
		return new LogQuery(runId, level, text, cause, id, limit, last);
	}

	/** The first so many of those. */
	public LogQuery first(int number) {
		return new LogQuery(runId, level, text, cause, after, number, false);
	}

	/** The last so many of those, in their order, too. */
	public LogQuery last(int number) {
		return new LogQuery(runId, level, text, cause, after, number, true);
	}
}
