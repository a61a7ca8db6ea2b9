package backtrac.xmlrpc.remote;

import java.util.List;

import org.osgi.annotation.versioning.ProviderType;

import backtrac.api.access.Role;

/**
 * What backups have left. Called as {@code snapshot.…}. A snapshot is named by its id, a unique beginning of that, {@code latest}, or
 * {@code client/plan/time}, where time may be {@code latest}. Methods that take one throw {@link RpcFault} {@link Fault#NOT_FOUND} if
 * there is none, or none that the caller may see, and {@link Fault#REFUSED} if it cannot be read. For paths see {@link RemotePath}: they throw
 * {@link Fault#BAD_PARAMETERS} if one leads elsewhere, and {@link Fault#NOT_FOUND} if nothing is there.
 *
 * <p>
 * A cursor is a text that means something to the server only; it holds as long as the snapshot does.
 */
@ProviderType
public interface SnapshotApi {

	/** A page of the snapshots, the latest first. */
	@Access({ Role.VIEWER, Role.RESTORE })
	@Help("A page of the snapshots, the latest first; with the role restore those of the one client. Takes a struct of client and plan (names), offset, limit (1 to 1000); what is absent does not matter. "
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

	/** All about a snapshot. */
	@Access({ Role.VIEWER, Role.RESTORE })
	@Help("A snapshot: struct of what snapshot.list has, and files_read, bytes_read, tree (the folder of the server's machine that looks like a plain copy, or empty), "
			+ "definition (struct of texts: how the plan was).")
	SnapshotDetails get(String snapshot);

	/** The largest page of {@link #browse} and {@link #scan}. */
	int MOST_ENTRIES = 5000;

	/**
	 * A page of what a folder holds.
	 *
	 * @param path   the folder, or any entry
	 * @param cursor of the page before; empty to begin
	 * @param limit  1 to {@value #MOST_ENTRIES}
	 */
	@Large
	@Access({ Role.VIEWER, Role.RESTORE })
	@Help("A page of what a folder of a snapshot holds, by name; snapshot, path (string, or base64 if it is no valid UTF-8; empty for the root), cursor (empty to begin), "
			+ "limit (1 to 5000). Answers a struct of entry (what is at the path), entries, cursor (empty if there is no more). An entry is a struct of name, type "
			+ "(FILE, DIRECTORY, SYMLINK, FIFO, CHARACTER_DEVICE, BLOCK_DEVICE or SOCKET), size, modified, mode, uid, gid, owner, group, target, device, sha256, "
			+ "unreadable; what is not known is absent. raw_name and raw_target (base64) are there if name or target cannot travel as text.")
	BrowsePage browse(String snapshot, Object path, String cursor, int limit);

	/**
	 * A page of all that is below a folder, packed.
	 *
	 * @param cursor of the page before; empty to begin
	 * @param limit  1 to {@value #MOST_ENTRIES}
	 */
	@Large
	@Access({ Role.VIEWER, Role.RESTORE })
	@Help("A page of all that is below a folder of a snapshot, a folder before what it holds; snapshot, path (as for snapshot.browse), cursor (empty to begin), "
			+ "limit (1 to 5000). Answers a struct of format (1), count, entries (base64: packed as docs/scan-format.md says), cursor (empty if there is no more).")
	ScanPage scan(String snapshot, Object path, String cursor, int limit);

	/** Searches a part of a snapshot: some seconds at most. */
	@Large
	@Access({ Role.VIEWER, Role.RESTORE })
	@Help("Searches a snapshot. Takes the snapshot and a struct of name (with * and ?), text (in the name; both of at most 1000 characters), path (below it), type, min_size, max_size, after and before "
			+ "(when it was modified), cursor (absent to begin), limit (1 to 1000); what is absent does not matter. Answers, after some seconds at most, a struct of entries "
			+ "(array of struct of path, raw_path, entry), scanned, cursor: to go on, until it is empty. entries may be empty before that.")
	SearchPage search(String snapshot, SearchQuery query);

	/**
	 * Begins to compare two snapshots. Two comparisons of a caller are kept: a third takes the place of one that is done.
	 *
	 * @return the id of the comparison, which goes away when nobody has asked for it for five minutes
	 * @throws RpcFault {@link Fault#BUSY} if too many are being compared, by this caller or by all
	 */
	@Access({ Role.VIEWER, Role.RESTORE })
	@Help("Begins to compare two snapshots. Takes a struct of first, second, paths (array; only these), kinds (array of ADDED, REMOVED, CHANGED, MOVED, METADATA, UNREADABLE; "
			+ "only these). Answers a diff_id for snapshot.diffPoll, which is forgotten when nobody has asked for five minutes. "
			+ "Two of a caller are kept: a third takes the place of one that is done.")
	String diff(DiffQuery query);

	/** The most that {@link #diffPoll} waits. */
	int LONGEST_WAIT_MS = 25_000;

	/** The largest page of {@link #diffPoll}. */
	int MOST_DIFFERENCES = 1000;

	/**
	 * A page of what differs.
	 *
	 * @param cursor of any page before, so that an answer that was lost can be asked for again; empty to begin
	 * @param limit  1 to {@value #MOST_DIFFERENCES}
	 * @param waitMs how long to wait for it to be done, 0 to {@value #LONGEST_WAIT_MS} milliseconds
	 * @throws RpcFault {@link Fault#NOT_FOUND} if the comparison is forgotten, {@link Fault#REFUSED} if it failed or too much differs
	 */
	@Access({ Role.VIEWER, Role.RESTORE })
	@Help("A page of what differs; diff_id, cursor (empty to begin), limit (1 to 1000), wait_ms (0 to 25000; not at all while too many calls wait). Answers a struct of state (WORKING or DONE), first_id, second_id, "
			+ "entries (array of struct of kind, path, raw_path, from, raw_from, bytes, aspects, before, after), cursor (empty if there is no more, or none yet), "
			+ "counts (struct of added, added_bytes, removed, removed_bytes, changed, changed_bytes, moved, moved_bytes, metadata, unreadable). "
			+ "A page can be asked for again.")
	DiffPage diffPoll(String diff, String cursor, int limit, int waitMs);

	/** Ends a comparison, or gives up what it has found. Nothing happens if there is no such. */
	@Access({ Role.VIEWER, Role.RESTORE })
	@Help("Ends a comparison (diff_id), or forgets what it has found.")
	void diffCancel(String diff);

	/** The largest chunk of {@link #read}, in bytes. */
	int MOST_BYTES = 4 << 20;

	/**
	 * A part of a file's content. Parts that are read in order, each once or again, cost one read of the file; the last is answered only if all of the content has
	 * the hash that the snapshot says.
	 *
	 * @param offset in bytes
	 * @param limit  1 to {@value #MOST_BYTES} bytes
	 * @throws RpcFault {@link Fault#REFUSED} if it is no file, could not be read when it was backed up, or is damaged
	 */
	@Large
	@Access(Role.RESTORE)
	@Help("A part of a file's content; snapshot, path, offset, limit (1 to 4194304 bytes). Answers a struct of data (base64), size, end, sha256. Go on with the offset behind "
			+ "data until end is true, which is told only if all of the content has been found to have its hash. If data is empty before that, call again.")
	FileChunk read(String snapshot, Object path, long offset, int limit);

	/**
	 * Forgets snapshots: those that are named, or those that a policy does not keep of a plan.
	 *
	 * @throws RpcFault {@link Fault#REFUSED} if one that is named is pinned, or one that the policy keeps is damaged: nothing is forgotten then
	 */
	@Access(value = Role.ADMIN, changes = true)
	@Help("Forgets snapshots, for good. Takes a struct of snapshots (array), or plan and policy (as 'cascade last=3 daily=13'; absent for the plan's own; one that keeps nothing is refused), and dry_run. "
			+ "Answers a struct of dry_run, forgotten, kept (arrays of struct of snapshot_id, client, plan, started, reasons), left (snapshot_ids that are still to go: "
			+ "call again). What is pinned stays, and is refused if it is named. Content is freed by the next prune.")
	ForgetReport forget(ForgetRequest request);
}
