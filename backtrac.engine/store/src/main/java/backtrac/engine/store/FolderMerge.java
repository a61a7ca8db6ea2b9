package backtrac.engine.store;

import java.io.IOException;
import java.util.List;
import java.util.Set;

import backtrac.api.entry.FileEntry;
import backtrac.posix.Directory;

/**
 * Merges a folder's list, which comes by name, with what is known of the folder from before. What has the same size and the
 * same time to the nanosecond has not changed. One thread at a time.
 */
final class FolderMerge {

	/** All contents have to be put. */
	static final FolderMerge NOTHING_KNOWN = new FolderMerge(null, List.of(), Set.of());

	private final Block snapshot;
	private final List<Block> cutOff;
	private final Set<Hash> doubtful;
	private int next;

	/**
	 * @param snapshot the folder in the snapshot before, or null
	 * @param cutOff   what runs that were cut off had of it
	 * @param doubtful contents that the pool may have lost since the snapshot
	 */
	FolderMerge(Block snapshot, List<Block> cutOff, Set<Hash> doubtful) {
		this.snapshot = snapshot;
		this.cutOff = cutOff;
		this.doubtful = doubtful;
	}

	/**
	 * Links a file's content if it is known; the next one's name is greater.
	 *
	 * @return the file with its hash, and with the extents that it had; without a hash if it has to be put
	 */
	Row link(FileEntry file, Directory folder, ContentStore content) throws IOException {
		Hash hash = unchanged(file);
		if (hash != null && (doubtful.contains(hash) ? content.linkIfSound(folder, file, hash) : content.link(folder, file.name(), hash))) {
			return new Row(file.withExtents(snapshot.extents(next)), hash, null);
		}
		for (Block block : cutOff) {
			int row = block.find(file.name());
			Hash left = row < 0 ? null : block.hashIfUnchanged(row, file);
			if (left != null && content.linkIfSound(folder, file, left)) {
				return new Row(file.withExtents(block.extents(row)), left, null);
			}
		}
		return new Row(file, null, null);
	}

	/** The hash that a file has in the snapshot, in row {@link #next}. */
	private Hash unchanged(FileEntry file) {
		if (snapshot == null) {
			return null;
		}
		int rows = snapshot.size();
		int order = -1;
		while (next < rows && (order = snapshot.compareName(next, file.name())) < 0) {
			next++;
		}
		return next < rows && order == 0 ? snapshot.hashIfUnchanged(next, file) : null;
	}
}
