package backtrac.xmlrpc.handler.snapshot;

import java.io.IOException;
import java.util.List;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.SnapshotIndex;
import backtrac.api.store.Repository;
import backtrac.api.store.RepositoryException;
import backtrac.api.store.Snapshot;
import backtrac.api.store.SnapshotCounts;
import backtrac.api.store.SnapshotReader;
import backtrac.xmlrpc.handler.SnapshotLookup;
import backtrac.xmlrpc.handler.Wire;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.RpcFault;
import backtrac.xmlrpc.remote.SnapshotApi;
import backtrac.xmlrpc.remote.SnapshotFilter;
import backtrac.xmlrpc.remote.SnapshotInfo;

/** Answers {@code snapshot.…}. */
@Component(property = "xmlrpc.handler=snapshot", immediate = true)
public final class SnapshotHandler implements SnapshotApi {

	private static final Logger log = LoggerFactory.getLogger(SnapshotHandler.class);

	private final SnapshotIndex index;
	private final Repository repository;
	private final SnapshotLookup lookup;

	@Activate
	public SnapshotHandler(@Reference SnapshotIndex index, @Reference Repository repository) {
		this.index = index;
		this.repository = repository;
		this.lookup = new SnapshotLookup(index);
	}

	@Override
	public List<SnapshotInfo> list(SnapshotFilter filter) {
		SnapshotFilter wanted = Wire.orElse(filter, new SnapshotFilter(null, null, null, null));
		return index.snapshots(nullIfMissing(wanted.client()), nullIfMissing(wanted.plan()), Wire.offset(wanted.offset()),
				Wire.limit(wanted.limit(), SnapshotFilter.MOST)).stream().map(SnapshotHandler::info).toList();
	}

	@Override
	public String pin(String snapshot, String why) {
		Snapshot found = lookup.snapshot(snapshot);
		String said = Wire.orEmpty(why).strip();
		return pin(found, said.isEmpty() && found.isPinned() ? found.pin() : said);
	}

	@Override
	public String unpin(String snapshot) {
		return pin(lookup.snapshot(snapshot), null);
	}

	/** In the repository first: that one is right where the two differ. */
	private String pin(Snapshot snapshot, String why) {
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

	private static SnapshotInfo info(Snapshot s) {
		SnapshotCounts counts = s.counts();
		return new SnapshotInfo(s.id(), Wire.text(s.client()), Wire.text(s.plan()), Wire.text(s.source()), Wire.time(s.started()), Wire.time(s.finished()),
				s.result().name(), counts.files(), counts.directories(), counts.others(), counts.bytes(), counts.filesStored(), counts.bytesStored(),
				counts.unreadable(), s.isPinned(), Wire.text(s.pin()));
	}

	private static String nullIfMissing(String text) {
		return Wire.isMissing(text) ? null : text;
	}
}
