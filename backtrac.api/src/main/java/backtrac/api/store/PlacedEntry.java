package backtrac.api.store;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;

/**
 * An entry of a snapshot and where it is.
 *
 * @param folder the folder that it is in
 * @param entry  the entry; its name may be unsafe, see {@link EntryPath#isSafe}
 */
public record PlacedEntry(EntryPath folder, SnapshotEntry entry) {

	/** Its path; null if its name cannot stand in one. */
	public EntryPath path() {
		return EntryPath.isSafe(name()) ? folder.resolve(name()) : null;
	}

	public ByteString name() {
		return entry.entry().name();
	}
}
