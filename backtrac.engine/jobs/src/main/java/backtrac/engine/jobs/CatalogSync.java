package backtrac.engine.jobs;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import backtrac.api.catalog.CatalogException;
import backtrac.api.event.Topics;
import backtrac.api.store.RepositoryException;

/**
 * Lets the catalog know, when the server starts, what its repository has: all snapshots, and if the catalog is new, the clients and plans that
 * these are of. Works in the background.
 */
@Component(service = {}, immediate = true)
public final class CatalogSync {

	private static final Logger log = LoggerFactory.getLogger(CatalogSync.class);
	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private final IndexKeeper index;
	private final CatalogRebuild rebuild;
	private final Events events;
	private final Thread thread;

	@Activate
	public CatalogSync(@Reference IndexKeeper index, @Reference CatalogRebuild rebuild, @Reference Events events) {
		this.index = index;
		this.rebuild = rebuild;
		this.events = events;
		this.thread = Thread.ofPlatform().daemon().inheritInheritableThreadLocals(false).name("catalog sync").unstarted(this::work);
		thread.setContextClassLoader(CatalogSync.class.getClassLoader());
		thread.start();
	}

	private void work() {
		try {
			if (rebuild.isDue()) {
				tell(rebuild.run());
			} else {
				IndexKeeper.Change change = index.refresh();
				if (change.written() > 0 || change.removed() > 0) {
					log.info("the catalog's list of snapshots was brought up to date: {} new or changed, {} gone", change.written(), change.removed());
				}
			}
		} catch (InterruptedException e) {
			// the server stops; its next start goes on
		} catch (RepositoryException | CatalogException e) {
			failed(e.getMessage());
		} catch (IOException | RuntimeException e) {
			failed(e.toString());
		}
	}

	private static void failed(String why) {
		log.error("the catalog does not know all that is in the repository until the server's next start or a rebuild: {}", why);
	}

	private void tell(CatalogRebuild.Report report) {
		if (report.clients() > 0 || report.plans() > 0) {
			log.warn("the catalog is new, but the repository is not: {}", report.sentence());
			report.remarks().forEach(log::warn);
			events.post(Topics.DEFINITIONS_CHANGED, Map.of());
		}
	}

	/** Waits until it is done. */
	void await() throws InterruptedException {
		thread.join();
	}

	@Deactivate
	void deactivate() {
		thread.interrupt();
		try {
			if (!thread.join(PATIENCE)) {
				log.warn("what brings the catalog up to date has not ended in time");
			}
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}
}
