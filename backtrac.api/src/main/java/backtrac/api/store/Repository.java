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
 */
@ProviderType
public interface Repository {

	/** What and where this repository is. */
	RepositoryInfo info();

	/**
	 * Begins a new snapshot.
	 *
	 * @return the writer, which the caller closes; without {@link SnapshotWriter#commit} no snapshot comes of it
	 * @throws RepositoryException if the repository cannot be written
	 */
	SnapshotWriter begin(SnapshotRequest request) throws IOException;

	/** All snapshots, the latest first. */
	List<Snapshot> snapshots() throws IOException;

	/**
	 * Opens a snapshot for reading.
	 *
	 * @param id a {@link Snapshot#id()}
	 * @return the reader, which the caller closes
	 * @throws RepositoryException if there is no such snapshot or its manifest is damaged
	 */
	SnapshotReader open(String id) throws IOException;
}
