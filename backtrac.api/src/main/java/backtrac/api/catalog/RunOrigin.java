package backtrac.api.catalog;

import java.time.Instant;
import java.util.Objects;

/**
 * Why a run was begun.
 *
 * @param trigger  what began it
 * @param moment   the schedule's moment that it stands for; null if it is of none
 * @param attempt  1 for the first of a moment or a person's wish, 2 for the first that tries again …
 * @param previous the run that this one is in place of; null if there is none
 */
public record RunOrigin(Trigger trigger, Instant moment, int attempt, String previous) {

	/** What begins runs. */
	public enum Trigger {
		/** A person or a program asked for it; also if it is in place of such a run that was cut off. */
		PERSON,
		/** It was due. */
		SCHEDULE,
		/** It was due earlier, but could not begin then. */
		MISSED,
		/** The run before failed. */
		RETRY,
		/** The run before was cut off: by the end of its server, or because its transport went. */
		RESUME
	}

	/** By a person. */
	public static final RunOrigin PERSON = new RunOrigin(Trigger.PERSON, null, 1, null);

	public RunOrigin {
		Objects.requireNonNull(trigger, "trigger");
	}
}
