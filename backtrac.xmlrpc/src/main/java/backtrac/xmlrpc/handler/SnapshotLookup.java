package backtrac.xmlrpc.handler;

import java.util.List;
import java.util.Optional;

import backtrac.api.catalog.SnapshotIndex;
import backtrac.api.store.RepositoryException;
import backtrac.api.store.Snapshot;
import backtrac.api.store.SnapshotSelector;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.RpcFault;

/** Finds the snapshot that a caller means, without a look at the disk. */
public final class SnapshotLookup {

	private final SnapshotIndex index;

	public SnapshotLookup(SnapshotIndex index) {
		this.index = index;
	}

	/** By its id, a unique beginning of it, {@code latest}, or {@code client/plan/time}. */
	public Snapshot snapshot(String wanted) {
		if (Wire.isMissing(wanted)) {
			throw Wire.bad("the snapshot is missing: give its id, or client/plan/latest");
		}
		List<Snapshot> candidates = candidates(wanted);
		if (candidates.isEmpty()) {
			throw new RpcFault(Fault.NOT_FOUND, "no snapshot '" + wanted + "': give an id, a unique beginning of one, 'latest' or client/plan/time");
		}
		try {
			return SnapshotSelector.select(candidates, wanted);
		} catch (RepositoryException e) {
			throw new RpcFault(Fault.NOT_FOUND, e.getMessage());
		}
	}

	/** Few of all, with those among them that could be meant, the latest first. */
	private List<Snapshot> candidates(String wanted) {
		if (wanted.equals("latest")) {
			return index.snapshots(null, null, 0, 1);
		}
		String[] parts = wanted.split("/", -1);
		if (parts.length == 3) {
			return index.snapshots(parts[0], parts[1], 0, parts[2].equals("latest") ? 1 : Integer.MAX_VALUE);
		}
		Optional<Snapshot> byId = index.snapshot(wanted);
		return byId.isPresent() ? List.of(byId.get())
				: index.ids().stream().filter(id -> id.startsWith(wanted)).flatMap(id -> index.snapshot(id).stream()).toList();
	}
}
