package backtrac.xmlrpc.remote;

import java.util.List;

/**
 * Which runs to list. What is null does not matter.
 *
 * @param plan     of this plan, named as in {@link PlanApi}
 * @param client   of the plans of this client, by its id or name
 * @param verbs    with one of these verbs, such as {@code backup}
 * @param states   in one of these states, such as FAILED
 * @param before   queued before this time, in ISO 8601
 * @param beforeId of those queued at just that time only those with a lower id
 * @param limit    how many at most, 1 to {@value #MOST}; null for 100
 */
public record RunFilter(String plan, String client, List<String> verbs, List<String> states, String before, String beforeId, Integer limit) {

	/** The largest page. */
	public static final int MOST = 1000;
}
