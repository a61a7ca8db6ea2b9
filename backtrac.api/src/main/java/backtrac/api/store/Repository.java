package backtrac.api.store;

import java.io.IOException;
import java.util.List;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The folder with the pool and the snapshots: BackTrac's central storage service. What a snapshot holds never changes;
 * what two snapshots share is stored once.
 *
 * <p>
 * Threads: all methods may be called by several threads at once and block for the disk. Several processes may use one
 * repository.
 *
 * <p>
 * Its disk may be unmounted while it is open. Then all methods but {@link #info} fail with a {@link RepositoryException} that says so and do nothing, until
 * it is back.
 */
@ProviderType
public interface Repository {

	/** What and where this repository is. */
	RepositoryInfo info();

	/**
	 * Begins a new snapshot.
	 *
	 * @return the writer, which the caller closes; without {@link SnapshotWriter#commit} no snapshot comes of it
	 * @throws RepositoryBusyException if a prune goes on
	 * @throws RepositoryException     if the repository cannot be written
	 */
	SnapshotWriter begin(SnapshotRequest request) throws IOException;

	/** All snapshots, the latest first. */
	List<Snapshot> snapshots() throws IOException;

	/** The snapshots of a plan, the latest first; spares a look at those of others where it can. */
	default List<Snapshot> snapshots(String client, String plan) throws IOException {
		return snapshots().stream().filter(snapshot -> snapshot.client().equals(client) && snapshot.plan().equals(plan)).toList();
	}

	/**
	 * Opens a snapshot for reading.
	 *
	 * @param id a {@link Snapshot#id()}
	 * @return the reader, which the caller closes
	 * @throws RepositoryException if there is no such snapshot or its manifest is damaged
	 */
	SnapshotReader open(String id) throws IOException;

	/**
	 * Proves that what a snapshot says of itself is as it was written. Content is not looked at: see {@link #verify}.
	 *
	 * @param id a {@link Snapshot#id()}
	 * @throws RepositoryException if there is no such snapshot or its manifest is damaged
	 */
	void check(String id) throws IOException;

	/**
	 * Removes a snapshot. It is gone for all that read after this at once, by one rename; what it held is unlinked before
	 * this returns, and if that is cut off, by the next run or prune. Content that no other snapshot shares stays in the
	 * pool until {@link #prune}.
	 *
	 * @param id a {@link Snapshot#id()}
	 * @throws RepositoryException if there is no such snapshot, or it is pinned
	 */
	void forget(String id) throws IOException;

	/**
	 * Pins a snapshot, or takes its pin away. One that is pinned stays: no policy removes it, and {@link #forget} refuses it until its pin is taken away.
	 * The pin is kept in the repository, with the snapshot.
	 *
	 * @param id  a {@link Snapshot#id()}
	 * @param why a line for people, which may be empty; in place of the one that it has. Null takes the pin away; then nothing is done if there is none
	 * @throws RepositoryException if there is no such snapshot, or the line is none or longer than 1,000 characters
	 */
	void pin(String id, String why) throws IOException;

	/**
	 * Frees content that no snapshot names any more. Content that runs which were cut off have stored stays for the next
	 * run of their plan, for 30 days, unless the options say otherwise.
	 *
	 * @param listener is told of the snapshots and then of the pool's folders that are done
	 * @throws RepositoryBusyException if a run goes on, in whatever process, or another prune or verify does: the message says
	 *                              which; or if a snapshot's manifest cannot be read. Then nothing is freed
	 * @throws InterruptedException if the thread was interrupted; what is freed by then was not used
	 */
	PruneReport prune(PruneOptions options, WorkListener listener) throws IOException, InterruptedException;

	/**
	 * Proves that snapshots are whole: their manifests are as they were written, the pool has each content that they name
	 * with the right size, and their trees show these; and, if asked, that each content is what was stored, reading each
	 * once. Runs beside backups.
	 *
	 * @param listener is told of contents, in bytes if they are read, and of folders that are done
	 * @throws RepositoryException  if it cannot look: there is no such snapshot, or a prune goes on. Damage is in the report
	 * @throws InterruptedException if the thread was interrupted
	 */
	VerifyReport verify(VerifyOptions options, WorkListener listener) throws IOException, InterruptedException;

	/** What the repository needs beside backups. */
	Upkeep upkeep();
}
