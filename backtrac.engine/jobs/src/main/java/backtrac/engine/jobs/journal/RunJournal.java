package backtrac.engine.jobs.journal;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import backtrac.api.catalog.LogLine;
import backtrac.api.catalog.LogLine.Level;
import backtrac.api.job.Progress.Phase;
import backtrac.engine.jobs.report.ProblemListener;
import backtrac.engine.jobs.report.Quantities;
import backtrac.engine.jobs.report.Reasons;

/**
 * What a run has to tell, until the catalog has it. Of each cause only so many lines are kept, and how many more there were;
 * problems that find no room, because the catalog is away or too slow, are counted as lost, and that is told, too. Safe for use by
 * several threads; takes no longer than a lock.
 */
public final class RunJournal implements ProblemListener {

	/** Lines a cause and run. */
	static final int MOST_OF_A_CAUSE = 10_000;
	/** Causes a run that are told apart. */
	static final int MOST_CAUSES = 200;
	/** Lines of problems that wait for the catalog, of all runs. */
	static final int MOST_WAITING = 50_000;

	private static final String OTHER = "other reasons";

	/** Held by who brings the lines to the catalog. */
	final Object storing = new Object();

	private final String runId;
	private final Clock clock;
	/** Lines of all journals that wait. */
	private final AtomicInteger waiting;

	// guarded by this
	private final ArrayDeque<LogLine> lines = new ArrayDeque<>();
	private final Map<String, Long> causes = new HashMap<>();
	private Phase phase = Phase.WAITING;
	private long problems;
	private long lost;
	private boolean ended;

	/** @param waiting shared by all journals */
	public RunJournal(String runId, Clock clock, AtomicInteger waiting) {
		this.runId = runId;
		this.clock = clock;
		this.waiting = waiting;
	}

	String runId() {
		return runId;
	}

	/** Tells that the run does something else now. */
	public synchronized void enter(Phase next) {
		phase = next;
		switch (next) {
		case CONNECTING -> info("connects");
		case COPYING -> info("goes over the files");
		case FINISHING -> info("brings everything to disk");
		case WAITING, DONE -> {
			// nothing is done there
		}
		}
	}

	/** Tells what was done. */
	public void info(String message) {
		add(Level.INFO, "", message, "");
	}

	/** Tells of something that is not as it should be, but costs the run nothing. */
	public void warn(String message, String cause) {
		add(Level.WARNING, "", message, cause);
	}

	/** Tells something in any case: to be used for few lines. */
	public synchronized void add(Level level, String path, String message, String cause) {
		lines.add(new LogLine(0, runId, clock.instant(), level, phase, path, message, cause));
		waiting.incrementAndGet();
	}

	@Override
	public void problem(String path, String reason) {
		problem(Level.WARNING, path, reason, Reasons.cause(path, reason));
	}

	/** Tells of an entry that could not be done, if there is room for it. */
	public synchronized void problem(Level level, String path, String message, String cause) {
		problems++;
		String group = causes.containsKey(cause) || causes.size() < MOST_CAUSES ? cause : OTHER;
		if (causes.merge(group, 1L, Long::sum) > MOST_OF_A_CAUSE) {
			return;
		}
		if (waiting.get() >= MOST_WAITING) {
			lost++;
			return;
		}
		add(level, path, message, group);
	}

	/** How many entries could not be done by now. */
	public synchronized long problems() {
		return problems;
	}

	/** How many entries could not be done, by cause. */
	public synchronized Map<String, Long> causes() {
		return Map.copyOf(causes);
	}

	/**
	 * Tells how many lines were left out of each cause. Nothing comes after this but how it ended.
	 *
	 * @param snapshotId the snapshot that the run has made; null if there is none
	 */
	public synchronized void close(String snapshotId) {
		String where = snapshotId == null ? ": they are not listed, as the run has made no snapshot" : ": all of them are in the manifest of the snapshot " + snapshotId;
		causes.forEach((cause, count) -> {
			if (count > MOST_OF_A_CAUSE) {
				warn("and " + Quantities.count(count - MOST_OF_A_CAUSE) + " more" + where, cause);
			}
		});
	}

	/** Nothing comes any more. */
	public synchronized void end() {
		ended = true;
	}

	synchronized boolean hasEnded() {
		return ended;
	}

	/** The first lines that the catalog does not have yet; none if it has all. They stay here until they are {@link #stored}. */
	synchronized List<LogLine> first(int most) {
		if (lost > 0 && waiting.get() < MOST_WAITING) {
			long count = lost;
			lost = 0;
			warn("the log lacks " + Quantities.count(count, "line") + " here, which came faster than the catalog took them", "the catalog was away or too slow");
		}
		return lines.stream().limit(most).collect(Collectors.toCollection(ArrayList::new));
	}

	/** The catalog has so many of the first lines, or never will. */
	synchronized void stored(int count) {
		for (int i = 0; i < count; i++) {
			lines.remove();
		}
		waiting.addAndGet(-count);
	}

	/** How many lines the catalog does not have yet. */
	synchronized int left() {
		return lines.size();
	}
}
