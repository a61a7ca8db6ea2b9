package backtrac.api.access;

import java.time.Instant;

/**
 * Which lines of the audit log are asked for, the latest first.
 *
 * @param who    one name; null for all
 * @param action the beginning of an action, such as {@code plan.}; null for all
 * @param since  the earliest time; null for all
 * @param before only lines with a lower id: that of a page's last line gives the next page; 0 for the first
 * @param limit  how many at most
 */
public record AuditQuery(String who, String action, Instant since, long before, int limit) {
}
