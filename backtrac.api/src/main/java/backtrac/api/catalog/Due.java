package backtrac.api.catalog;

import java.time.Instant;

/**
 * When the scheduler has to look after a plan, or a chore of the server, next. Its times come back to the millisecond.
 *
 * @param subject  a plan's id, or a chore's name with a colon before it, such as {@code :prune}
 * @param moment   the schedule's next moment, or the earliest one that has passed without a start; null if there is none
 * @param at       when to look; {@link Instant#EPOCH} if the plan is new or has changed and all is to be reckoned anew; null for never
 * @param waiting  what for
 * @param since    since when it waits for that; null if {@code waiting} is {@link Waiting#SCHEDULE}
 * @param attempt  of the run that is next: 1, or more if it is to be tried again
 * @param previous the run that the next one is in place of; null if there is none
 * @param owed     the first moment of the schedule after the last good run: since then there should be a newer one; null if there is none
 * @param version  goes up by one with each change
 */
public record Due(String subject, Instant moment, Instant at, Waiting waiting, Instant since, int attempt, String previous, Instant owed, long version) {

	/** What a plan may wait for. */
	public enum Waiting {
		/** The schedule's moment. */
		SCHEDULE,
		/** Some time to pass after a run that failed. */
		RETRY,
		/** A window to open. */
		WINDOW,
		/** The client to be reached. */
		CLIENT,
		/** Another run of the plan to end. */
		RUN,
		/** A pause to end. */
		PAUSE
	}

	/** Something new: all is to be reckoned. */
	public static Due unknown(String subject) {
		return new Due(subject, null, Instant.EPOCH, Waiting.SCHEDULE, null, 1, null, null, 0);
	}
}
