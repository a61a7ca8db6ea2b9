package backtrac.api.catalog;

import java.time.Instant;
import java.util.Objects;

/**
 * Which plans to list.
 *
 * @param clientId   of this client; null for all
 * @param text       whose name, or client's name, has this in it, in any case of letters; empty for all
 * @param health     in this state; null for all
 * @param owedBefore which of those that are owed a run count as {@link Health#OVERDUE}: those owed since before this
 * @param offset     how many to leave out
 * @param limit      how many at most
 */
public record PlanQuery(String clientId, String text, Health health, Instant owedBefore, int offset, int limit) {

	/** How a plan is; of several that hold, the first. */
	public enum Health {
		/** Its last run failed or was interrupted. */
		FAILED,
		/** It should have a newer backup. */
		OVERDUE,
		/** Its last run could not read everything. */
		PARTIAL,
		/** There is no backup of it yet. */
		NEVER,
		/** Nothing to say. */
		GOOD
	}

	public PlanQuery {
		Objects.requireNonNull(text, "text");
		Objects.requireNonNull(owedBefore, "owedBefore");
	}
}
