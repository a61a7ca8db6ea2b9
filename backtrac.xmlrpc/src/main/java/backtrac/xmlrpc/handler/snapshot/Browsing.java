package backtrac.xmlrpc.handler.snapshot;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

import backtrac.api.entry.EntryPath;
import backtrac.api.store.PlacedEntry;
import backtrac.api.store.Snapshot;
import backtrac.api.store.SnapshotEntry;
import backtrac.api.store.SnapshotReader;
import backtrac.api.store.SnapshotWalk;
import backtrac.xmlrpc.handler.Wire;
import backtrac.xmlrpc.remote.BrowsePage;
import backtrac.xmlrpc.remote.EntryInfo;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.FoundEntry;
import backtrac.xmlrpc.remote.RemotePath;
import backtrac.xmlrpc.remote.RpcFault;
import backtrac.xmlrpc.remote.ScanPage;
import backtrac.xmlrpc.remote.SearchPage;
import backtrac.xmlrpc.remote.SearchQuery;
import backtrac.xmlrpc.remote.SnapshotApi;

/** Pages of what is in a snapshot. */
final class Browsing {

	/** A search answers after this. */
	static final Duration LONGEST_SEARCH = Duration.ofSeconds(2);
	/** Between two looks at the clock. */
	private static final int UNTIMED = 1000;

	private final OpenSnapshots open;
	private final LongSupplier nanoTime;

	/** @param nanoTime as {@link System#nanoTime} */
	Browsing(OpenSnapshots open, LongSupplier nanoTime) {
		this.open = open;
		this.nanoTime = nanoTime;
	}

	BrowsePage browse(Snapshot snapshot, Object where, String cursor, int limit) throws IOException {
		Wire.between("limit", limit, 1, SnapshotApi.MOST_ENTRIES);
		EntryPath path = Wire.path("path", where);
		try (OpenSnapshots.Lease lease = open.open(snapshot)) {
			SnapshotEntry entry = entry(lease.reader(), path);
			List<EntryInfo> page = new ArrayList<>();
			String next = "";
			if (entry.entry().isDirectory()) {
				for (SnapshotEntry child : lease.reader().list(path, Cursors.name(cursor), limit + 1)) {
					if (page.size() == limit) {
						next = Cursors.of(RemotePath.bytes(page.getLast().name(), page.getLast().rawName()));
						break;
					}
					page.add(EntryInfos.of(child));
				}
			}
			return new BrowsePage(EntryInfos.of(entry), page, next);
		}
	}

	ScanPage scan(Snapshot snapshot, Object where, String cursor, int limit) throws IOException {
		Wire.between("limit", limit, 1, SnapshotApi.MOST_ENTRIES);
		EntryPath path = Wire.path("path", where);
		try (OpenSnapshots.Lease lease = open.open(snapshot); ScanEncoder encoder = new ScanEncoder()) {
			SnapshotWalk walk = walk(lease.reader(), path, cursor);
			PlacedEntry last = null;
			PlacedEntry next = walk.next();
			for (; next != null && encoder.count() < limit; next = walk.next()) {
				encoder.add(next);
				last = next;
			}
			return new ScanPage(ScanEncoder.FORMAT, encoder.count(), encoder.finish(), next == null ? "" : Cursors.of(last));
		}
	}

	SearchPage search(Snapshot snapshot, SearchQuery query) throws IOException {
		int limit = Wire.limit(query.limit(), SearchQuery.MOST);
		Predicate<SnapshotEntry> wanted = Search.of(query);
		long start = nanoTime.getAsLong();
		try (OpenSnapshots.Lease lease = open.open(snapshot)) {
			SnapshotWalk walk = walk(lease.reader(), Wire.path("path", query.path()), query.cursor());
			List<FoundEntry> found = new ArrayList<>();
			long scanned = 0;
			PlacedEntry next;
			while ((next = walk.next()) != null) {
				scanned++;
				EntryPath path = wanted.test(next.entry()) ? next.path() : null;
				if (path != null) {
					found.add(new FoundEntry(RemotePath.text(path.bytes()), RemotePath.raw(path.bytes()), EntryInfos.of(next.entry())));
				}
				if (found.size() == limit || scanned % UNTIMED == 0 && nanoTime.getAsLong() - start > LONGEST_SEARCH.toNanos()) {
					return new SearchPage(found, scanned, Cursors.of(next));
				}
			}
			return new SearchPage(found, scanned, "");
		}
	}

	private static SnapshotWalk walk(SnapshotReader reader, EntryPath path, String cursor) throws IOException {
		SnapshotEntry entry = entry(reader, path);
		if (!entry.entry().isDirectory()) {
			throw new RpcFault(Fault.REFUSED, "'" + Wire.text(path.toString()) + "' is no folder in snapshot " + reader.snapshot().id());
		}
		return Cursors.walk(reader, path, cursor);
	}

	/** What is at a path. */
	static SnapshotEntry entry(SnapshotReader reader, EntryPath path) throws IOException {
		return reader.find(path).orElseThrow(() -> new RpcFault(Fault.NOT_FOUND, "no '" + Wire.text(path.toString()) + "' in snapshot " + reader.snapshot().id()
				+ ": paths begin below the folder that was backed up"));
	}
}
