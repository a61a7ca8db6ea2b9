package backtrac.engine.jobs.catalog;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.SnapshotIndex;
import backtrac.api.store.Repository;
import backtrac.api.store.Snapshot;

/**
 * Keeps the catalog's list of snapshots as the repository is. The repository is right where they differ; so what cannot be written is
 * only logged, and made good by the next {@link #refresh}. Safe for use by several threads; nobody waits for a whole refresh but another.
 */
@Component(service = IndexKeeper.class)
public final class IndexKeeper {

	private static final Logger log = LoggerFactory.getLogger(IndexKeeper.class);
	private static final int BATCH = 1000;

	private final Repository repository;
	private final SnapshotIndex index;
	private final Lock refreshing = new ReentrantLock();
	/** What was written since a refresh began to read, which knows less of these; null while there is none. */
	private Set<String> touched;

	/**
	 * What a refresh did.
	 *
	 * @param listed  how many snapshots are listed now
	 * @param written those of them that were not, or not as they are
	 * @param removed those that were listed and are gone
	 */
	record Change(int listed, int written, int removed) {
	}

	@Activate
	public IndexKeeper(@Reference Repository repository, @Reference SnapshotIndex index) {
		this.repository = repository;
		this.index = index;
	}

	/** Lists a snapshot that was just committed, pinned or unpinned. */
	public synchronized void put(Snapshot snapshot) {
		attempt(List.of(snapshot.id()), () -> index.put(List.of(snapshot)));
	}

	/** Lists snapshots that were forgotten no more. */
	public synchronized void forgotten(Collection<String> ids) {
		attempt(ids, () -> index.remove(ids));
	}

	private void attempt(Collection<String> ids, Runnable change) {
		try {
			change.run();
			if (touched != null) {
				touched.addAll(ids);
			}
		} catch (CatalogException e) {
			log.warn("the catalog's list of snapshots is not up to date until the server's next start or a rebuild: {}", e.getMessage());
		}
	}

	/**
	 * Makes the list as the repository is; writes only what differs.
	 *
	 * @throws CatalogException     if the list cannot be read or written
	 * @throws InterruptedException if the thread was interrupted; what was done by then is right
	 */
	Change refresh() throws IOException, InterruptedException {
		refreshing.lockInterruptibly();
		try {
			note(new HashSet<>());
			return refreshNow();
		} finally {
			note(null);
			refreshing.unlock();
		}
	}

	private synchronized void note(Set<String> written) {
		touched = written;
	}

	private Change refreshNow() throws IOException, InterruptedException {
		// asked before the repository: what another server adds meanwhile must not be taken for gone
		Map<String, Snapshot> listed = listed();
		Set<String> gone = new HashSet<>(index.ids());
		List<Snapshot> snapshots = repository.snapshots();
		List<Snapshot> changed = new ArrayList<>();
		for (Snapshot snapshot : snapshots) {
			gone.remove(snapshot.id());
			Snapshot known = listed.get(snapshot.id());
			if (known == null || !coarse(known).equals(coarse(snapshot))) {
				changed.add(snapshot);
			}
		}
		int written = 0;
		for (int i = 0; i < changed.size(); i += BATCH) {
			requireWanted();
			written += putRest(changed.subList(i, Math.min(i + BATCH, changed.size())));
		}
		return new Change(snapshots.size(), written, removeRest(gone));
	}

	private synchronized int putRest(List<Snapshot> changed) {
		List<Snapshot> rest = changed.stream().filter(snapshot -> !touched.contains(snapshot.id())).toList();
		if (!rest.isEmpty()) {
			index.put(rest);
		}
		return rest.size();
	}

	private synchronized int removeRest(Set<String> gone) {
		List<String> rest = gone.stream().filter(id -> !touched.contains(id)).toList();
		if (!rest.isEmpty()) {
			index.remove(rest);
		}
		return rest.size();
	}

	private Map<String, Snapshot> listed() throws InterruptedException {
		Map<String, Snapshot> listed = new HashMap<>();
		List<Snapshot> page;
		do {
			requireWanted();
			page = index.snapshots(null, null, listed.size(), BATCH);
			int before = listed.size();
			page.forEach(snapshot -> listed.put(snapshot.id(), snapshot));
			if (listed.size() < before + page.size()) {
				break; // the list has changed meanwhile; what was missed is written once more
			}
		} while (page.size() == BATCH);
		return listed;
	}

	private static void requireWanted() throws InterruptedException {
		if (Thread.interrupted()) {
			throw new InterruptedException();
		}
	}

	/** A database may keep times less exactly. */
	private static Snapshot coarse(Snapshot s) {
		return new Snapshot(s.id(), s.client(), s.plan(), coarse(s.started()), coarse(s.finished()), s.result(), s.counts(), s.tree(), s.source(), s.definition(), s.pin());
	}

	private static Instant coarse(Instant time) {
		return time.truncatedTo(ChronoUnit.MILLIS);
	}
}
