package backtrac.engine.jobs.runner;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.RunHistory;
import backtrac.api.catalog.RunRecord;
import backtrac.api.job.RunState;
import backtrac.engine.jobs.run.Chain;
import backtrac.engine.jobs.run.Failure;
import backtrac.engine.jobs.run.Job;
import backtrac.engine.jobs.run.RetryRule;

/**
 * Keeps the catalog's records of this server's runs, and tells of their ends when the catalog knows them. A run goes on when the catalog is away, and its end is recorded later; it ends
 * when the catalog says that it is not this server's any more. Safe for use by several threads.
 */
final class RunRecords {

	private static final Logger log = LoggerFactory.getLogger(RunRecords.class);

	private final RunHistory history;
	private final RunNews news;
	/** Ends that the catalog has not taken yet, by run. */
	private final Map<String, End> late = new ConcurrentHashMap<>();

	private record End(RunRecord run, Failure.Remedy remedy, int retries) {

		/** When there is another run in place of this one; null if there is none. */
		Instant again(RunHistory history) {
			return remedy == Failure.Remedy.NONE ? null : RetryRule.again(run, Chain.of(run, history), remedy, retries);
		}
	}

	RunRecords(RunHistory history, RunNews news) {
		this.history = history;
		this.news = news;
	}

	/** Records how far a run is that works. */
	void update(Job job) {
		RunRecord run = job.record();
		try {
			// it may end meanwhile, and then is not lost
			if (run.state() == RunState.RUNNING && !history.update(run) && job.state() == RunState.RUNNING) {
				log.warn("run {}: another server has taken it over; it ends here", job.id());
				job.lose();
			}
		} catch (CatalogException e) {
			log.warn("run {}, {}, cannot be recorded: {}", run.id(), run.state(), e.getMessage());
		}
	}

	/** Records that a run has ended, and tells of it; one that was lost has been ended by who took it over. */
	void end(Job job) {
		if (job.isLost()) {
			news.state(job.record());
		} else {
			end(new End(job.record(), job.remedy(), job.retries()));
		}
	}

	private void end(End end) {
		try {
			if (!history.end(end.run(), end.again(history))) {
				log.warn("run {}: another server has ended it before; that it is {} now is not recorded", end.run().id(), end.run().state());
			}
			late.remove(end.run().id());
			// not before: who hears of it asks the catalog what has become of the run
			news.state(end.run());
		} catch (CatalogException e) {
			if (late.put(end.run().id(), end) == null) {
				log.error("run {}, {}, cannot be recorded by now: {}", end.run().id(), end.run().state(), e.getMessage());
			}
		} catch (RuntimeException e) {
			// kept as well: a run that the catalog takes for an open one would hold up its plan
			if (late.put(end.run().id(), end) == null) {
				log.error("run {}, {}, cannot be recorded by now", end.run().id(), end.run().state(), e);
			}
		}
	}

	/** Records what could not be recorded before, and tells of it. */
	synchronized void catchUp() {
		late.values().forEach(this::end);
	}

	/** Whether a run has ended here that the catalog takes for an open one. */
	boolean isLate(String run) {
		return late.containsKey(run);
	}
}
