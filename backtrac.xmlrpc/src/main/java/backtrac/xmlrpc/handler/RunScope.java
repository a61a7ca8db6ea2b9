package backtrac.xmlrpc.handler;

import java.util.Optional;

import backtrac.api.access.Role;
import backtrac.api.catalog.Catalog;
import backtrac.api.catalog.RunRecord;
import backtrac.api.catalog.SnapshotIndex;
import backtrac.api.store.SnapshotNames;
import backtrac.xmlrpc.server.Caller;

/** Which runs the caller may see: with the role {@link Role#RESTORE} those that restore snapshots that it may see, else all. */
public final class RunScope {

	private final SnapshotIndex index;
	private final Catalog catalog;

	public RunScope(SnapshotIndex index, Catalog catalog) {
		this.index = index;
		this.catalog = catalog;
	}

	/** Whether the caller may see a run. One that it may not see is to it as if it were not there. */
	public boolean has(RunRecord run) {
		Optional<String> only = Caller.current().onlyClient();
		return only.isEmpty() || run.verb().equals(RunRecord.RESTORE) && isOf(only.get(), run.subject()) && hasSnapshot(run.snapshotId());
	}

	/** The subject says whose snapshot it is, also when that is forgotten; no client's name has a slash in it. */
	private static boolean isOf(String client, String subject) {
		int slash = subject.indexOf('/');
		return slash >= 0 && SnapshotNames.key(subject.substring(0, slash)).equals(SnapshotNames.key(client));
	}

	/** The name may have been another client's when the run began. */
	private boolean hasSnapshot(String id) {
		return id == null || index.snapshot(id).filter(snapshot -> !SnapshotScope.has(snapshot, catalog)).isEmpty();
	}
}
