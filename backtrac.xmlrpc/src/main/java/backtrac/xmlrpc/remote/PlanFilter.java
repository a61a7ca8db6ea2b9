package backtrac.xmlrpc.remote;

/**
 * Which plans to list. What is null does not matter.
 *
 * @param client of this client, by its id or name
 * @param text   whose name, or client's name, has this in it
 * @param health FAILED, OVERDUE, PARTIAL, NEVER or GOOD
 * @param offset how many to leave out
 * @param limit  how many at most, 1 to {@value #MOST}; null for 100
 */
public record PlanFilter(String client, String text, String health, Integer offset, Integer limit) {

	/** The largest page. */
	public static final int MOST = 1000;

	/** A page of those that a text finds. */
	public static PlanFilter page(String client, String text, String health, int offset) {
		return new PlanFilter(client, text, health, offset, MOST);
	}
}
