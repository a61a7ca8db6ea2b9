package backtrac.engine.jobs.catalog;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import backtrac.api.catalog.CatalogException;
import backtrac.api.event.Topics;
import backtrac.api.store.RepositoryException;
import backtrac.engine.jobs.event.Events;

/**
 * Lets the catalog know, when the server starts, what its repository has: all snapshots, and if the catalog is new, the clients and plans that
 * these are of. Works in the background, and tries again until the catalog and the repository are both there.
 */
@Component(service = {}, immediate = true)
public final class CatalogSync {

	private static final Logger log = LoggerFactory.getLogger(CatalogSync.class);
	private static final Duration PATIENCE = Duration.ofSeconds(2);
	private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
	private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

	private final IndexKeeper index;
	private final CatalogRebuild rebuild;
	private final Events events;
	private final Pauses pauses;
	private final Thread thread;
	private volatile boolean isWanted = true;

	/** What waits for a while. */
	@FunctionalInterface
	interface Pauses {
		void pause(Duration time) throws InterruptedException;
	}

	@Activate
	public CatalogSync(@Reference IndexKeeper index, @Reference CatalogRebuild rebuild, @Reference Events events) {
		this(index, rebuild, events, Thread::sleep);
	}

	CatalogSync(IndexKeeper index, CatalogRebuild rebuild, Events events, Pauses pauses) {
		this.pauses = pauses;
		this.index = index;
		this.rebuild = rebuild;
		this.events = events;
		this.thread = Thread.ofPlatform().daemon().inheritInheritableThreadLocals(false).name("catalog sync").unstarted(this::work);
		thread.setContextClassLoader(CatalogSync.class.getClassLoader());
		thread.start();
	}

	private void work() {
		try {
			Duration pause = FIRST_PAUSE;
			String told = "";
			for (Optional<String> why = attempt(); isWanted && why.isPresent(); why = attempt()) {
				if (!why.get().equals(told)) {
					told = why.get();
					log.warn("the catalog does not know all that is in the repository yet, it is tried again: {}", told);
				}
				pauses.pause(pause);
				pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
			}
			if (!told.isEmpty() && isWanted) {
				log.info("the catalog knows all that is in the repository now");
			}
		} catch (InterruptedException e) {
			// the server stops; its next start goes on
		}
	}

	/** Answers why it failed. */
	private Optional<String> attempt() throws InterruptedException {
		try {
			sync();
			return Optional.empty();
		} catch (RepositoryException | CatalogException e) {
			return Optional.of(String.valueOf(e.getMessage()));
		} catch (IOException | RuntimeException e) {
			return Optional.of(e.toString());
		}
	}

	private void sync() throws IOException, InterruptedException {
		if (rebuild.isDue()) {
			tell(rebuild.run());
			return;
		}
		IndexKeeper.Change change = index.refresh();
		if (change.written() > 0 || change.removed() > 0) {
			log.info("the catalog's list of snapshots was brought up to date: {} new or changed, {} gone", change.written(), change.removed());
		}
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
		isWanted = false;
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
