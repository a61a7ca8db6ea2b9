package backtrac.engine.jobs;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import backtrac.api.catalog.Catalog;
import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.RunRecord;
import backtrac.api.event.Topics;
import backtrac.api.job.Request;
import backtrac.api.job.RunState;

/** Tells the world of runs: the catalog, the events and the log. */
final class RunLog {

	private static final Logger log = LoggerFactory.getLogger(RunLog.class);

	private final Catalog catalog;
	private final Events events;

	RunLog(Catalog catalog, Events events) {
		this.catalog = catalog;
		this.events = events;
	}

	/** Closes the records of the runs that the server's last stop has cut off. */
	void closeOpenRuns(Clock clock) {
		try {
			for (RunRecord run : catalog.openRuns()) {
				String message = run.state() == RunState.QUEUED ? "the server was stopped before it ran" : "the server was stopped while it ran";
				catalog.save(new RunRecord(run.id(), run.verb(), run.planId(), RunState.INTERRUPTED, run.queued(), run.started(), clock.instant(),
						run.snapshotId(), run.files(), run.bytes(), run.bytesStored(), run.problems(), message));
				log.info("run {}: {}", run.id(), message);
			}
		} catch (CatalogException e) {
			log.error("what the server's last stop has cut off cannot be recorded: {}", e.getMessage());
		}
	}

	/** @throws CatalogException if the catalog does not take it: the run must not begin then */
	void queued(Job job) {
		catalog.save(job.record());
		post(Topics.RUN + RunState.QUEUED, job);
	}

	void started(Job job) {
		log.info("run {}: begins, {}", job.id(), job.request());
		save(job.record());
		post(Topics.RUN + RunState.RUNNING, job);
	}

	/** Never after the end. */
	void progress(Job job) {
		synchronized (job) {
			if (job.state() == RunState.RUNNING) {
				post(Topics.RUN_PROGRESS, job);
			}
		}
	}

	void ended(Job job) {
		RunRecord record = job.record();
		log.info("run {}: {}, {}", record.id(), record.state(), record.message());
		// the catalog keeps their number only
		job.problems().forEach(problem -> log.info("run {}: {}: {}", record.id(), problem.path(), problem.reason()));
		save(record);
		if (job.request() instanceof Request.Backup && record.snapshotId() != null) {
			events.post(Topics.SNAPSHOT_COMMITTED, Map.of(Topics.SNAPSHOT_ID, record.snapshotId()));
		}
		post(Topics.RUN + record.state(), job);
	}

	/** The run itself goes on without its record. */
	private void save(RunRecord record) {
		try {
			catalog.save(record);
		} catch (CatalogException e) {
			log.error("run {}, {}, cannot be recorded: {}", record.id(), record.state(), e.getMessage());
		}
	}

	private void post(String topic, Job job) {
		Map<String, String> properties = new HashMap<>();
		properties.put(Topics.RUN_ID, job.id());
		if (job.planId() != null) {
			properties.put(Topics.PLAN_ID, job.planId());
		}
		events.post(topic, properties);
	}
}
