package backtrac.engine.jobs.runner;

import java.util.HashMap;
import java.util.Map;

import backtrac.api.catalog.RunRecord;
import backtrac.api.event.Topics;
import backtrac.api.job.RunState;
import backtrac.engine.jobs.event.Events;
import backtrac.engine.jobs.run.Job;

/** Posts events of runs. */
final class RunNews {

	private final Events events;

	RunNews(Events events) {
		this.events = events;
	}

	/** A run is in another state. */
	void state(RunRecord run) {
		post(Topics.RUN + run.state(), run);
	}

	/** A run is further. Never after the end. */
	void progress(Job job) {
		synchronized (job) {
			if (job.state() == RunState.RUNNING) {
				post(Topics.RUN_PROGRESS, job.record());
			}
		}
	}

	void committed(String snapshot) {
		events.post(Topics.SNAPSHOT_COMMITTED, Map.of(Topics.SNAPSHOT_ID, snapshot));
	}

	void forgotten(String snapshot) {
		events.post(Topics.SNAPSHOT_FORGOTTEN, Map.of(Topics.SNAPSHOT_ID, snapshot));
	}

	private void post(String topic, RunRecord run) {
		Map<String, String> properties = new HashMap<>();
		properties.put(Topics.RUN_ID, run.id());
		if (run.planId() != null) {
			properties.put(Topics.PLAN_ID, run.planId());
		}
		events.post(topic, properties);
	}
}
