package backtrac.web.live;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import backtrac.api.catalog.Catalog;
import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.Client;
import backtrac.api.catalog.Plan;
import backtrac.api.catalog.RunRecord;
import backtrac.api.store.Repository;
import backtrac.api.store.RepositoryInfo;
import backtrac.api.store.Snapshot;
import backtrac.web.status.LiveRun;
import backtrac.web.status.Overview;

/** Asks the services for what the dashboard shows. What they cannot say becomes a sentence, not an exception. */
final class OverviewLoader {

	/** So many runs are looked at to find each plan's last one. */
	private static final int RUNS = 500;

	private static final Logger log = LoggerFactory.getLogger(OverviewLoader.class);

	private final Services services;

	OverviewLoader(Services services) {
		this.services = services;
	}

	/** Blocks for the database and the disk. */
	Overview load() {
		List<String> troubles = new ArrayList<>();
		List<Client> clients = List.of();
		List<Plan> plans = List.of();
		List<RunRecord> runs = List.of();
		Optional<Catalog> catalog = services.catalog();
		if (catalog.isEmpty()) {
			troubles.add("The catalog is not running.");
		} else {
			try {
				clients = catalog.get().clients();
				plans = catalog.get().plans();
				runs = catalog.get().runs(RUNS);
			} catch (CatalogException | IllegalStateException e) {
				log.warn("The dashboard cannot read the catalog", e);
				troubles.add("The catalog cannot be read: " + e.getMessage());
			}
		}
		RepositoryInfo info = null;
		List<Snapshot> snapshots = List.of();
		Optional<Repository> repository = services.repository();
		if (repository.isEmpty()) {
			troubles.add("The repository is not open.");
		} else {
			try {
				info = repository.get().info();
				snapshots = repository.get().snapshots();
			} catch (IOException | IllegalStateException e) {
				log.warn("The dashboard cannot read the repository", e);
				troubles.add("The repository cannot be read: " + e.getMessage());
			}
		}
		if (services.jobs().isEmpty()) {
			troubles.add("The job runner is not running, no backup can start.");
		}
		return Overview.of(troubles, clients, plans, runs, info, snapshots).withLive(live());
	}

	/** The runs that are queued or work, the oldest first. */
	List<LiveRun> live() {
		return services.jobs().map(jobs -> jobs.running().stream().map(LiveRun::of).toList()).orElse(List.of());
	}
}
