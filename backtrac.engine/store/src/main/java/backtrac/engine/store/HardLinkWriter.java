package backtrac.engine.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import org.slf4j.LoggerFactory;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;
import backtrac.api.entry.FileType;
import backtrac.api.store.RepositoryException;
import backtrac.api.store.Snapshot;
import backtrac.api.store.SnapshotCounts;
import backtrac.api.store.SnapshotRequest;
import backtrac.api.store.SnapshotWriter;
import backtrac.posix.Directory;

/** Writes a snapshot: the tree as folders come, a block of the journal as each is done, the manifest at commit. */
final class HardLinkWriter implements SnapshotWriter {

	/** Folders kept open while they wait for content; further ones are opened for each file. */
	private static final int MOST_OPEN = 128;
	/** Content or files that a cut-off run may have to read again, in a folder that is not done. */
	private static final long SAVE_BYTES = 8 << 20;
	private static final int SAVE_ROWS = 1000;

	private static final String UNSAFE = "its name would lead out of its folder";

	private final RunFolder run;
	private final SnapshotRequest request;
	private final Before before;
	private final Tree tree;
	private final ContentStore content;
	private final Commit commit;
	private final Recorded recorded = new Recorded();
	private final Counter counter = new Counter();
	private final Map<EntryPath, PendingFolder> pending = new ConcurrentHashMap<>();
	private final Set<EntryPath> seen = ConcurrentHashMap.newKeySet();
	private final AtomicInteger open = new AtomicInteger();
	private boolean ended;

	HardLinkWriter(RunFolder run, SnapshotRequest request, Before before, Pool pool, Commit commit) {
		this.run = run;
		this.request = request;
		this.before = before;
		this.tree = new Tree(run.tree());
		this.content = new ContentStore(pool, tree, run.folder());
		this.commit = commit;
	}

	@Override
	public String id() {
		return run.id();
	}

	@Override
	public List<FileEntry> directory(EntryPath path, FileEntry directory, List<FileEntry> children) throws IOException {
		if (!seen.add(path)) {
			throw new IllegalStateException("folder '" + path + "' is recorded already");
		}
		try {
			return record(path, directory, children);
		} catch (IOException e) {
			throw commit.failure(e);
		}
	}

	private List<FileEntry> record(EntryPath path, FileEntry directory, List<FileEntry> children) throws IOException {
		FileEntry[] sorted = children.toArray(FileEntry[]::new);
		Arrays.sort(sorted, Comparator.comparing(FileEntry::name));
		List<Row> rows = new ArrayList<>(sorted.length);
		List<FileEntry> asked = new ArrayList<>();
		if (path.isRoot()) {
			recorded.root(Row.of(directory));
			counter.add(Row.of(directory));
		}
		Directory folder = tree.open(path);
		boolean kept = false;
		try {
			FolderMerge merge = request.reread() ? FolderMerge.NOTHING_KNOWN
					: new FolderMerge(before.snapshot(path), before.cutOff(path));
			FileEntry last = null;
			for (FileEntry child : sorted) {
				if (last != null && last.name().equals(child.name())) {
					continue; // a folder that changed while it was listed may tell a name twice
				}
				last = child;
				Row row = record(path, folder, child, merge);
				if (row.hash() == null && row.isHashed()) {
					asked.add(child);
				} else {
					counter.add(row);
				}
				rows.add(row);
			}
			kept = !asked.isEmpty() && open.get() < MOST_OPEN;
			PendingFolder done = new PendingFolder(path, directory, rows, asked, kept ? folder : null);
			if (asked.isEmpty()) {
				complete(done, folder);
			} else {
				open.addAndGet(kept ? 1 : 0);
				pending.put(path, done);
			}
			return asked;
		} finally {
			if (!kept) {
				folder.close();
			}
		}
	}

	/** Makes an entry in the tree. A file without hash in the answer has to be put. */
	private Row record(EntryPath path, Directory folder, FileEntry child, FolderMerge merge) throws IOException {
		if (!EntryPath.isSafe(child.name())) {
			return new Row(child, null, UNSAFE);
		}
		if (child.type() == FileType.DIRECTORY) {
			tree.makeFolder(folder, path, child.name());
		} else if (!child.isFile()) {
			tree.makeSpecial(folder, child);
		} else if (child.size() == 0) {
			tree.makeEmptyFile(folder, child);
		} else {
			return new Row(child, merge.link(child, folder, content), null);
		}
		return Row.of(child);
	}

	@Override
	public void put(EntryPath directory, FileEntry file, InputStream in) throws IOException {
		requireSeen(directory);
		try {
			PendingFolder folder = pending.get(directory);
			if (folder != null && folder.open() != null) {
				put(folder.open(), directory, file, in);
			} else {
				try (Directory opened = tree.open(directory)) {
					put(opened, directory, file, in);
				}
			}
		} catch (ContentStore.SourceException e) {
			throw e.getCause();
		} catch (IOException e) {
			throw commit.failure(e);
		}
	}

