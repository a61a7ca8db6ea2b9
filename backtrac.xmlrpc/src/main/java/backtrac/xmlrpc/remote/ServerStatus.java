package backtrac.xmlrpc.remote;

/**
 * How a server is.
 *
 * @param version           its version, such as 0.1.0
 * @param startedMs         when it started, in milliseconds since 1970
 * @param repository        the repository's folder
 * @param firstPasswordFile the file with the admin's one-time password; empty when that has been replaced
 */
public record ServerStatus(String version, long startedMs, String repository, String firstPasswordFile) {
}
