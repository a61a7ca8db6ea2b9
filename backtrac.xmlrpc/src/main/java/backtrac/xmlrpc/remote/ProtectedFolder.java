package backtrac.xmlrpc.remote;

/**
 * A folder that a plan backs up.
 *
 * @param planId  the plan's id
 * @param client  the client's name
 * @param plan    the plan's name
 * @param created whether this call made the plan
 */
public record ProtectedFolder(String planId, String client, String plan, boolean created) {
}
