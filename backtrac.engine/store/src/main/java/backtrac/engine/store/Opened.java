package backtrac.engine.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import backtrac.api.entry.ByteString;
import backtrac.api.store.RepositoryBusyException;
import backtrac.api.store.RepositoryException;
import backtrac.api.store.RepositoryInfo;
import backtrac.posix.Directory;
import backtrac.posix.Errno;
import backtrac.posix.FileSystem;
import backtrac.posix.PosixException;
import backtrac.posix.Stat;

/**
 * A repository's open folders and what works on them. They stay the same folders when the disk is unmounted or the repository is moved,
 * so that nothing is ever written to another place; but what is done by a path is not. So each operation asks first whether they are still there.
 */
final class Opened implements Closeable {

	private final FileSystem system;
	private final RepositoryInfo info;
	private final Path real;
	private final Directory root;
	private final List<Directory> folders;
	private final Trash trash;
	private final Pool pool;
	private final Runs runs;
	private final Snapshots snapshots;
	private final Pins pins;
	private final TreePolicy trees;
	private final Commit commit;

	/** @param folders takes what is opened; its first is the repository's own folder */
	private Opened(FileSystem system, RepositoryInfo info, List<Directory> folders) throws IOException {
		this.system = system;
		this.info = info;
		this.folders = folders;
		this.root = folders.getFirst();
		this.real = info.location().toRealPath();
		this.trash = new Trash(open(Layout.TRASH));
		this.pool = new Pool(open(Layout.POOL).paths(), trash::isSettled);
		this.runs = new Runs(open(Layout.RUNS), real.resolve(Layout.RUNS.toString()), trash);
		this.snapshots = new Snapshots(open(Layout.SNAPSHOTS).paths(), info.location().resolve(Layout.SNAPSHOTS.toString()));
		this.pins = new Pins(info.location(), snapshots, trash);
		this.trees = new TreePolicy(root, info.location(), snapshots, trash);
		this.commit = new Commit(this::failure, runs, snapshots, trees);
	}

	private Directory open(ByteString name) throws IOException {
		Directory folder = root.directory(name);
		folders.add(folder);
		return folder;
	}

	/** @throws RepositoryException if the folder is no repository; the message says what to do */
	static Opened open(Path location, FileSystem system) throws IOException {
		List<Directory> folders = new ArrayList<>(List.of(openRoot(location, system)));
		try {
			return new Opened(system, RepositoryFile.read(folders.getFirst(), location), folders);
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
				throw new RepositoryException("there is no " + location + ": if it is on a disk, mount that; 'backtrac repo init " + location
						+ "' makes a new repository", e);
			}
			if (e.errno() == Errno.ENOTDIR) {
				throw new RepositoryException(location + " is no repository: it is a file; give the folder of one", e);
			}
			throw Failures.of(location, e);
		}
	}

	/**
	 * Tells if these folders are the repository that is at its place now. It costs a few calls, and no look at what the repository holds.
	 *
	 * @return false if there is one at its place, but in another folder: the disk was mounted anew, or the repository copied
	 * @throws RepositoryException if there is none; the message says what to do
	 */
	boolean isThere() throws RepositoryException {
		Path location = info.location();
		try (Directory there = system.open(location)) {
			Stat now = new Stat();
			there.stat(Layout.REPOSITORY_FILE, now);
			return isSame(now) && (now.inode != 0 || RepositoryFile.read(there, location).id().equals(info.id()));
		} catch (IOException e) {
			if (e instanceof PosixException posix && (posix.errno() == Errno.ENOENT || posix.errno() == Errno.ENOTDIR)) {
				throw new RepositoryException("the repository " + location + " is not there any more: mount its disk, or put its folder back", e);
			}
			throw Failures.of(location, e);
		}
	}

	private boolean isSame(Stat now) throws IOException {
		Stat own = new Stat();
		try {
			root.stat(Layout.REPOSITORY_FILE, own);
		} catch (PosixException e) {
			if (e.errno() == Errno.EBADF) {
				throw e; // closed by its owner
			}
			return false; // a disk that was pulled out, a share that was exported anew
		}
		return own.inode == now.inode && own.device == now.device;
	}

	/**
	 * Asked again after work that finds files by their paths, which would take what is gone for missing.
	 *
	 * @throws RepositoryException if these folders are not what is at the repository's place
	 */
	void requireThere() throws RepositoryException {
		if (!isThere()) {
			throw new RepositoryException("the repository " + info.location() + " was mounted anew or put in another folder during this work: begin it again");
		}
	}

	/** What went wrong, in a sentence; that the repository is not there any more says more than what came of it. */
	RepositoryException failure(IOException failure) {
		if (!(failure instanceof RepositoryBusyException)) {
			try {
				requireThere();
			} catch (RepositoryException gone) {
				gone.addSuppressed(failure);
				return gone;
			}
		}
		return Failures.of(info.location(), failure);
	}

	RepositoryInfo info() {
		return info;
	}

	/** The real path, the same for all in this process. */
	Path real() {
		return real;
	}

	Directory root() {
		return root;
	}

	Trash trash() {
		return trash;
	}

	Pool pool() {
		return pool;
	}

	Runs runs() {
		return runs;
	}

	Snapshots snapshots() {
		return snapshots;
	}

	Pins pins() {
		return pins;
	}

	TreePolicy trees() {
		return trees;
	}

	Commit commit() {
		return commit;
	}

	/** Readers and writers must be closed before. Idempotent. */
	@Override
	public void close() {
		folders.forEach(Directory::close);
	}
}
