package backtrac.engine.jobs;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import backtrac.api.catalog.SnapshotIndex;
import backtrac.api.store.Repository;
import backtrac.api.store.Snapshot;

/** Has the catalog list just the snapshots that the repository has. */
final class IndexCare implements CatalogCare {

	private static final int BATCH = 1000;

	private final Repository repository;
	private final SnapshotIndex index;

	IndexCare(Repository repository, SnapshotIndex index) {
		this.repository = repository;
		this.index = index;
	}

	@Override
	public String rebuild(Consumer<String> remarks) throws IOException, InterruptedException {
		// asked first: what a backup adds meanwhile must not be taken for gone
		Set<String> gone = new HashSet<>(index.ids());
		List<Snapshot> snapshots = repository.snapshots();
		for (int i = 0; i < snapshots.size(); i += BATCH) {
			if (Thread.interrupted()) {
				throw new InterruptedException();
			}
			index.put(snapshots.subList(i, Math.min(snapshots.size(), i + BATCH)));
		}
		snapshots.forEach(snapshot -> gone.remove(snapshot.id()));
		index.remove(gone);
		return "the catalog lists " + Quantities.count(snapshots.size(), "snapshot");
	}
}
