package backtrac.api.store;

import java.io.IOException;
import java.util.List;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;

/** What a folder of a snapshot holds, one after another by name in byte order, fetched in parts: so a large folder takes little memory. One thread at a time. */
public final class FolderEntries {

	/** So many are fetched at a time. */
	private static final int PART = 512;

	private final SnapshotReader reader;
	private final EntryPath folder;
	private ByteString last;
	private List<SnapshotEntry> part = List.of();
	private int next;
	private boolean more;

	private FolderEntries(SnapshotReader reader, EntryPath folder, ByteString after, boolean more) {
		this.reader = reader;
		this.folder = folder;
		this.last = after;
		this.more = more;
	}

	/**
	 * Begins behind a name.
	 *
	 * @param reader stays open while this is used
	 * @param after  a name, which need not be there; null to begin with the first
	 */
	public static FolderEntries of(SnapshotReader reader, EntryPath folder, ByteString after) {
		return new FolderEntries(reader, folder, after, true);
	}

	/** Of no folder at all. */
	public static FolderEntries none() {
		return new FolderEntries(null, EntryPath.ROOT, null, false);
	}

	/** The folder that they are in. */
	public EntryPath folder() {
		return folder;
	}

	/** The next entry, which stays the next; null if there is none. */
	public SnapshotEntry peek() throws IOException {
		if (next == part.size() && more) {
			part = reader.list(folder, last, PART);
			more = part.size() == PART;
			next = 0;
		}
		return next == part.size() ? null : part.get(next);
	}

	/** The next entry; null if there is none. */
	public SnapshotEntry next() throws IOException {
		SnapshotEntry entry = peek();
		if (entry != null) {
			next++;
			last = entry.entry().name();
		}
		return entry;
	}
}
