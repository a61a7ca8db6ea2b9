package backtrac.xmlrpc.handler.server;

import java.util.ArrayList;
import java.util.List;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.Settings;
import backtrac.api.job.JobRunner;
import backtrac.api.schedule.Scheduler;
import backtrac.api.store.Repository;
import backtrac.xmlrpc.handler.Wire;
import backtrac.xmlrpc.server.Troubles;

/** Knows by what is there whether backups can run. */
@Component
public final class ServerTroubles implements Troubles {

	static final String NO_REPOSITORY = "there is no repository: see its path in etc/backtrac.store.cfg, mount its disk if it is away, and start the server again";
	static final String NO_CATALOG = "there is no catalog: its database, see etc/backtrac.catalog.cfg, is not open yet or cannot be opened";
	static final String NO_RUNNER = "nothing works on runs: the bundle backtrac.engine.jobs is starting, stopped or being updated";
	static final String NO_SCHEDULER = "nothing starts runs by schedule: the bundle backtrac.engine.scheduler is starting, stopped or being updated";

	@Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
	volatile Repository repository;
	@Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
	volatile Settings settings;
	@Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
	volatile JobRunner runner;
	@Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
	volatile Scheduler scheduler;

	@Override
	public List<String> now() {
		List<String> troubles = new ArrayList<>();
		if (repository == null) {
			troubles.add(NO_REPOSITORY);
		}
		addOfCatalog(troubles);
		if (!troubles.isEmpty()) {
			return troubles; // the others wait for these
		}
		if (runner == null) {
			troubles.add(NO_RUNNER);
		}
		if (scheduler == null) {
			troubles.add(NO_SCHEDULER);
		}
		return troubles;
	}

	/** One whose database has gone away is there still. */
	private void addOfCatalog(List<String> troubles) {
		Settings known = settings;
		if (known == null) {
			troubles.add(NO_CATALOG);
			return;
		}
		try {
			known.get(Settings.PAUSED);
		} catch (CatalogException e) {
			troubles.add("the catalog cannot be used: " + Wire.text(e.getMessage()));
		}
	}
}
