package backtrac.engine.store;

import java.io.IOException;
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

	private final HardLinkRepository repository;

	HardLinkUpkeep(HardLinkRepository repository) {
		this.repository = repository;
	}

	@Override
	public ScrubReport scrub(ScrubOptions options, WorkListener listener) throws IOException, InterruptedException {
		Opened here = repository.here();
		try (RepositoryLock _ = RepositoryLock.share(here.real(), "a scrub");
				RunLock alone = RunLock.tryTake(here.real().resolve(RepositoryLock.FOLDER).resolve("scrub"))) {
			if (alone == null) {
				throw new RepositoryException("another scrub of repository " + here.info().location() + " goes on: try again when that has ended");
			}
			try (Directory files = here.root().directory(Layout.POOL)) {
				ScrubReport report = new Scrub(here.root(), files.paths(), here.trash().folder(), here.snapshots()).run(options, listener);
				here.requireThere();
				return report;
			}
		} catch (IOException e) {
			throw here.failure(e);
		}
	}

	@Override
	public RebuildReport rebuild(Set<String> ids, WorkListener listener) throws IOException, InterruptedException {
		Opened here = repository.here();
		try (RepositoryLock _ = RepositoryLock.share(here.real(), "a rebuild of trees")) {
			RebuildReport report = new Rebuild(here.root(), here.pool(), here.runs(), here.snapshots(), here.trees(), here.trash()).run(ids, listener);
			here.requireThere(); // else no manifest could be used
			return report;
		} catch (IOException e) {
			throw here.failure(e);
		}
	}

	@Override
	public int keptTrees() throws IOException {
		Opened here = repository.here();
		try {
			return here.trees().kept();
		} catch (IOException e) {
			throw here.failure(e);
		}
	}

	@Override
	public void keepTrees(int most) throws IOException {
		Opened here = repository.here();
		try {
			here.trees().keep(most);
		} catch (IOException e) {
			throw here.failure(e);
		}
	}
}
