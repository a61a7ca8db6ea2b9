package backtrac.api.catalog;

import java.time.Instant;
import java.util.Set;

import backtrac.api.job.RunState;

/**
 * Which runs to list.
 *
 * @param planId   of this plan; null for all
 * @param clientId of the plans of this client; null for all
 * @param verbs    with one of these verbs; empty for all
 * @param states   in one of these states; empty for all
 * @param before   queued before this; null for all
 * @param beforeId of those queued at just that time only those with a lower id: with the last run of a page, the next page; null for none of them
 * @param limit    how many at most
 */
public record RunQuery(String planId, String clientId, Set<String> verbs, Set<RunState> states, Instant before, String beforeId, int limit) {

	public RunQuery {
		verbs = Set.copyOf(verbs);
		states = Set.copyOf(states);
	}

	/** The latest of all. */
	public static RunQuery latest(int limit) {
		return new RunQuery(null, null, Set.of(), Set.of(), null, null, limit);
	}

	/** The latest of a plan. */
	public static RunQuery ofPlan(String planId, int limit) {
		return new RunQuery(planId, null, Set.of(), Set.of(), null, null, limit);
	}

	/** The same, with another number of runs. */
	public RunQuery withLimit(int most) {
		return new RunQuery(planId, clientId, verbs, states, before, beforeId, most);
	}

	/** The page after the one that ends with a run. */
	public RunQuery after(RunRecord last) {
		return new RunQuery(planId, clientId, verbs, states, last.queued(), last.id(), limit);
	}
}
