package backtrac.engine.store;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;
import backtrac.posix.Directory;

/**
 * What a run has recorded: folders that wait for content in memory, done ones in the journal. All methods may be called
 * by several threads at once.
 */
final class Ledger {

	/** Folders kept open while they wait for content; further ones are opened for each file. */
	private static final int MOST_OPEN = 128;
	/** Content or files that a cut-off run may have to read again, in a folder that is not done. */
	private static final long SAVE_BYTES = 8 << 20;
	private static final int SAVE_ROWS = 1000;

	private final RunFolder run;
	private final Tree tree;
	private final Recorded recorded;
	private final Counter counter = new Counter();
	private final Set<EntryPath> begun = ConcurrentHashMap.newKeySet();
	private final Map<EntryPath, PendingFolder> pending = new ConcurrentHashMap<>();
	private final AtomicInteger open = new AtomicInteger();

	/** @param last what becomes of entries on their way to the manifest */
	Ledger(RunFolder run, Tree tree, UnaryOperator<Row> last) {
		this.recorded = new Recorded(last);
		this.run = run;
		this.tree = tree;
	}

	Recorded recorded() {
		return recorded;
	}

	Counter counter() {
		return counter;
	}

	void begin(EntryPath folder) {
		if (!begun.add(folder)) {
			throw new IllegalStateException("folder '" + folder + "' is recorded already");
		}
	}

	void requireBegun(EntryPath folder) {
		if (!begun.contains(folder)) {
			throw new IllegalStateException("folder '" + folder + "' is not recorded");
		}
	}

	/**
	 * Takes a folder in.
	 *
	 * @param rows   all it holds, by name, the files without hash among them that are waited for
	 * @param asked  these files
	 * @param opened the folder in the tree
	 * @return whether the folder is kept open, to be closed here when all files have come
	 */
	boolean add(EntryPath path, FileEntry entry, List<Row> rows, List<FileEntry> asked, Directory opened) throws IOException {
		if (asked.isEmpty()) {
			finish(new PendingFolder(path, entry, rows, asked, null), opened);
			return false;
		}
		boolean keeps = open.get() < MOST_OPEN;
		open.addAndGet(keeps ? 1 : 0);
		pending.put(path, new PendingFolder(path, entry, rows, asked, keeps ? opened : null));
		return keeps;
	}

	/** Records the root itself. */
	void setRoot(Row row) {
		count(row, recorded.root(row));
	}

	/** Records an entry in its folder, and answers what was recorded under its name before, or null. */
	Row set(EntryPath path, Row row) throws IOException {
		requireBegun(path);
		PendingFolder folder = pending.get(path);
		Row replaced;
		synchronized (folder == null ? this : folder) {
			boolean waits = folder != null && pending.get(path) == folder;
			replaced = waits ? folder.set(row) : recorded.setLate(path, row, run);
			if (waits && folder.isComplete()) {
				finish(folder);
			} else if (waits && (folder.unsavedBytes() >= SAVE_BYTES || folder.unsavedRows() >= SAVE_ROWS)) {
				run.journal().append(BlockEncoder.encode(path, null, folder.takeUnsaved()));
			}
		}
		count(row, replaced);
		return replaced;
	}

	private void count(Row row, Row replaced) {
		counter.add(row);
		if (replaced != null) {
			counter.remove(replaced);
		}
	}

	private void finish(PendingFolder folder) throws IOException {
		if (folder.open() == null) {
			try (Directory opened = tree.open(folder.path())) {
				finish(folder, opened);
			}
		} else {
			try (Directory opened = folder.open()) {
				finish(folder, opened);
			}
			open.decrementAndGet();
		}
		pending.remove(folder.path());
	}

	/** All entries of the folder are made: it gets its time, and its block goes to the journal. */
	private void finish(PendingFolder folder, Directory opened) throws IOException {
		Files.setModified(opened, folder.entry().modified());
		recorded.add(folder.path(), run.journal().append(BlockEncoder.encode(folder.path(), null, folder.rows())));
	}

	/** The folder in the tree, if it is kept open; else null. */
	Directory opened(EntryPath path) {
		PendingFolder folder = pending.get(path);
		return folder == null ? null : folder.open();
	}

	/** Tells if a file was asked for, and did not come yet. */
	boolean isWaitingFor(EntryPath path, ByteString name) {
		PendingFolder folder = pending.get(path);
		if (folder == null) {
			return false;
		}
		synchronized (folder) {
			return folder.isWaitingFor(name);
		}
	}

	/** @throws IllegalStateException if not all is recorded that has to be */
	void requireComplete() {
		for (PendingFolder folder : pending.values()) {
			synchronized (folder) {
				throw new IllegalStateException("folder '" + folder.path() + "' still waits for '" + folder.firstWaiting() + "'");
			}
		}
		if (recorded.root() == null) {
			throw new IllegalStateException("the root is not recorded");
		}
	}

	/** Gives up: what has come goes to the journal, for the next run. Answers what has failed first, or null. */
	IOException abandon() {
		IOException failure = null;
		for (PendingFolder folder : pending.values()) {
			failure = Failures.attempt(() -> abandon(folder), failure);
		}
		return failure;
	}

	private void abandon(PendingFolder folder) throws IOException {
		synchronized (folder) {
			try (Directory _ = folder.open()) {
				if (folder.unsavedRows() > 0) {
					run.journal().append(BlockEncoder.encode(folder.path(), null, folder.takeUnsaved()));
				}
			}
		}
	}
}
