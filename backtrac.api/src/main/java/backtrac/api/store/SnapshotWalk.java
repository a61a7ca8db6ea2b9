package backtrac.api.store;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;

/**
 * Goes over all below a folder of a snapshot, a folder before what it holds, each folder's entries by name in byte order. It can begin behind any entry at
 * little cost, and so what it tells can be cut into pages.
 *
 * <p>
 * One thread at a time. Takes memory for the folders on the way down, not for what it has told.
 */
public final class SnapshotWalk {

	private final SnapshotReader reader;
	private final Deque<FolderEntries> open = new ArrayDeque<>();

	private SnapshotWalk(SnapshotReader reader) {
		this.reader = reader;
	}

	/**
	 * Begins with the first entry below a folder. The folder itself is not told.
	 *
	 * @param reader stays open while this is used
	 */
	public static SnapshotWalk below(SnapshotReader reader, EntryPath directory) {
		SnapshotWalk walk = new SnapshotWalk(reader);
		walk.open.push(FolderEntries.of(reader, directory, null));
		return walk;
	}

	/**
	 * Goes on behind an entry.
	 *
	 * @param folder the folder that it is in: the directory or one below it
	 * @param name   its name, which need not be there
	 */
	public static SnapshotWalk behind(SnapshotReader reader, EntryPath directory, EntryPath folder, ByteString name) throws IOException {
		if (!folder.startsWith(directory)) {
			throw new IllegalArgumentException("'" + folder + "' is not in '" + directory + "'");
		}
		SnapshotWalk walk = new SnapshotWalk(reader);
		EntryPath below = folder;
		walk.open.addLast(FolderEntries.of(reader, folder, name));
		while (!below.equals(directory)) {
			walk.open.addLast(FolderEntries.of(reader, below.parent(), below.name()));
			below = below.parent();
		}
		if (EntryPath.isSafe(name)) {
			EntryPath path = folder.resolve(name);
			SnapshotEntry entry = reader.find(path).orElse(null);
			if (entry != null) {
				walk.enter(path, entry);
			}
		}
		return walk;
	}

	/**
	 * The next entry.
	 *
	 * @return null if there is none
	 * @throws IOException if the manifest cannot be read
	 */
	public PlacedEntry next() throws IOException {
		while (!open.isEmpty()) {
			FolderEntries entries = open.peek();
			SnapshotEntry entry = entries.next();
			if (entry == null) {
				open.pop();
				continue;
			}
			PlacedEntry placed = new PlacedEntry(entries.folder(), entry);
			if (entry.entry().isDirectory()) {
				enter(placed.path(), entry); // no path is made for what is no folder
			}
			return placed;
		}
		return null;
	}

	private void enter(EntryPath path, SnapshotEntry entry) {
		if (path != null && entry.entry().isDirectory() && entry.unreadable() == null) {
			open.push(FolderEntries.of(reader, path, null));
		}
	}
}
