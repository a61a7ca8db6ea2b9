package backtrac.api.store;

/**
 * How much is in a snapshot.
 *
 * @param files       files, each name counted
 * @param directories folders, the root included
 * @param others      symbolic links, pipes, devices
 * @param bytes       what a plain copy of all files would take, in bytes of content
 * @param filesRead   files whose content was read from the client
 * @param bytesRead   content read from the client, in bytes
 * @param filesStored contents that were not in the pool before
 * @param bytesStored what these take, in bytes
 * @param unreadable  entries that could not be read
 */
public record SnapshotCounts(long files, long directories, long others, long bytes, long filesRead, long bytesRead, long filesStored,
		long bytesStored, long unreadable) {

	/** Nothing yet. */
	public static final SnapshotCounts NONE = new SnapshotCounts(0, 0, 0, 0, 0, 0, 0, 0, 0);

	/** Files whose content was linked without a read. */
	public long filesLinked() {
		return files - filesRead;
	}
}
