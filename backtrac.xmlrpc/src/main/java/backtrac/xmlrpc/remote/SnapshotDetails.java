package backtrac.xmlrpc.remote;

import java.util.Map;

/**
 * A snapshot whole: what {@link SnapshotInfo} has, and more.
 *
 * @param filesRead  files whose content was read from the client
 * @param bytesRead  what was read, in bytes
 * @param tree       the folder of the server's machine that looks like a plain copy; empty if there is none now
 * @param definition how the plan was when the run began, in words of the server, without secrets; empty if that is not known
 */
public record SnapshotDetails(String snapshotId, String client, String plan, String source, String started, String finished, String result, long files,
		long directories, long others, long bytes, long filesRead, long bytesRead, long filesStored, long bytesStored, long unreadable, boolean pinned,
		String pin, String tree, Map<String, Object> definition) {
}
