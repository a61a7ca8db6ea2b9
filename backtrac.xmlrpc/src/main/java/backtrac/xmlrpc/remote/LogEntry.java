package backtrac.xmlrpc.remote;

/**
 * A line of a run's log.
 *
 * @param id      goes up from line to line of a run
 * @param time    in ISO 8601, UTC
 * @param level   DEBUG, INFO, WARNING or ERROR
 * @param phase   what the run did, as in {@link RunStatus}
 * @param path    the entry that it is about; empty if it is about none
 * @param message for people
 * @param cause   the same words for all lines that have the same cause; empty if it is no trouble
 */
public record LogEntry(long id, String time, String level, String phase, String path, String message, String cause) {
}
