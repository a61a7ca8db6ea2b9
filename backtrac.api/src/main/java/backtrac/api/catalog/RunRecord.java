package backtrac.api.catalog;

import java.time.Instant;

import backtrac.api.job.RunState;

/**
 * A run as the catalog keeps it. Its times come back to the millisecond, a very long message comes back cut.
 *
 * @param id         the run
 * @param verb       {@code backup}, {@code restore} …
 * @param planId     the plan it is of; null if it is of none, or that has been removed
 * @param subject    what it is about, for people, also when the plan is gone: {@code client/plan}, or empty
 * @param origin     why it was begun
 * @param server     the server that works on it, a {@link Servers#self}
 * @param state      where it stands
 * @param queued     when it was asked for
 * @param started    when it began to work; null before
 * @param finished   when it was over; null before
 * @param snapshotId the snapshot that it made or read; null if there is none
 * @param files      files that were done
 * @param bytes      their content, in bytes
 * @param bytesStored what the repository grew by, in bytes of content
 * @param problems   entries that could not be done
 * @param message    one sentence for people; null before the end
 */
public record RunRecord(String id, String verb, String planId, String subject, RunOrigin origin, String server, RunState state, Instant queued,
		Instant started, Instant finished, String snapshotId, long files, long bytes, long bytesStored, long problems, String message) {

	/** The verb of backups. */
	public static final String BACKUP = "backup";
	/** The verb of restores. */
	public static final String RESTORE = "restore";

	/** Whether it has left a snapshot, be it that some entries are missing in it. */
	public boolean isBackedUp() {
		return verb.equals(BACKUP) && (state == RunState.SUCCEEDED || state == RunState.PARTIAL);
	}
}
