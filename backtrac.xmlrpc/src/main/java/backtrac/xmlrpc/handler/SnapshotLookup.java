package backtrac.xmlrpc.handler;

import java.util.List;
import java.util.Optional;

import backtrac.api.catalog.Catalog;
import backtrac.api.catalog.SnapshotIndex;
import backtrac.api.store.RepositoryException;
import backtrac.api.store.Snapshot;
import backtrac.api.store.SnapshotSelector;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.RpcFault;

/** Finds the snapshot that a caller means and may see, without a look at the disk. */
public final class SnapshotLookup {

	private final SnapshotIndex index;
	private final Catalog catalog;

	public SnapshotLookup(SnapshotIndex index, Catalog catalog) {
		this.index = index;
		this.catalog = catalog;
	}

	/** By its id, a unique beginning of it, {@code latest}, or {@code client/plan/time}. */
	public Snapshot snapshot(String wanted) {
		if (Wire.isMissing(wanted)) {
			throw Wire.bad("the snapshot is missing: give its id, or client/plan/latest");
		}
		List<Snapshot> candidates = candidates(wanted).stream().filter(this::has).toList();
		if (candidates.isEmpty()) {
			throw new RpcFault(Fault.NOT_FOUND, "no snapshot '" + wanted + "': give an id, a unique beginning of one, 'latest' or client/plan/time");
		}
		try {
			return SnapshotSelector.select(candidates, wanted);
		} catch (RepositoryException e) {
			throw new RpcFault(Fault.NOT_FOUND, e.getMessage());
		}
	}

	/** Whether the caller may see it. */
	public boolean has(Snapshot snapshot) {
		return SnapshotScope.has(snapshot, catalog);
	}

	/** Few of all, with those among them that could be meant, the latest first. */
	private List<Snapshot> candidates(String wanted) {
		if (wanted.equals("latest")) {
			return index.snapshots(SnapshotScope.client(null), null, 0, 1);
		}
		String[] parts = wanted.split("/", -1);
		if (parts.length == 3) {
			return index.snapshots(parts[0], parts[1], 0, parts[2].equals("latest") ? 1 : Integer.MAX_VALUE);
		}
		Optional<Snapshot> byId = index.snapshot(wanted);
		return byId.isPresent() ? List.of(byId.get()) : byBeginning(wanted);
	}

	private List<Snapshot> byBeginning(String wanted) {
		String client = SnapshotScope.client(null);
		List<Snapshot> found = index.beginning(wanted, client, client == null ? 2 : Integer.MAX_VALUE).stream().filter(this::has).toList();
		if (found.size() > 1) {
			throw new RpcFault(Fault.NOT_FOUND, "'" + wanted + "' is the beginning of more than one id, among them " + found.get(0).id() + " and " + found.get(1).id()
					+ ": give more digits");
		}
		return found;
	}
}
