package backtrac.xmlrpc.remote;

/**
 * A machine to protect.
 *
 * @param clientId the same for ever
 * @param name     what people call it
 * @param paused   whether the scheduler leaves its plans alone
 */
public record ClientInfo(String clientId, String name, boolean paused) {
}
