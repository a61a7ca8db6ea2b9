package backtrac.engine.scheduler;

import java.time.Instant;

import backtrac.api.catalog.Due;
import backtrac.api.catalog.RunRecord;

/**
 * How things stand with a plan or a chore when it is looked at.
 *
 * @param due      its entry
 * @param now      the time of the look
 * @param pause    what is paused
 * @param isBusy   whether a run of it has not ended
 * @param reach    what is known of its client
 * @param previous the run that the next one is in place of; null if there is none or it is forgotten
 */
record Situation(Due due, Instant now, Pause pause, boolean isBusy, Reach reach, RunRecord previous) {

	/** What is paused. */
	enum Pause {
		NONE,
		/** The plan or its client; whoever ends that has the plan reckoned anew. */
		OWN,
		/** Everything; nobody tells the plan when that ends. */
		ALL
	}

	/** What is known of a client. */
	enum Reach {
		/** Nobody has tried. */
		UNKNOWN,
		/** It answers, or a run would tell better than a probe why not. */
		HERE,
		/** It cannot be reached. */
		AWAY
	}
}
