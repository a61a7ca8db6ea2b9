package backtrac.engine.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

import org.slf4j.LoggerFactory;

import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;
import backtrac.api.store.RepositoryException;
import backtrac.api.store.Snapshot;
import backtrac.api.store.SnapshotCounts;
import backtrac.api.store.SnapshotRequest;
import backtrac.api.store.SnapshotWriter;
import backtrac.posix.Directory;

/** Writes a snapshot: the tree as folders come, a block of the journal as each is done, the manifest at commit. */
final class HardLinkWriter implements SnapshotWriter {

	private final RunFolder run;
	private final SnapshotRequest request;
	private final Before before;
	private final Tree tree;
	private final WriteBack writeBack;
	private final ContentStore content;
	private final Ledger ledger;
	private final FolderRecorder recorder;
	private final ManyNames names = new ManyNames();
	/** Null if contents are copied. */
	private final Adopter adopter;
	private final Commit commit;
	private final RepositoryLock lock;
	private boolean ended;

	/**
	 * @param run    closed with this
	 * @param before closed with this
	 * @param lock   shared with others; given up when this is closed
	 */
	HardLinkWriter(RunFolder run, SnapshotRequest request, Before before, Pool pool, Commit commit, RepositoryLock lock)
			throws IOException {
		this.lock = lock;
		this.run = run;
		this.request = request;
		this.before = before;
		this.tree = new Tree(run.tree());
		this.writeBack = new WriteBack(run.folder());
		this.content = new ContentStore(pool, tree, run.folder(), writeBack, request.reread());
		this.adopter = request.adoption() == null ? null : new Adopter(request.adoption(), content, pool, tree, run.folder());
		this.ledger = new Ledger(run, tree, adopter == null ? Recorded.AS_IT_IS : adopter::last);
		this.recorder = new FolderRecorder(tree, content, adopter, ledger, before, request.reread());
		this.commit = commit;
	}

	@Override
	public String id() {
		return run.id();
	}

	@Override
	public SnapshotCounts counts() {
		return ledger.counter().counts();
	}

	@Override
	public List<FileEntry> directory(EntryPath path, FileEntry directory, List<FileEntry> children) throws IOException {
		try {
			return recorder.record(path, directory, children);
		} catch (IOException e) {
			throw commit.failure(e);
		}
	}

	@Override
	public void put(EntryPath directory, FileEntry file, InputStream in) throws IOException {
		if (!file.isFile() || !EntryPath.isSafe(file.name())) {
			throw new IllegalArgumentException("'" + file.name() + "' is no file that was asked for");
		}
		ledger.requireBegun(directory);
		try {
			Directory kept = ledger.opened(directory);
			if (kept != null) {
				put(kept, directory, file, in);
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
		if (!ledger.isWaitingFor(path, file.name())) {
			tree.remove(folder, file.name()); // it was put before, and is put again
		}
		ContentStore.Stored stored = adopter == null ? content.put(folder, file, in) : adopter.put(folder, file, in);
		ledger.counter().read(stored.size(), stored.isNew());
		FileEntry recorded = file.withContent(stored.size(), file.modified());
		ledger.set(path, new Row(recorded, stored.hash(), null));
		names.add(recorded, stored.hash());
	}

	@Override
	public boolean link(EntryPath directory, FileEntry file) throws IOException {
		ManyNames.Content known = names.find(file);
		if (known == null) {
			return false;
		}
		if (!ledger.isWaitingFor(directory, file.name())) {
			throw new IllegalArgumentException("'" + file.name() + "' is no file that is waited for");
		}
		try (Directory folder = tree.open(directory)) {
			if (!content.link(folder, file.name(), known.hash())) {
				return false;
			}
			ledger.set(directory, new Row(file.withExtents(known.extents()), known.hash(), null));
			return true;
		} catch (IOException e) {
			throw commit.failure(e);
		}
	}

	@Override
	public void unreadable(EntryPath directory, FileEntry entry, String reason) throws IOException {
		Row row = new Row(entry, null, reason);
		if (entry.name().length() == 0 && directory.isRoot()) {
			ledger.setRoot(row);
			return;
		}
		try {
			Row replaced = ledger.set(directory, row);
			if (replaced != null && replaced.entry().isFile() && replaced.unreadable() == null) {
				try (Directory opened = tree.open(directory)) {
					tree.remove(opened, entry.name()); // it was put, and then found to have changed under the reading
				}
			}
		} catch (IOException e) {
			throw commit.failure(e);
		}
	}

	@Override
	public Snapshot commit() throws IOException {
		if (ended) {
			throw new RepositoryException("run " + run.id() + " has ended: begin a new one");
		}
		ledger.requireComplete();
		Snapshot snapshot;
		try {
			writeBack.end();
			snapshot = commit.run(run, request, ledger.recorded(), counts());
		} catch (IOException e) {
			throw commit.failure(e);
		}
		ended = true;
		tidy();
		return snapshot;
	}

	/** The snapshot exists; what fails now is the next run's to clear away. */
	private void tidy() {
		try {
			release();
			commit.end(run, request);
		} catch (IOException e) {
			LoggerFactory.getLogger(HardLinkWriter.class).warn("What is left of run {} or of older trees could not be removed: {}", run.id(), e.getMessage());
		}
	}

	@Override
	public void close() throws IOException {
		try (lock) {
			abandon();
		}
	}

	private void abandon() throws IOException {
		if (ended) {
			return;
		}
		ended = true;
		// whatever fails: a full disk must not keep files open and the run locked
		IOException failure = null;
		try {
			failure = ledger.abandon();
		} finally {
			failure = Failures.attempt(this::release, failure);
		}
		failure = Failures.attempt(() -> commit.abandon(run), failure);
		if (failure != null) {
			throw commit.failure(failure);
		}
	}

	private void release() throws IOException {
		try (before) {
			run.close();
		}
	}
}
