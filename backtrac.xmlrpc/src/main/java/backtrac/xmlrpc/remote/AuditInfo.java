package backtrac.xmlrpc.remote;

/**
 * A line of the audit log.
 *
 * @param id      ascending with time
 * @param time    in ISO 8601, UTC
 * @param who     the name of a token, {@code data/token} with the server's own; empty if nobody knows
 * @param address where the call came from
 * @param action  the method's full name; {@code refused} if the call was not even read
 * @param details its parameters in short, without secrets
 * @param result  OK, or the fault's code, name and message
 */
public record AuditInfo(long id, String time, String who, String address, String action, String details, String result) {
}
