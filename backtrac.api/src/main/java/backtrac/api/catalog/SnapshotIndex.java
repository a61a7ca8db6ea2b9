package backtrac.api.catalog;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

import backtrac.api.store.Snapshot;

/**
 * The repository's snapshots in the catalog, so that a page of them needs no look at the disk. The repository is right where the
 * two differ. Threads and errors as with {@link Catalog}.
 */
@ProviderType
public interface SnapshotIndex {

	/** Adds snapshots, or changes those with the same id. */
	void put(Collection<Snapshot> snapshots);

	/** Removes snapshots that are there. */
	void remove(Collection<String> ids);

	/** The ids of all. */
	List<String> ids();

	/** How many there are. */
	default int count() {
		return ids().size();
	}

	/** Finds one by its id. */
	Optional<Snapshot> snapshot(String id);

	/**
	 * Snapshots whose ids begin so, the latest first.
	 *
	 * @param client of a client with this name, in any case of letters; null for all
	 * @param limit  how many at most
	 */
	List<Snapshot> beginning(String id, String client, int limit);

	/**
	 * A page of snapshots, the latest first.
	 *
	 * @param client of a client with this name, in any case of letters; null for all
	 * @param plan   of a plan with this name, in any case of letters; null for all
	 */
	List<Snapshot> snapshots(String client, String plan, int offset, int limit);
}
