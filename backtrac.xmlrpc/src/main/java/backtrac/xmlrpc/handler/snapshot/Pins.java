package backtrac.xmlrpc.handler.snapshot;

import java.io.IOException;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.SnapshotIndex;
import backtrac.api.store.Repository;
import backtrac.api.store.RepositoryException;
import backtrac.api.store.Snapshot;
import backtrac.api.store.SnapshotReader;
import backtrac.xmlrpc.handler.Wire;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.RpcFault;

/** Pins snapshots, and takes the pins away. */
final class Pins {

	private static final Logger log = LoggerFactory.getLogger(Pins.class);

	private final SnapshotIndex index;
	private final Repository repository;

	Pins(SnapshotIndex index, Repository repository) {
		this.index = index;
		this.repository = repository;
	}

	/** @param why null or empty for what was said before */
	String pin(Snapshot snapshot, String why) {
		String said = Wire.orEmpty(why).strip();
		return set(snapshot, said.isEmpty() && snapshot.isPinned() ? snapshot.pin() : said);
	}

	String unpin(Snapshot snapshot) {
		return set(snapshot, null);
	}

	/** In the repository first: that one is right where the two differ. */
	private String set(Snapshot snapshot, String why) {
		try {
			repository.pin(snapshot.id(), why);
			try (SnapshotReader reader = repository.open(snapshot.id())) {
				list(reader.snapshot());
			}
			return snapshot.id();
		} catch (RepositoryException e) {
			throw new RpcFault(Fault.REFUSED, e.getMessage());
		} catch (IOException e) {
			throw new RpcFault(Fault.REFUSED, "the repository cannot be written: " + e.getMessage());
		}
	}

	/** It holds all the same if the list cannot be written, which is made good by the next start or rebuild. */
	private void list(Snapshot snapshot) {
		try {
			index.put(List.of(snapshot));
		} catch (CatalogException e) {
			log.warn("the catalog's list of snapshots does not show whether {} is pinned until the server's next start or a rebuild", snapshot.id(), e);
		}
	}
}
