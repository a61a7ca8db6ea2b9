package backtrac.cli.remote;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

import backtrac.api.diff.Aspect;
import backtrac.api.diff.DiffSummary;
import backtrac.api.diff.Difference;
import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;
import backtrac.api.entry.FileType;
import backtrac.api.store.SnapshotEntry;
import backtrac.xmlrpc.remote.DiffCounts;
import backtrac.xmlrpc.remote.DiffEntry;
import backtrac.xmlrpc.remote.EntryInfo;
import backtrac.xmlrpc.remote.RemotePath;

/** What a server tells of entries, as a repository would tell it here. */
final class RemoteEntries {

	private RemoteEntries() {
	}

	/** @param info may be null */
	static SnapshotEntry entry(EntryInfo info) {
		if (info == null) {
			return null;
		}
		ByteString target = info.target() == null ? null : RemotePath.bytes(info.target(), info.rawTarget());
		FileEntry entry = new FileEntry(RemotePath.bytes(info.name(), info.rawName()), FileType.valueOf(info.type()), info.size(), Instant.parse(info.modified()),
				info.mode() == null ? FileEntry.UNKNOWN : info.mode(), id(info.uid()), id(info.gid()), info.owner(), info.group(), target,
				info.device() == null ? 0 : info.device(), null, Map.of());
		return new SnapshotEntry(entry, info.sha256(), info.unreadable());
	}

	static EntryPath path(String text, byte[] raw) {
		return EntryPath.of(RemotePath.bytes(text, raw));
	}

	static Difference difference(DiffEntry d) {
		Set<Aspect> aspects = EnumSet.noneOf(Aspect.class);
		d.aspects().forEach(aspect -> aspects.add(Aspect.valueOf(aspect)));
		return new Difference(Difference.Kind.valueOf(d.kind()), path(d.path(), d.rawPath()), d.from() == null ? null : path(d.from(), d.rawFrom()),
				entry(d.before()), entry(d.after()), aspects, d.bytes());
	}

	static DiffSummary summary(DiffCounts c) {
		return new DiffSummary(c.added(), c.addedBytes(), c.removed(), c.removedBytes(), c.changed(), c.changedBytes(), c.moved(), c.movedBytes(), c.metadata(),
				c.unreadable());
	}

	private static int id(Long number) {
		return number == null ? FileEntry.UNKNOWN : number.intValue();
	}
}
