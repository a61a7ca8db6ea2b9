package backtrac.api.access;

import java.time.Instant;

/**
 * A line of the audit log: somebody changed something, tried to, or was refused.
 *
 * @param id      ascending with time; 0 for one that is not stored yet
 * @param who     the name of a token or of a user; empty if nobody knows
 * @param address from where: an IP address
 * @param action  what: a method's full name, such as {@code plan.save}
 * @param details of what, without secrets; for people
 * @param result  {@code OK}, or why not
 */
public record AuditEntry(long id, Instant time, String who, String address, String action, String details, String result) {

	/** The result of what was done. */
	public static final String OK = "OK";
}
