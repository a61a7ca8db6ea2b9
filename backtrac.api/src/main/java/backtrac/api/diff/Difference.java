package backtrac.api.diff;

import java.util.Set;

import backtrac.api.entry.EntryPath;
import backtrac.api.store.SnapshotEntry;

/**
 * One thing that differs between two snapshots.
 *
 * @param kind    what happened to it
 * @param path    where it is in the second snapshot; of what was removed, in the first
 * @param from    where it was in the first snapshot if that is another place, else null
 * @param before  the entry in the first snapshot; null if it was added
 * @param after   the entry in the second snapshot; null if it was removed
 * @param aspects in what the two differ; empty where there is only one, and for what only moved
 * @param bytes   the content that this is about: of what was removed, the content in the first snapshot, else in the second;
 *                of a folder that was moved, of all files below it; 0 if only metadata differs
 */
public record Difference(Kind kind, EntryPath path, EntryPath from, SnapshotEntry before, SnapshotEntry after, Set<Aspect> aspects,
		long bytes) {

	/** What happened to an entry. */
	public enum Kind {
		/** It is in the second snapshot only. */
		ADDED,
		/** It is in the first snapshot only. */
		REMOVED,
		/** It has another content, leads elsewhere or became something else. */
		CHANGED,
		/**
		 * Its content was removed at one place and added at another. Of a folder that was moved as a whole only the folder itself
		 * is told, and what is below it only where metadata differs. Files without content and other entries are never moved by
		 * themselves.
		 */
		MOVED,
		/** Only what is said of it differs. */
		METADATA,
		/** It could not be read in one of the two, so whether its content differs is not known; of a folder, nor what it holds. */
		UNREADABLE
	}

	public Difference {
		aspects = Set.copyOf(aspects);
	}
}
