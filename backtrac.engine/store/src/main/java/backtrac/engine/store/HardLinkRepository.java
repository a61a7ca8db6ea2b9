package backtrac.engine.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.slf4j.LoggerFactory;

import backtrac.api.store.PruneOptions;
import backtrac.api.store.PruneReport;
import backtrac.api.store.Repository;
import backtrac.api.store.RepositoryBusyException;
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
import backtrac.posix.FileSystem;

/**
 * The hard-link repository: plain files in a folder, as docs/repository-format.md describes them. Closing it gives up a
 * few open folders; it is not needed before the process ends.
 */
public final class HardLinkRepository implements Repository, Closeable {

	private final Path location;
	private final FileSystem system;
	private final RepositoryInfo info;
	private final Upkeep upkeep = new HardLinkUpkeep(this);
	/** All that was opened, to be closed at the end, as readers may still use an older one. Guarded by itself. */
	private final List<Opened> opened = new ArrayList<>();
	private volatile Opened current;

	private HardLinkRepository(Path location, FileSystem system) throws IOException {
		this.location = location;
		this.system = system;
		this.current = Opened.open(location, system);
		this.info = current.info();
		opened.add(current);
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
		return new HardLinkRepository(folder.toAbsolutePath().normalize(), system);
	}

	/**
	 * The open repository, for one operation: that it is still there was seen just now. One whose disk was mounted anew is opened anew.
	 *
	 * @throws RepositoryException if it is not there, or another is in its place; the message says what to do
	 */
	Opened here() throws IOException {
		Opened here = current;
		if (here.isThere()) {
			return here;
		}
		synchronized (opened) {
			if (!current.isThere()) {
				current = openAnew();
				opened.add(current);
			}
			return current;
		}
	}

	private Opened openAnew() throws IOException {
		Opened anew = Opened.open(location, system);
		RepositoryException refusal = null;
		if (!anew.info().id().equals(info.id())) {
			refusal = new RepositoryException("the repository " + location + " is not there any more, but another one: mount the disk of that with the id " + info.id());
		} else if (RepositoryLock.isHeld(anew.real())) {
			refusal = new RepositoryBusyException("repository " + location + " was mounted anew while work on it goes on");
		}
		if (refusal != null) {
			anew.close();
			throw refusal;
		}
		LoggerFactory.getLogger(HardLinkRepository.class).info("Repository {} was mounted anew or put in another folder: it is opened again", location);
		return anew;
	}

	@Override
	public RepositoryInfo info() {
		return info;
	}

	@Override
	public SnapshotWriter begin(SnapshotRequest request) throws IOException {
		Opened here = here();
		RepositoryLock lock = null;
		RunFolder run = null;
		HardLinkWriter writer = null;
		try {
			lock = RepositoryLock.share(here.real(), (request.adoption() == null ? "a backup of " : "an import of ") + request.client() + "/" + request.plan());
			run = here.runs().begin(request);
			Before before = new Before(latestManifest(here.snapshots(), request), run.readEarlierJournals(), Quarantine.contents(here.root()));
			writer = new HardLinkWriter(run, request, before, here.pool(), here.commit(), lock);
			return writer;
		} catch (IOException e) {
			throw here.failure(e);
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

	private static ManifestReader latestManifest(Snapshots snapshots, SnapshotRequest request) throws IOException {
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
		Opened here = here();
		try {
			return here.snapshots().all().stream().map(stored -> stored.file().snapshot()).toList();
		} catch (IOException e) {
			throw here.failure(e);
		}
	}

	@Override
	public List<Snapshot> snapshots(String client, String plan) throws IOException {
		Opened here = here();
		try {
			return here.snapshots().of(client, plan).stream().map(stored -> stored.file().snapshot()).toList();
		} catch (IOException e) {
			throw here.failure(e);
		}
	}

	@Override
	public SnapshotReader open(String id) throws IOException {
		Opened here = here();
		try {
			Snapshots.Stored stored = here.snapshots().find(id);
			return new HardLinkReader(location, stored.file().snapshot(), stored.openManifest(), here.pool());
		} catch (IOException e) {
			throw here.failure(e);
		}
	}

	@Override
	public void check(String id) throws IOException {
		Opened here = here();
		try {
			Snapshots.Stored stored = here.snapshots().find(id);
			Path manifest = Layout.resolve(stored.path(), Layout.MANIFEST);
			stored.openManifest().close();
			if (!Verify.hashOf(manifest).equals(stored.file().manifest())) {
				throw new RepositoryException("the manifest " + manifest + " is damaged: it is not what its summary says");
			}
		} catch (IOException e) {
			throw here.failure(e);
		}
	}

	@Override
	public void forget(String id) throws IOException {
		Opened here = here();
		try {
			here.pins().forget(id);
		} catch (IOException e) {
			throw here.failure(e);
		}
		here.trash().tryToEmpty();
	}

	@Override
	public void pin(String id, String why) throws IOException {
		Opened here = here();
		try {
			here.pins().set(id, why);
		} catch (IOException e) {
			throw here.failure(e);
		}
	}

	@Override
	public PruneReport prune(PruneOptions options, WorkListener listener) throws IOException, InterruptedException {
		Opened here = here();
		try (RepositoryLock _ = RepositoryLock.alone(here.real(), options.dryRun() ? "a dry run of a prune" : "a prune")) {
			return new Prune(here.root(), here.snapshots(), here.runs(), here.trash()).run(options, listener);
		} catch (IOException e) {
			throw here.failure(e);
		}
	}

	@Override
	public VerifyReport verify(VerifyOptions options, WorkListener listener) throws IOException, InterruptedException {
		Opened here = here();
		try (RepositoryLock _ = RepositoryLock.share(here.real(), "a verify"); Directory files = here.root().directory(Layout.POOL)) {
			VerifyReport report = new Verify(here.root(), files.paths(), here.snapshots(), new TreeRepair(here.pool(), here.trash().folder()))
					.run(options, listener);
			here.requireThere(); // else all manifests seem to be missing
			return report;
		} catch (IOException e) {
			throw here.failure(e);
		}
	}

	@Override
	public Upkeep upkeep() {
		return upkeep;
	}

	/** Readers and writers must be closed before. Idempotent. */
	@Override
	public void close() {
		synchronized (opened) {
			opened.forEach(Opened::close);
		}
	}
}
