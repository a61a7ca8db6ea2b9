package backtrac.xmlrpc.remote;

/**
 * Which lines of a run's log to read. What is null does not matter.
 *
 * @param run   of this run
 * @param level DEBUG, INFO, WARNING or ERROR: of this level or a graver one
 * @param text  whose path, message or cause has this in it
 * @param cause with just this cause
 * @param after only lines with a higher id: with the last line that is known, those that have come since
 * @param limit how many at most, 1 to {@value #MOST}; null for {@value #USUAL}
 * @param last  whether of more than that the last ones are wanted, in their order, too; otherwise the first
 */
public record LogFilter(String run, String level, String text, String cause, Long after, Integer limit, Boolean last) {

	/** The largest page. */
	public static final int MOST = 5000;

	/** A page, if nobody says how large. */
	public static final int USUAL = 1000;

	/** The first lines. */
	public LogFilter(String run, String level, String text, String cause, Long after, Integer limit) {
		this(run, level, text, cause, after, limit, null);
	}

	/** What has come since a line. */
	public LogFilter after(long id) {
		return new LogFilter(run, level, text, cause, id, limit, last);
	}
}
