package backtrac.xmlrpc.remote;

/**
 * A snapshot. Times are in ISO 8601, UTC.
 *
 * @param snapshotId  16 hex digits
 * @param client      the machine that was backed up
 * @param plan        what of it
 * @param source      the folder on the client; empty if that is not known
 * @param started     when its run began
 * @param finished    when it was committed
 * @param result      COMPLETE or PARTIAL
 * @param files       files, each name counted
 * @param directories folders, the root included
 * @param others      symbolic links, pipes, devices
 * @param bytes       what a plain copy of all files would take, in bytes of content
 * @param filesStored contents that were new to the repository
 * @param bytesStored what these take, in bytes
 * @param unreadable  entries that could not be read
 * @param pinned      whether no policy removes it
 * @param pin         why; may be empty
 */
public record SnapshotInfo(String snapshotId, String client, String plan, String source, String started, String finished, String result, long files,
		long directories, long others, long bytes, long filesStored, long bytesStored, long unreadable, boolean pinned, String pin) {
}
