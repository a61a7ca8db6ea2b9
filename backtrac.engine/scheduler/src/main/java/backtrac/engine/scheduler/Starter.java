package backtrac.engine.scheduler;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import backtrac.api.catalog.RunOrigin;
import backtrac.api.catalog.RunOrigin.Trigger;
import backtrac.api.catalog.RunRecord;
import backtrac.api.job.JobRunner;
import backtrac.api.job.Run;
import backtrac.api.job.RunState;

/** Claims runs and hands them to the runner, which comes and goes. A run that was claimed is never lost. */
final class Starter {

	private static final Logger log = LoggerFactory.getLogger(Starter.class);

	private static final Duration AGAIN = Duration.ofMinutes(1);
	/** After that a runner which takes nothing is left alone until the plan's next moment. */
	private static final int MOST_ATTEMPTS = 5;

	private final Books books;
	private final SecureRandom random = new SecureRandom();
	private volatile JobRunner runner;
	private volatile boolean isNew;

	Starter(Books books) {
		this.books = books;
	}

	void runner(JobRunner service) {
		isNew = true;
		runner = service;
	}

	void noRunner(JobRunner service) {
		// the next one may be here already
		if (runner == service) {
			runner = null;
		}
	}

	/** Whether there is somebody to hand runs to. */
	boolean isReady() {
		return runner != null;
	}

	/**
	 * Claims a run and hands it over.
	 *
	 * @param planId null if it is a chore
	 * @param about  what it is about, for people
	 * @return false if somebody else was first
	 */
	boolean start(Decision.Start start, String verb, String planId, String about, Instant now) {
		RunRecord run = new RunRecord(newId(), verb, planId, about, start.origin(), books.servers().self(), RunState.QUEUED, now, null, null, null, 0, 0,
				0, 0, null);
		if (!books.dues().claim(start.due(), run)) {
			return false;
		}
		log.debug("run {}: {} {} is claimed ({})", run.id(), verb, about, start.origin().trigger());
		handOver(run, now);
		return true;
	}

	private void handOver(RunRecord run, Instant now) {
		JobRunner service = runner;
		if (service == null) {
			refused(run, now, "the server stopped running jobs just then");
			return;
		}
		try {
			service.adopt(run);
		} catch (IllegalArgumentException | IllegalStateException e) {
			refused(run, now, e.getMessage());
		}
	}

	/** If it cannot be stored, the runner finds the run when it starts, and ends and resumes it then. */
	private void refused(RunRecord run, Instant now, String why) {
		String message = "it could not begin: " + why;
		log.warn("run {}: {}", run.id(), message);
		RunRecord ended = new RunRecord(run.id(), run.verb(), run.planId(), run.subject(), run.origin(), run.server(), RunState.INTERRUPTED, run.queued(), null,
				now, null, 0, 0, 0, 0, message);
		books.history().end(ended, run.origin().attempt() < MOST_ATTEMPTS ? now.plus(AGAIN) : null);
	}

	/** Hands over what was claimed by a scheduler that ended before it could; once for each runner that comes. */
	void handOverRest(Instant now) {
		JobRunner service = runner;
		if (!isNew || service == null) {
			return;
		}
		isNew = false;
		for (RunRecord run : books.history().open()) {
			if (run.server().equals(books.servers().self()) && run.state() == RunState.QUEUED && isOfScheduler(run.origin()) && service.run(run.id()).isEmpty()) {
				handOver(run, now);
			}
		}
	}

	/** A person's run is the runner's own, but for one in place of another. */
	private static boolean isOfScheduler(RunOrigin origin) {
		return origin.trigger() != Trigger.PERSON || origin.previous() != null;
	}

	/** Has a run end; false if nobody here knows it. */
	boolean cancel(String runId) {
		JobRunner service = runner;
		Run run = service == null ? null : service.run(runId).orElse(null);
		if (run != null) {
			run.cancel();
		}
		return run != null;
	}

	private String newId() {
		byte[] bytes = new byte[8];
		random.nextBytes(bytes);
		return HexFormat.of().formatHex(bytes);
	}
}
