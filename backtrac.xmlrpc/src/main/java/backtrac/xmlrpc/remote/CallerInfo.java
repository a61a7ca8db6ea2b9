package backtrac.xmlrpc.remote;

/**
 * Who calls.
 *
 * @param name    of the token; {@code data/token} with the server's own
 * @param role    what it may do: VIEWER, OPERATOR, ADMIN or RESTORE
 * @param client  with RESTORE: whose snapshots it may see and restore; else empty
 * @param address from where, as the server sees it
 */
public record CallerInfo(String name, String role, String client, String address) {
}
