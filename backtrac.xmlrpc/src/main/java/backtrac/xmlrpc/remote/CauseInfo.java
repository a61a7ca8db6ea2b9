package backtrac.xmlrpc.remote;

/**
 * All lines of a run's log that have one cause.
 *
 * @param cause as the lines have it
 * @param level the gravest of them
 * @param count how many there are
 * @param path  of the first of them; may be empty
 */
public record CauseInfo(String cause, String level, long count, String path) {
}
