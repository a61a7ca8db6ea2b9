package backtrac.engine.store;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;
import backtrac.posix.Directory;

/** A folder of which not all is recorded yet. Guarded by itself. */
final class PendingFolder {

	private final EntryPath path;
	private final FileEntry entry;
	private final List<Row> rows;
	private final Set<ByteString> waiting;
	private final Directory open;
	private List<Row> unsaved = new ArrayList<>();
	private long unsavedBytes;

	/**
	 * @param entry the folder itself
	 * @param rows  what is recorded, and the files that are waited for, by name
	 * @param asked the files that are waited for
	 * @param open  the folder in the tree, or null if there are too many open at once
	 */
	PendingFolder(EntryPath path, FileEntry entry, List<Row> rows, List<FileEntry> asked, Directory open) {
		this.path = path;
		this.entry = entry;
		this.rows = rows;
		this.waiting = HashSet.newHashSet(asked.size());
		for (FileEntry file : asked) {
			waiting.add(file.name());
		}
		this.open = open;
	}

	EntryPath path() {
		return path;
	}

	FileEntry entry() {
		return entry;
	}

	List<Row> rows() {
		return rows;
	}

	/** The folder in the tree, if it is open. */
	Directory open() {
		return open;
	}

	boolean isComplete() {
		return waiting.isEmpty();
	}

	ByteString firstWaiting() {
		return waiting.iterator().next();
	}

	/** Records an entry, and answers what was recorded under its name; null if that is nothing, or a file that was waited for. */
	Row set(Row row) {
		int at = Rows.find(rows, row.entry().name());
		boolean waited = waiting.remove(row.entry().name());
		if (row.isHashed()) {
			unsaved.add(row);
			unsavedBytes += row.entry().size();
		}
		if (at < 0) {
			rows.add(-at - 1, row);
			return null;
		}
		Row before = rows.set(at, row);
		return waited ? null : before;
	}

	boolean isWaitingFor(ByteString name) {
		return waiting.contains(name);
	}

	/** Bytes of content put since the last {@link #takeUnsaved()}. */
	long unsavedBytes() {
		return unsavedBytes;
	}

	/** Rows put since the last call, by name. */
	List<Row> takeUnsaved() {
		List<Row> taken = unsaved;
		taken.sort(Rows.BY_NAME);
		unsaved = new ArrayList<>();
		unsavedBytes = 0;
		return taken;
	}

	int unsavedRows() {
		return unsaved.size();
	}
}
