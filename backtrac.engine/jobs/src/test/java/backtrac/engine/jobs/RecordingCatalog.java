package backtrac.engine.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.LogLine;
import backtrac.api.catalog.LogQuery;
import backtrac.api.catalog.MemoryCatalog;
import backtrac.api.catalog.RunRecord;
import backtrac.api.job.RunState;
import backtrac.api.store.Snapshot;

/** A catalog in memory that knows how each run came along, and can be made to fail. */
final class RecordingCatalog extends MemoryCatalog {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final Map<String, List<RunState>> states = new HashMap<>();
	/** What the catalog's bug throws when a run ends. */
	volatile RuntimeException endFailure;
	private boolean logBroken;
	private boolean indexBroken;
	private int appends;
	private Runnable beforeAdd;
	/** What the log waits for. */
	volatile CountDownLatch logGo = new CountDownLatch(0);

	/** What somebody else does just before the next run is added. */
	synchronized void beforeAdd(Runnable other) {
		beforeAdd = other;
	}

	/** All states that were stored of a run, each once in a row. */
	synchronized List<RunState> states(String run) {
		return List.copyOf(states.getOrDefault(run, List.of()));
	}

	/** All that a run has told: level, path, message and cause. */
	synchronized List<String> told(String run) {
		return lines(LogQuery.ofRun(run, Integer.MAX_VALUE)).stream()
				.map(line -> line.level() + " " + (line.path().isEmpty() ? "" : line.path() + ": ") + line.message() + (line.cause().isEmpty() ? "" : " [" + line.cause() + "]"))
				.toList();
	}

	/** Waits for so many lines of a run. Answers false if they do not come. */
	synchronized boolean awaitTold(String run, int lines) throws InterruptedException {
		long end = System.nanoTime() + PATIENCE.toNanos();
		while (told(run).size() < lines) {
			long left = (end - System.nanoTime()) / 1_000_000;
			if (left <= 0) {
				return false;
			}
			wait(left);
		}
		return true;
	}

	synchronized void breakLog(boolean broken) {
		logBroken = broken;
	}

	synchronized void breakIndex(boolean broken) {
		indexBroken = broken;
	}

	synchronized int appends() {
		return appends;
	}

	/** Has another server end a run. */
	void takeOver(String id) {
		super.end(CutOff.end(run(id).orElseThrow(), Chain.NONE, "it went away", Instant.EPOCH), null);
	}

	@Override
	public synchronized boolean add(RunRecord run) {
		if (beforeAdd != null) {
			Runnable other = beforeAdd;
			beforeAdd = null;
			other.run();
		}
		boolean done = super.add(run);
		if (done) {
			note(run);
		}
		return done;
	}

	@Override
	public synchronized boolean update(RunRecord run) {
		if (run.state().isFinal()) {
			throw new IllegalArgumentException("it has ended, and is not updated");
		}
		boolean done = super.update(run);
		if (done) {
			note(run);
		}
		return done;
	}

	@Override
	public synchronized boolean end(RunRecord run, Instant again) {
		if (endFailure != null) {
			throw endFailure;
		}
		boolean done = super.end(run, again);
		if (done) {
			note(run);
		}
		return done;
	}

	private void note(RunRecord run) {
		List<RunState> known = states.computeIfAbsent(run.id(), _ -> new ArrayList<>());
		if (known.isEmpty() || known.getLast() != run.state()) {
			known.add(run.state());
		}
	}

	@Override
	public void append(List<LogLine> lines) {
		try {
			logGo.await();
		} catch (InterruptedException e) {
			throw new IllegalStateException("nobody interrupts who stores a log", e);
		}
		synchronized (this) {
			if (logBroken) {
				throw new CatalogException("the database is away");
			}
			appends++;
			super.append(lines);
			notifyAll();
		}
	}

	@Override
	public synchronized void put(Collection<Snapshot> added) {
		if (indexBroken) {
			throw new CatalogException("the database is away");
		}
		super.put(added);
	}
}
