package backtrac.xmlrpc.remote;

import java.util.List;

/**
 * A part of what differs between two snapshots.
 *
 * @param state    WORKING or DONE
 * @param firstId  the snapshot before
 * @param secondId the snapshot after
 * @param entries  what differs, by path; none while it is working
 * @param cursor   to go on with; empty if there is no more, or while it is working
 * @param counts   how much differs in all; null while it is working
 */
public record DiffPage(String state, String firstId, String secondId, List<DiffEntry> entries, String cursor, DiffCounts counts) {

	/** The value of {@link #state} when it is all known. */
	public static final String DONE = "DONE";
}
