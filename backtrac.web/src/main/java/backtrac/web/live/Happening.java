package backtrac.web.live;

import org.osgi.service.event.Event;

import backtrac.api.event.Topics;

/**
 * What an event says.
 *
 * @param topic one of {@link Topics}
 * @param runId the run that it is about; null if it is about none
 */
public record Happening(String topic, String runId) {

	static Happening of(Event event) {
		return new Happening(event.getTopic(), event.getProperty(Topics.RUN_ID) instanceof String id ? id : null);
	}

	/** Whether runs, plans or snapshots stand differently now: all but how far a run is, and what it tells. */
	public boolean isChange() {
		return !topic.equals(Topics.RUN_PROGRESS) && !isLog();
	}

	/** Whether a run has told something. */
	public boolean isLog() {
		return topic.equals(Topics.LOG_APPENDED);
	}

	/** Whether a run begins, ends, or changes its state otherwise. */
	public boolean isOfRun() {
		return topic.startsWith(Topics.RUN) && isChange();
	}
}
