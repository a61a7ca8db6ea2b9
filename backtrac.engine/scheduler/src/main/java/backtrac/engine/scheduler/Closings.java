package backtrac.engine.scheduler;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import backtrac.api.catalog.LogLine;
import backtrac.api.catalog.Plan;
import backtrac.api.catalog.RunOrigin.Trigger;
import backtrac.api.catalog.RunRecord;
import backtrac.api.job.Progress.Phase;

/** Ends the runs of this server whose plans may not work on when their window closes. Not those that a person began. */
final class Closings {

	private static final String SENTENCE = "the window in which this plan may work has closed: the run ends, and the next one goes on with what it has stored";

	private static final Logger log = LoggerFactory.getLogger(Closings.class);

	private final Books books;
	private final Starter runs;
	/** By run; {@link Instant#MAX} for those that may work on. */
	private final Map<String, Instant> closings = new HashMap<>();
	private volatile boolean isStale;

	Closings(Books books, Starter runs) {
		this.books = books;
		this.runs = runs;
	}

	/** Windows may have changed. */
	void forget() {
		isStale = true;
	}

	/** Cancels what is over its time. */
	void look(List<RunRecord> open, Instant now) {
		if (isStale) {
			isStale = false;
			closings.clear();
		}
		closings.keySet().retainAll(open.stream().map(RunRecord::id).collect(Collectors.toSet()));
		for (RunRecord run : open) {
			if (isMine(run) && !closings.computeIfAbsent(run.id(), _ -> closing(run, now)).isAfter(now) && runs.cancel(run.id())) {
				closings.put(run.id(), Instant.MAX);
				log.info("run {}: {}", run.id(), SENTENCE);
				books.log().append(List.of(new LogLine(0, run.id(), now, LogLine.Level.WARNING, Phase.WAITING, "", SENTENCE, "window closed")));
			}
		}
	}

	/** The next time at which one may have to end; null if there is none. */
	Instant next() {
		return closings.values().stream().filter(closing -> !closing.equals(Instant.MAX)).min(Instant::compareTo).orElse(null);
	}

	private boolean isMine(RunRecord run) {
		return run.planId() != null && run.verb().equals(RunRecord.BACKUP) && run.origin().trigger() != Trigger.PERSON
				&& run.server().equals(books.servers().self());
	}

	private Instant closing(RunRecord run, Instant now) {
		Optional<Plan> plan = books.catalog().plan(run.planId()).filter(p -> p.timing().endsWithWindow());
		try {
			return plan.flatMap(p -> Timetable.of(p.id(), p.timing()).windows().closes(now)).orElse(Instant.MAX);
		} catch (IllegalArgumentException _) {
			// said where the plan is scheduled
			return Instant.MAX;
		}
	}
}
