package backtrac.xmlrpc.remote;

/**
 * Which snapshots to list. What is null does not matter.
 *
 * @param client of a client of this name
 * @param plan   of a plan of this name
 * @param offset how many to leave out
 * @param limit  how many at most, 1 to {@value #MOST}; null for 100
 */
public record SnapshotFilter(String client, String plan, Integer offset, Integer limit) {

	/** The largest page. */
	public static final int MOST = 1000;
}
