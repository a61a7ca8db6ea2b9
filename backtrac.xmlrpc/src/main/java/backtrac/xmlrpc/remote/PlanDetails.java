package backtrac.xmlrpc.remote;

import java.util.List;
import java.util.Map;

/**
 * A plan. As {@link PlanDefinition}, with all that is there; of secrets only the names.
 *
 * @param secrets the names of those that are set
 * @param paused  whether the scheduler leaves it alone
 * @param next    its next runs, in ISO 8601, UTC, the earliest first
 * @param version another after each change of what is here, {@code next} aside; for {@link PlanDefinition#version}. A new value of a secret that was set is
 *                no change. Null from an older server
 */
public record PlanDetails(String planId, String client, String name, String transport, Map<String, Object> settings, List<String> secrets,
		List<String> excludes, String schedule, String zone, List<String> windows, List<String> blackouts, int jitterSeconds,
		boolean endsWithWindow, String retention, int priority, int retries, boolean allowEmpty, boolean paused, List<String> next, String version) {
}
