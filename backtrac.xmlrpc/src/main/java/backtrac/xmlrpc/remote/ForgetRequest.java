package backtrac.xmlrpc.remote;

import java.util.List;

/**
 * What to forget: snapshots that are named, or those of a plan that a policy does not keep.
 *
 * @param snapshots as all methods name them; null or none to go by a policy
 * @param plan      its id, a unique beginning of it, or {@code client/plan}
 * @param policy    such as {@code cascade last=3 daily=13}; null for the plan's own; one that keeps nothing is refused
 * @param dryRun    whether to only tell what would go
 */
public record ForgetRequest(List<String> snapshots, String plan, String policy, Boolean dryRun) {
}
