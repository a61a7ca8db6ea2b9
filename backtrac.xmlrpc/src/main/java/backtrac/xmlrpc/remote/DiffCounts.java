package backtrac.xmlrpc.remote;

/**
 * How much differs between two snapshots.
 *
 * @param addedBytes   content of files that were added
 * @param removedBytes content of files that were removed
 * @param changedBytes content of files that changed, as it is in the second snapshot
 * @param movedBytes   content of files that were moved, those in moved folders included
 */
public record DiffCounts(long added, long addedBytes, long removed, long removedBytes, long changed, long changedBytes, long moved, long movedBytes,
		long metadata, long unreadable) {
}
