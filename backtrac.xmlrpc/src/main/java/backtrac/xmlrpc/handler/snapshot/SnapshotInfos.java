package backtrac.xmlrpc.handler.snapshot;

import java.util.Map;
import java.util.TreeMap;

import backtrac.api.access.Role;
import backtrac.api.store.Snapshot;
import backtrac.api.store.SnapshotCounts;
import backtrac.xmlrpc.handler.Wire;
import backtrac.xmlrpc.remote.SnapshotDetails;
import backtrac.xmlrpc.remote.SnapshotInfo;
import backtrac.xmlrpc.server.Caller;

/** Snapshots as callers see them. */
final class SnapshotInfos {

	private SnapshotInfos() {
	}

	static SnapshotInfo info(Snapshot s) {
		SnapshotCounts counts = s.counts();
		return new SnapshotInfo(s.id(), Wire.text(s.client()), Wire.text(s.plan()), Wire.text(s.source()), Wire.time(s.started()), Wire.time(s.finished()),
				s.result().name(), counts.files(), counts.directories(), counts.others(), counts.bytes(), counts.filesStored(), counts.bytesStored(),
				counts.unreadable(), s.isPinned(), Wire.text(s.pin()));
	}

	static SnapshotDetails details(Snapshot s) {
		SnapshotInfo i = info(s);
		Map<String, Object> definition = new TreeMap<>();
		boolean all = Caller.current().role() == Role.ADMIN; // a setting may turn out to be a secret
		s.definition().forEach((key, value) -> {
			if (all || !key.startsWith("setting.")) {
				definition.put(key, Wire.text(value));
			}
		});
		return new SnapshotDetails(i.snapshotId(), i.client(), i.plan(), i.source(), i.started(), i.finished(), i.result(), i.files(), i.directories(), i.others(),
				i.bytes(), s.counts().filesRead(), s.counts().bytesRead(), i.filesStored(), i.bytesStored(), i.unreadable(), i.pinned(), i.pin(),
				s.hasTree() ? Wire.text(s.tree().toString()) : "", definition);
	}
}
