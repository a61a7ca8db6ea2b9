package backtrac.api.diff;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import backtrac.api.entry.EntryPath;
import backtrac.api.store.SnapshotReader;

/** Compares two snapshots. */
public final class SnapshotDiff {

	private SnapshotDiff() {
	}

	/**
	 * Compares two snapshots, of whatever clients and plans. Which names are hard links of each other is not compared, and
	 * entries whose names cannot stand in a path are left out. A folder's own time is told only if nothing else tells why it
	 * changed: a name directly in it that came, went or changed.
	 *
	 * <p>
	 * Blocks for the disk. Takes memory for what differs and for the folder it is at, not for what is the same.
	 *
	 * @param paths    what to compare, folders with all they hold; empty for everything. What neither has does not differ
	 * @param listener is told what differs when all is compared, by {@link Difference#path} in order
	 * @throws IOException if a snapshot cannot be read, or the listener has thrown it
	 */
	public static DiffSummary compare(SnapshotReader before, SnapshotReader after, List<EntryPath> paths, DiffListener listener)
			throws IOException {
		return compare(before, after, paths, Integer.MAX_VALUE, listener);
	}

	/**
	 * Compares two snapshots, as long as not too much differs: each entry that does takes some 500 bytes of memory.
	 *
	 * @param most how many entries may differ, those in folders that came, went or moved included
	 * @throws TooManyDifferencesException if more do; the listener has been told nothing
	 * @throws IOException                 if a snapshot cannot be read, or the listener has thrown it
	 */
	public static DiffSummary compare(SnapshotReader before, SnapshotReader after, List<EntryPath> paths, int most, DiffListener listener)
			throws IOException {
		Comparison comparison = new Comparison(before, after, most);
		comparison.run(paths.isEmpty() ? List.of(EntryPath.ROOT) : withoutNested(paths));
		Moves.find(comparison.removed(), comparison.added());
		DiffReport report = new DiffReport(listener);
		report.tell(comparison);
		return report.summary();
	}

	private static List<EntryPath> withoutNested(List<EntryPath> paths) {
		List<EntryPath> all = new ArrayList<>();
		for (EntryPath path : paths.stream().sorted().toList()) {
			if (all.isEmpty() || !path.startsWith(all.getLast())) {
				all.add(path);
			}
		}
		return all;
	}
}
