package backtrac.xmlrpc.remote;

/**
 * Which lines of the audit log are asked for. What is null or empty does not matter.
 *
 * @param who    the name of a token
 * @param action the beginning of an action, such as {@code plan.}
 * @param since  the earliest time, in ISO 8601
 * @param before only lines with a lower id: that of a page's last line gives the next page
 * @param limit  1 to {@value #MOST}; usually 100
 */
public record AuditFilter(String who, String action, String since, Long before, Integer limit) {

	/** The most lines of a page. */
	public static final int MOST = 5000;
}
