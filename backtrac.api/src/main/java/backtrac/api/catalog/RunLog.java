package backtrac.api.catalog;

import java.util.List;

import org.osgi.annotation.versioning.ProviderType;

/** What runs have to tell, line by line. Threads and errors as with {@link Catalog}. */
@ProviderType
public interface RunLog {

	/** Appends lines of one run, whose ids go on from those that are there. A very long text is cut. */
	void append(List<LogLine> lines);

	/** The lines that a query asks for, in their order. */
	List<LogLine> lines(LogQuery query);

	/** The troubles of a run grouped by their cause, the most frequent first. */
	List<Cause> causes(String runId);

	/**
	 * All lines of one cause.
	 *
	 * @param cause as the lines have it
	 * @param level the gravest of them
	 * @param count how many there are
	 * @param path  of the first of them; may be empty
	 */
	record Cause(String cause, LogLine.Level level, long count, String path) {
	}
}
