package backtrac.engine.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.slf4j.LoggerFactory;

import backtrac.api.entry.ByteString;
import backtrac.api.store.PruneOptions;
import backtrac.api.store.PruneReport;
import backtrac.api.store.Repository;
import backtrac.api.store.RepositoryException;
import backtrac.api.store.RepositoryInfo;
import backtrac.api.store.Snapshot;
import backtrac.api.store.SnapshotReader;
import backtrac.api.store.SnapshotRequest;
import backtrac.api.store.SnapshotWriter;
import backtrac.api.store.Upkeep;
import backtrac.api.store.VerifyOptions;
import backtrac.api.store.VerifyReport;
import backtrac.api.store.WorkListener;
import backtrac.posix.Directory;
import backtrac.posix.Errno;
import backtrac.posix.FileSystem;
import backtrac.posix.PosixException;

/**
 * The hard-link repository: plain files in a folder, as docs/repository-format.md describes them. Closing it gives up a
 * few open folders; it is not needed before the process ends.
 */
public final class HardLinkRepository implements Repository, Closeable {

	private final RepositoryInfo info;
	/** The real path, the same for all in this process. */
	private final Path real;
	private final List<Directory> folders;
	private final Pool pool;
	private final Runs runs;
	private final Snapshots snapshots;
	private final Commit commit;
	private final Trash trash;
	private final Pins pins;
	private final Upkeep upkeep;

	/** @param folders takes what is opened; its first is the repository's own folder */
	private HardLinkRepository(RepositoryInfo info, List<Directory> folders) throws IOException {
		this.info = info;
		this.folders = folders;
		Directory root = folders.getFirst();
		this.real = info.location().toRealPath();
		this.trash = new Trash(open(root, Layout.TRASH));
		this.pool = new Pool(open(root, Layout.POOL).paths(), trash::isSettled);
		this.runs = new Runs(open(root, Layout.RUNS), real.resolve(Layout.RUNS.toString()), trash);
		this.snapshots = new Snapshots(open(root, Layout.SNAPSHOTS).paths(), info.location().resolve(Layout.SNAPSHOTS.toString()));
		this.pins = new Pins(info.location(), snapshots, trash);
		TreePolicy trees = new TreePolicy(root, info.location(), snapshots, trash);
		this.commit = new Commit(info.location(), runs, snapshots, trees);
		this.upkeep = new HardLinkUpkeep(info.location(), real, root, pool, runs, snapshots, trees, trash);
	}

	private Directory open(Directory root, ByteString name) throws IOException {
		Directory folder = root.directory(name);
		folders.add(folder);
		return folder;
	}

	/**
	 * Makes a repository in a folder that is new or empty, after a look whether hard links work there.
	 *
	 * @throws RepositoryException if the folder cannot hold one; the message says why
	 */
	public static HardLinkRepository init(Path folder) throws IOException {
		return init(folder, FileSystem.system());
	}

	static HardLinkRepository init(Path folder, FileSystem system) throws IOException {
		Path location = folder.toAbsolutePath().normalize();
		Init.run(location, system);
		return open(location, system);
	}

	/**
	 * Opens a repository.
	 *
	 * @throws RepositoryException if the folder is none; the message says what to do
	 */
	public static HardLinkRepository open(Path folder) throws IOException {
		return open(folder, FileSystem.system());
	}

	/**
	 * Opens a repository.
	 *
	 * @param system where its files are
	 */
	public static HardLinkRepository open(Path folder, FileSystem system) throws IOException {
		Path location = folder.toAbsolutePath().normalize();
		List<Directory> folders = new ArrayList<>(List.of(openRoot(location, system)));
		try {
			return new HardLinkRepository(RepositoryFile.read(folders.getFirst(), location), folders);
		} catch (IOException e) {
			folders.forEach(Directory::close);
			throw Failures.of(location, e);
		} catch (RuntimeException e) {
			folders.forEach(Directory::close);
			throw e;
		}
	}

	private static Directory openRoot(Path location, FileSystem system) throws IOException {
		try {
			return system.open(location);
		} catch (PosixException e) {
			if (e.errno() == Errno.ENOENT) {
				throw new RepositoryException("there is no " + location + "; make a repository with 'backtrac repo init " + location + "'", e);
			}
			if (e.errno() == Errno.ENOTDIR) {
				throw new RepositoryException(location + " is no repository: it is a file; give the folder of one", e);
			}
			throw Failures.of(location, e);
		}
	}

