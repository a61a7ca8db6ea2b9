package backtrac.xmlrpc.handler;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import backtrac.api.entry.EntryPath;
import backtrac.api.store.PruneOptions;
import backtrac.api.store.PruneReport;
import backtrac.api.store.Repository;
import backtrac.api.store.RepositoryException;
import backtrac.api.store.RepositoryInfo;
import backtrac.api.store.Snapshot;
import backtrac.api.store.SnapshotCounts;
import backtrac.api.store.SnapshotEntry;
import backtrac.api.store.SnapshotReader;
import backtrac.api.store.SnapshotRequest;
import backtrac.api.store.SnapshotWriter;
import backtrac.api.store.Upkeep;
import backtrac.api.store.VerifyOptions;
import backtrac.api.store.VerifyReport;
import backtrac.api.store.WorkListener;

/** A repository that holds one empty snapshot, {@value #SNAPSHOT}. */
public final class FakeRepository implements Repository {

	public static final String SNAPSHOT = "0123456789abcdef";

	private final Path location;
	private String pin;

	public FakeRepository(Path location) {
		this.location = location;
	}

	@Override
	public RepositoryInfo info() {
		return new RepositoryInfo("r", location, Instant.EPOCH, 1, 65000);
	}

	@Override
	public SnapshotWriter begin(SnapshotRequest request) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void check(String id) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void forget(String id) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void pin(String id, String why) throws RepositoryException {
		require(id);
		pin = why;
	}

	@Override
	public Upkeep upkeep() {
		throw new UnsupportedOperationException();
	}

	@Override
	public VerifyReport verify(VerifyOptions options, WorkListener listener) {
		throw new UnsupportedOperationException();
	}

	@Override
	public PruneReport prune(PruneOptions options, WorkListener listener) {
		throw new UnsupportedOperationException();
	}

	@Override
	public List<Snapshot> snapshots() {
		return List.of(new Snapshot(SNAPSHOT, "client", "plan", Instant.EPOCH, Instant.EPOCH, Snapshot.Result.COMPLETE, SnapshotCounts.NONE,
				location.resolve("tree"), null, Map.of(), pin));
	}

	@Override
	public SnapshotReader open(String id) throws RepositoryException {
		require(id);
		return new SnapshotReader() {

			@Override
			public Snapshot snapshot() {
				return snapshots().getFirst();
			}

			@Override
			public Optional<SnapshotEntry> find(EntryPath path) {
				return Optional.empty();
			}

			@Override
			public List<SnapshotEntry> list(EntryPath directory) {
				return List.of();
			}

			@Override
			public InputStream read(SnapshotEntry file) {
				return InputStream.nullInputStream();
			}

			@Override
			public void close() {
			}
		};
	}

	private static void require(String id) throws RepositoryException {
		if (!id.equals(SNAPSHOT)) {
			throw new RepositoryException("there is no snapshot " + id);
		}
	}
}
