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
 * @param https             where it listens with encryption
 * @param warnings          what else should be seen to, a sentence each
 */
public record ServerStatus(String version, long startedMs, String repository, String firstPasswordFile, List<String> troubles, HttpsInfo https,
		List<String> warnings) {

	/** An older server does not tell of everything. */
	public ServerStatus {
		troubles = troubles == null ? List.of() : List.copyOf(troubles);
		https = https == null ? HttpsInfo.NONE : https;
		warnings = warnings == null ? List.of() : List.copyOf(warnings);
	}
}
