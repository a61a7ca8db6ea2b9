package backtrac.xmlrpc.remote;

import java.util.List;

/**
 * How a server is.
 *
 * @param version           its version, such as 0.1.0
 * @param startedMs         when it started, in milliseconds since 1970
 * @param repository        the repository's folder; empty while there is none
 * @param firstPasswordFile the file with the admin's one-time password; empty when that has been replaced
 * @param troubles          why backups cannot run now, a sentence each; none if they can
 */
public record ServerStatus(String version, long startedMs, String repository, String firstPasswordFile, List<String> troubles) {

	/** An older server tells of no troubles. */
	public ServerStatus {
		troubles = troubles == null ? List.of() : List.copyOf(troubles);
	}
}
