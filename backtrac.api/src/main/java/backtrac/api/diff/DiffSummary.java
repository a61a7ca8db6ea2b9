package backtrac.api.diff;

/**
 * How much differs between two snapshots: how many {@link Difference}s of each kind were told, and their content in bytes.
 *
 * @param addedBytes   content of files that were added
 * @param removedBytes content of files that were removed
 * @param changedBytes content of files that changed, as it is in the second snapshot
 * @param movedBytes   content of files that were moved, those in moved folders included
 */
public record DiffSummary(long added, long addedBytes, long removed, long removedBytes, long changed, long changedBytes, long moved,
		long movedBytes, long metadata, long unreadable) {

	/** Whether nothing differs. */
	public boolean isEmpty() {
		return added + removed + changed + moved + metadata + unreadable == 0;
	}
}
