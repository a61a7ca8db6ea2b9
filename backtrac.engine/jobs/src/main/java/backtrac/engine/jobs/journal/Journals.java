package backtrac.engine.jobs.journal;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.LogLine;
import backtrac.api.catalog.RunLog;
import backtrac.api.event.Topics;
import backtrac.engine.jobs.event.Events;
import backtrac.engine.jobs.report.Quantities;
import backtrac.engine.jobs.thread.Ticker;

/**
 * Brings the journals of all runs to the catalog, in batches, on the ticker's threads: no run waits for that, but for a moment at its
 * end. Safe for use by several threads.
 */
public final class Journals {

	/** How often. */
	public static final Duration PAUSE = Duration.ofMillis(500);

	/** How often the lines of a run that has ended are offered to a catalog that does not take them: for about an hour. */
	static final int MOST_OFFERS = 7200;

	private static final Logger log = LoggerFactory.getLogger(Journals.class);
	private static final int BATCH = 2000;
	private static final Duration PATIENCE = Duration.ofSeconds(1);

	private final RunLog catalog;
	private final Events events;
	private final Clock clock;
	private final Ticker ticker;
	private final AtomicInteger waiting = new AtomicInteger();
	private final Map<RunJournal, Integer> offers = new ConcurrentHashMap<>();
	private final Set<RunJournal> changed = ConcurrentHashMap.newKeySet();
	private volatile boolean away;

	public Journals(RunLog catalog, Events events, Clock clock, Ticker ticker) {
		this.catalog = catalog;
		this.events = events;
		this.clock = clock;
		this.ticker = ticker;
		ticker.every(PAUSE, this::tick);
	}

	/** A new one. Who asks ends it. */
	public RunJournal open(String runId) {
		RunJournal journal = new RunJournal(runId, clock, waiting);
		offers.put(journal, 0);
		return journal;
	}

	/** Ends a journal, and waits a moment for the catalog to have it all. */
	public void end(RunJournal journal) {
		journal.end();
		ticker.await(() -> store(journal), PATIENCE);
	}

	/** Stores what has come, and tells of each run at most once. */
	public void tick() {
		for (RunJournal journal : offers.keySet()) {
			// asked before, so that nothing can come after what is stored here
			boolean hasEnded = journal.hasEnded();
			store(journal);
			if (changed.remove(journal)) {
				events.post(Topics.LOG_APPENDED, Map.of(Topics.RUN_ID, journal.runId()));
			}
			if (hasEnded) {
				forget(journal);
			}
		}
	}

	private void forget(RunJournal journal) {
		if (journal.left() == 0) {
			offers.remove(journal);
		} else if (offers.merge(journal, 1, Integer::sum) > MOST_OFFERS) {
			log.error("run {}: {} of its log are lost, as the catalog is away for too long", journal.runId(), Quantities.count(journal.left(), "line"));
			journal.stored(journal.left());
			offers.remove(journal);
		}
	}

	private void store(RunJournal journal) {
		// one batch after the other, as lines keep their order; a lock of its own, as runs tell meanwhile
		synchronized (journal.storing) {
			try {
				List<LogLine> lines;
				while (!(lines = journal.first(BATCH)).isEmpty()) {
					catalog.append(lines);
					journal.stored(lines.size());
					changed.add(journal);
					// only now: that a journal has nothing to store says nothing of the catalog
					away = false;
				}
			} catch (CatalogException e) {
				if (!away) {
					log.warn("the log of runs waits for the catalog: {}", e.getMessage());
				}
				away = true;
			}
		}
	}
}
