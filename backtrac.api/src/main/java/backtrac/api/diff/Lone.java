package backtrac.api.diff;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.api.store.SnapshotEntry;

/** An entry that only one of the two snapshots has at its path, until {@link Moves} finds where it went or came from. */
final class Lone {

	final EntryPath path;
	final SnapshotEntry entry;
	/** The folder it is in, if that is a lone one, too; else null. */
	final Lone parent;
	/** The number of this in its list, in which a folder is followed by all it holds. */
	final int index;
	/** How many entries it is, with all below it. */
	int count = 1;
	/** Content of it and of all below it, in bytes. */
	long bytes;
	/** Where it went or came from; null if nowhere. */
	Lone counterpart;

	Lone(EntryPath path, SnapshotEntry entry, Lone parent, int index) {
		this.path = path;
		this.entry = entry;
		this.parent = parent;
		this.index = index;
		this.bytes = entry.entry().isFile() ? entry.entry().size() : 0;
	}

	ByteString name() {
		return entry.entry().name();
	}

	boolean isFolder() {
		return entry.entry().isDirectory();
	}

	/** Whether it has moved with the folder that it is in. */
	boolean isMovedWithParent() {
		return counterpart != null && parent != null && parent.counterpart != null && parent.counterpart == counterpart.parent;
	}
}
