package backtrac.engine.jobs.run;

import java.time.Duration;
import java.time.Instant;

import backtrac.api.catalog.RunOrigin.Trigger;
import backtrac.api.catalog.RunRecord;
import backtrac.api.job.RunState;

/** Whether and when there is another run in place of one that has ended without a result: a pure function. */
public final class RetryRule {

	/** How often a run is begun that is cut off each time. */
	public static final int MOST_RESUMES = 5;

	private static final Duration FIRST = Duration.ofMinutes(5);
	private static final Duration FIRST_AFTER_TRANSPORT = Duration.ofMinutes(1);
	private static final Duration LONGEST = Duration.ofHours(1);

	private RetryRule() {
	}

	/**
	 * When to try again; null for not at all. A run that failed is tried again as often as its plan says, unless a person has begun it, who
	 * sees that it failed; one that was cut off is, whoever has begun it.
	 *
	 * @param ended   a run that has ended
	 * @param chain   of that run: what has become of it counts
	 * @param remedy  what would help
	 * @param retries how often its plan has a failed run tried again
	 */
	public static Instant again(RunRecord ended, Chain chain, Failure.Remedy remedy, int retries) {
		if (!ended.verb().equals(RunRecord.BACKUP) || ended.planId() == null) {
			return null;
		}
		return switch (remedy) {
		case NONE -> null;
		case TIME -> ended.state() != RunState.FAILED || ended.origin().trigger() == Trigger.PERSON || chain.failures() > retries ? null
				: ended.finished().plus(pause(FIRST, chain.failures()));
		case TRANSPORT -> chain.departures() >= MOST_RESUMES ? null : ended.finished().plus(pause(FIRST_AFTER_TRANSPORT, chain.departures()));
		case SERVER -> ended.finished();
		};
	}

	/** Twice as long each time. */
	private static Duration pause(Duration first, int times) {
		Duration pause = first.multipliedBy(1L << Math.clamp(times - 1L, 0, 20));
		return pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
	}
}
