package backtrac.xmlrpc.remote;

import java.util.List;

/**
 * What became of a plan that was saved.
 *
 * @param planId   the plan
 * @param created  whether this call made it
 * @param next     its next runs, in ISO 8601, UTC, the earliest first; none if it runs by hand
 * @param warnings what was done, but should be known, such as that the transport is not installed; a sentence each
 */
public record SavedPlan(String planId, boolean created, List<String> next, List<String> warnings) {

	/** An older server does not warn. */
	public SavedPlan {
		warnings = warnings == null ? List.of() : List.copyOf(warnings);
	}
}