	private void put(Directory folder, EntryPath path, FileEntry file, InputStream in) throws IOException {
		if (!file.isFile() || !EntryPath.isSafe(file.name())) {
			throw new IllegalArgumentException("'" + file.name() + "' is no file that was asked for");
		}
		if (isRecorded(path, file)) {
			tree.remove(folder, file.name());
		}
		ContentStore.Stored stored = content.put(folder, file, in);
		counter.read(stored.size(), stored.isNew());
		set(path, new Row(file.withContent(stored.size(), file.modified()), stored.hash(), null));
	}

	/** Tells if a file was put before and is put again. */
	private boolean isRecorded(EntryPath path, FileEntry file) {
		PendingFolder folder = pending.get(path);
		if (folder == null) {
			return true;
		}
		synchronized (folder) {
			return !folder.isWaitingFor(file.name());
		}
	}

	@Override
	public void unreadable(EntryPath directory, FileEntry entry, String reason) throws IOException {
		Row row = new Row(entry, null, reason);
		try {
			if (entry.name().length() == 0 && directory.isRoot()) {
				Row root = recorded.root(row);
				if (root != null) {
					counter.remove(root);
				}
				counter.add(row);
			} else {
				set(directory, row);
			}
		} catch (IOException e) {
			throw commit.failure(e);
		}
	}

	/** Records an entry in its folder, or, if that is done already, aside. */
	private void set(EntryPath path, Row row) throws IOException {
		PendingFolder folder = pending.get(path);
		if (folder == null) {
			setLate(path, row);
			return;
		}
		synchronized (folder) {
			if (pending.get(path) == folder) {
				Row replaced = folder.set(row);
				counter.add(row);
				if (replaced != null) {
					counter.remove(replaced);
				}
				if (folder.isComplete()) {
					complete(folder);
				} else if (folder.unsavedBytes() >= SAVE_BYTES || folder.unsavedRows() >= SAVE_ROWS) {
					run.journal().append(BlockEncoder.encode(path, null, folder.takeUnsaved()));
				}
				return;
			}
		}
		setLate(path, row);
	}

	private void requireSeen(EntryPath path) {
		if (!seen.contains(path)) {
			throw new IllegalStateException("folder '" + path + "' is not recorded");
		}
	}

	private void setLate(EntryPath path, Row row) throws IOException {
		requireSeen(path);
		Row replaced = recorded.setLate(path, row, run);
		counter.add(row);
		if (replaced != null) {
			counter.remove(replaced);
		}
	}

	private void complete(PendingFolder folder) throws IOException {
		if (folder.open() != null) {
			complete(folder, folder.open());
			pending.remove(folder.path());
			folder.open().close();
			open.decrementAndGet();
		} else {
			try (Directory opened = tree.open(folder.path())) {
				complete(folder, opened);
			}
			pending.remove(folder.path());
		}
	}

	/** All entries of the folder are made: it gets its time, and its block goes to the journal. */
	private void complete(PendingFolder folder, Directory opened) throws IOException {
		opened.setModified(ByteString.EMPTY, folder.entry().modified().getEpochSecond(), folder.entry().modified().getNano());
		recorded.add(folder.path(), run.journal().append(BlockEncoder.encode(folder.path(), null, folder.rows())));
	}

	@Override
	public SnapshotCounts counts() {
		return counter.counts();
	}

	@Override
	public Snapshot commit() throws IOException {
		requireOpen();
		for (PendingFolder folder : pending.values()) {
			synchronized (folder) {
				throw new IllegalStateException("'" + folder.path() + "' still waits for '" + folder.firstWaiting() + "'");
			}
		}
		if (recorded.root() == null) {
			throw new IllegalStateException("the root is not recorded");
		}
		try {
			Snapshot snapshot = commit.run(run, request, recorded, counter.counts());
			ended = true;
			tidy();
			return snapshot;
		} catch (IOException e) {
			throw commit.failure(e);
		}
	}

	/** The snapshot exists; what fails now is the next run's to clear away. */
	private void tidy() {
		try {
			release();
			commit.end(run);
		} catch (IOException e) {
			LoggerFactory.getLogger(HardLinkWriter.class).warn("What is left of run {} could not be removed: {}", run.id(), e.getMessage());
		}
	}

	private void requireOpen() throws RepositoryException {
		if (ended) {
			throw new RepositoryException("run " + run.id() + " has ended");
		}
	}

	@Override
	public void close() throws IOException {
		if (!ended) {
			ended = true;
			try {
				for (PendingFolder folder : pending.values()) {
					abandon(folder);
				}
				release();
				commit.abandon(run);
			} catch (IOException e) {
				throw commit.failure(e);
			}
		}
	}

	private void abandon(PendingFolder folder) throws IOException {
		synchronized (folder) {
			if (folder.unsavedRows() > 0) {
				run.journal().append(BlockEncoder.encode(folder.path(), null, folder.takeUnsaved()));
			}
			if (folder.open() != null) {
				folder.open().close();
			}
		}
	}

	private void release() throws IOException {
		try (before) {
			run.close();
		}
	}
}
