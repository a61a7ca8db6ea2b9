package backtrac.engine.jobs.restore;

import backtrac.api.entry.EntryPath;
import backtrac.api.store.SnapshotEntry;

/** An entry of a snapshot and its place. */
record Placed(EntryPath path, SnapshotEntry entry) {
}
