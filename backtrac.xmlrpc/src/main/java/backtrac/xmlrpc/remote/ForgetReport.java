package backtrac.xmlrpc.remote;

import java.util.List;

/**
 * What was forgotten, or would be.
 *
 * @param dryRun    whether nothing was done
 * @param forgotten those that went, or would
 * @param kept      those that the policy keeps; none if snapshots were named
 * @param left      the ids of those that are still to go, because the call has taken long: call again
 */
public record ForgetReport(boolean dryRun, List<ForgetChoice> forgotten, List<ForgetChoice> kept, List<String> left) {
}
