package backtrac.engine.store;

import backtrac.api.entry.FileEntry;
import backtrac.api.store.SnapshotEntry;

/**
 * An entry as the manifest holds it.
 *
 * @param entry      name and metadata
 * @param hash       of a readable file's content; null for all else
 * @param unreadable why it could not be read; null if it could
 */
record Row(FileEntry entry, Hash hash, String unreadable) {

	/** An entry without content. */
	static Row of(FileEntry entry) {
		return new Row(entry, entry.isFile() && entry.size() == 0 ? Hash.EMPTY : null, null);
	}

	/** Tells if the hash has to be written: that of no content goes without saying. */
	boolean isHashed() {
		return hasContent(entry, unreadable);
	}

	static boolean hasContent(FileEntry entry, String unreadable) {
		return entry.isFile() && entry.size() > 0 && unreadable == null;
	}

	SnapshotEntry toSnapshotEntry() {
		return new SnapshotEntry(entry, hash == null ? null : hash.toString(), unreadable);
	}
}
