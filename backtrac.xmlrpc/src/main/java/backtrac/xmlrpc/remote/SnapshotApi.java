package backtrac.xmlrpc.remote;

import java.util.List;

import org.osgi.annotation.versioning.ProviderType;

import backtrac.api.access.Role;

/**
 * What backups have left. Called as {@code snapshot.…}. A snapshot is named by its id, a unique beginning of that, {@code latest}, or
 * {@code client/plan/time}, where time may be {@code latest}. Methods that take one throw {@link RpcFault} {@link Fault#NOT_FOUND} if
 * there is none.
 */
@ProviderType
public interface SnapshotApi {

	/** A page of the snapshots, the latest first. */
	@Access(Role.RESTORE)
	@Help("A page of the snapshots, the latest first. Takes a struct of client and plan (names), offset, limit (1 to 1000); what is absent does not matter. "
			+ "Answers an array of struct of snapshot_id, client, plan, source, started, finished, result (COMPLETE or PARTIAL), files, directories, "
			+ "others, bytes, files_stored, bytes_stored, unreadable, pinned, pin. Times are in ISO 8601, UTC.")
	List<SnapshotInfo> list(SnapshotFilter filter);

	/**
	 * Pins a snapshot, so that no policy removes it.
	 *
	 * @param why a line for people; if it is empty, one that is there stays
	 * @return the snapshot's id
	 */
	@Access(value = Role.OPERATOR, changes = true)
	@Help("Pins a snapshot, so that no policy removes it; why is a line for people; if it is empty, one that is there stays. Answers its snapshot_id.")
	String pin(String snapshot, String why);

	/** Takes a snapshot's pin away. Returns the snapshot's id. */
	@Access(value = Role.OPERATOR, changes = true)
	@Help("Takes a snapshot's pin away, and answers its snapshot_id.")
	String unpin(String snapshot);
}
