package backtrac.engine.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

import backtrac.api.store.RebuildReport;
import backtrac.api.store.RepositoryException;
import backtrac.api.store.ScrubOptions;
import backtrac.api.store.ScrubReport;
import backtrac.api.store.Upkeep;
import backtrac.api.store.WorkListener;
import backtrac.posix.Directory;

/** The upkeep of a hard-link repository. */
final class HardLinkUpkeep implements Upkeep {

	private final Path location;
	private final Path real;
	private final Directory root;
	private final Pool pool;
	private final Runs runs;
	private final Snapshots snapshots;
	private final TreePolicy trees;
	private final Trash trash;

	/**
	 * @param location the repository, for messages
	 * @param real     its real path
	 */
	HardLinkUpkeep(Path location, Path real, Directory root, Pool pool, Runs runs, Snapshots snapshots, TreePolicy trees, Trash trash) {
		this.location = location;
		this.real = real;
		this.root = root;
		this.pool = pool;
		this.runs = runs;
		this.snapshots = snapshots;
		this.trees = trees;
		this.trash = trash;
	}

	@Override
	public ScrubReport scrub(ScrubOptions options, WorkListener listener) throws IOException, InterruptedException {
		try (RepositoryLock _ = RepositoryLock.share(real, "a scrub"); RunLock alone = RunLock.tryTake(real.resolve(RepositoryLock.FOLDER).resolve("scrub"))) {
			if (alone == null) {
				throw new RepositoryException("another scrub of repository " + location + " goes on: try again when that has ended");
			}
			try (Directory files = root.directory(Layout.POOL)) {
				return new Scrub(root, files.paths(), trash.folder(), snapshots).run(options, listener);
			}
		} catch (IOException e) {
			throw Failures.of(location, e);
		}
	}

	@Override
	public RebuildReport rebuild(Set<String> ids, WorkListener listener) throws IOException, InterruptedException {
		try (RepositoryLock _ = RepositoryLock.share(real, "a rebuild of trees")) {
			return new Rebuild(root, pool, runs, snapshots, trees, trash).run(ids, listener);
		} catch (IOException e) {
			throw Failures.of(location, e);
		}
	}

	@Override
	public int keptTrees() throws IOException {
		try {
			return trees.kept();
		} catch (IOException e) {
			throw Failures.of(location, e);
		}
	}

	@Override
	public void keepTrees(int most) throws IOException {
		try {
			trees.keep(most);
		} catch (IOException e) {
			throw Failures.of(location, e);
		}
	}
}
