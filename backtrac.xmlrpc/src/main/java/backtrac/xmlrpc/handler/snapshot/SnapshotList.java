package backtrac.xmlrpc.handler.snapshot;

import java.util.ArrayList;
import java.util.List;

import backtrac.api.catalog.SnapshotIndex;
import backtrac.api.store.Snapshot;
import backtrac.xmlrpc.handler.SnapshotLookup;
import backtrac.xmlrpc.handler.SnapshotScope;
import backtrac.xmlrpc.handler.Wire;
import backtrac.xmlrpc.remote.SnapshotFilter;
import backtrac.xmlrpc.server.Caller;

/** Pages of the snapshots that the caller may see. */
final class SnapshotList {

	private final SnapshotIndex index;
	private final SnapshotLookup lookup;

	SnapshotList(SnapshotIndex index, SnapshotLookup lookup) {
		this.index = index;
		this.lookup = lookup;
	}

	List<Snapshot> page(SnapshotFilter wanted) {
		String client = SnapshotScope.client(wanted.client());
		String plan = Wire.isMissing(wanted.plan()) ? null : wanted.plan();
		int offset = Wire.offset(wanted.offset());
		int limit = Wire.limit(wanted.limit(), SnapshotFilter.MOST);
		return Caller.current().onlyClient().isEmpty() ? index.snapshots(client, plan, offset, limit) : own(client, plan, offset, limit);
	}

	/** Of a client whose name may have been another's: pages are counted in what is its own. */
	private List<Snapshot> own(String client, String plan, int offset, int limit) {
		List<Snapshot> found = new ArrayList<>();
		long passed = 0;
		List<Snapshot> page;
		int place = 0;
		do {
			page = index.snapshots(client, plan, place, SnapshotFilter.MOST);
			place += page.size();
			for (Snapshot snapshot : page) {
				if (found.size() < limit && lookup.has(snapshot) && passed++ >= offset) {
					found.add(snapshot);
				}
			}
		} while (found.size() < limit && page.size() == SnapshotFilter.MOST);
		return found;
	}
}