	@Override
	public RepositoryInfo info() {
		return info;
	}

	@Override
	public SnapshotWriter begin(SnapshotRequest request) throws IOException {
		RepositoryLock lock = null;
		RunFolder run = null;
		HardLinkWriter writer = null;
		try {
			lock = RepositoryLock.share(real, (request.adoption() == null ? "a backup of " : "an import of ") + request.client() + "/" + request.plan());
			run = runs.begin(request);
			Before before = new Before(latestManifest(request), run.readEarlierJournals(), Quarantine.contents(folders.getFirst()));
			writer = new HardLinkWriter(run, request, before, pool, commit, lock);
			return writer;
		} catch (IOException e) {
			throw Failures.of(info.location(), e);
		} finally {
			if (writer == null) { // else both locks are held for as long as this process lives
				close(run, lock);
			}
		}
	}

	private static void close(RunFolder run, RepositoryLock lock) throws IOException {
		try (lock) {
			if (run != null) {
				run.close();
			}
		}
	}

	private ManifestReader latestManifest(SnapshotRequest request) throws IOException {
		if (request.adoption() != null) {
			return null;
		}
		for (Snapshots.Stored stored : snapshots.of(request.client(), request.plan())) {
			try {
				return stored.openManifest();
			} catch (RepositoryException e) {
				LoggerFactory.getLogger(HardLinkRepository.class).warn("{}; comparing with an older one", e.getMessage());
			}
		}
		return null;
	}

	@Override
	public List<Snapshot> snapshots() throws IOException {
		try {
			return snapshots.all().stream().map(stored -> stored.file().snapshot()).toList();
		} catch (IOException e) {
			throw Failures.of(info.location(), e);
		}
	}

	@Override
	public List<Snapshot> snapshots(String client, String plan) throws IOException {
		try {
			return snapshots.of(client, plan).stream().map(stored -> stored.file().snapshot()).toList();
		} catch (IOException e) {
			throw Failures.of(info.location(), e);
		}
	}

	@Override
	public SnapshotReader open(String id) throws IOException {
		try {
			Snapshots.Stored stored = snapshots.find(id);
			return new HardLinkReader(info.location(), stored.file().snapshot(), stored.openManifest(), pool);
		} catch (IOException e) {
			throw Failures.of(info.location(), e);
		}
	}

	@Override
	public void check(String id) throws IOException {
		try {
			Snapshots.Stored stored = snapshots.find(id);
			Path manifest = Layout.resolve(stored.path(), Layout.MANIFEST);
			stored.openManifest().close();
			if (!Verify.hashOf(manifest).equals(stored.file().manifest())) {
				throw new RepositoryException("the manifest " + manifest + " is damaged: it is not what its summary says");
			}
		} catch (IOException e) {
			throw Failures.of(info.location(), e);
		}
	}

	@Override
	public void forget(String id) throws IOException {
		try {
			pins.forget(id);
		} catch (IOException e) {
			throw Failures.of(info.location(), e);
		}
		trash.tryToEmpty();
	}

	@Override
	public void pin(String id, String why) throws IOException {
		try {
			pins.set(id, why);
		} catch (IOException e) {
			throw Failures.of(info.location(), e);
		}
	}

	@Override
	public PruneReport prune(PruneOptions options, WorkListener listener) throws IOException, InterruptedException {
		try (RepositoryLock _ = RepositoryLock.alone(real, options.dryRun() ? "a dry run of a prune" : "a prune")) {
			return new Prune(folders.getFirst(), snapshots, runs, trash).run(options, listener);
		} catch (IOException e) {
			throw Failures.of(info.location(), e);
		}
	}

	@Override
	public VerifyReport verify(VerifyOptions options, WorkListener listener) throws IOException, InterruptedException {
		Directory root = folders.getFirst();
		try (RepositoryLock _ = RepositoryLock.share(real, "a verify"); Directory files = root.directory(Layout.POOL)) {
			return new Verify(root, files.paths(), snapshots, new TreeRepair(pool, trash.folder())).run(options, listener);
		} catch (IOException e) {
			throw Failures.of(info.location(), e);
		}
	}

	@Override
	public Upkeep upkeep() {
		return upkeep;
	}

	/** Readers and writers must be closed before. Idempotent. */
	@Override
	public void close() {
		folders.forEach(Directory::close);
	}
}
