package backtrac.xmlrpc.handler.snapshot;

import backtrac.api.diff.DiffSummary;
import backtrac.api.diff.Difference;
import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;
import backtrac.api.entry.FileType;
import backtrac.api.store.SnapshotEntry;
import backtrac.xmlrpc.handler.Wire;
import backtrac.xmlrpc.remote.DiffCounts;
import backtrac.xmlrpc.remote.DiffEntry;
import backtrac.xmlrpc.remote.EntryInfo;
import backtrac.xmlrpc.remote.RemotePath;

/** Entries as structs. */
final class EntryInfos {

	private EntryInfos() {
	}

	/** @param entry may be null */
	static EntryInfo of(SnapshotEntry entry) {
		if (entry == null) {
			return null;
		}
		FileEntry e = entry.entry();
		boolean device = e.type() == FileType.CHARACTER_DEVICE || e.type() == FileType.BLOCK_DEVICE;
		return new EntryInfo(RemotePath.text(e.name()), RemotePath.raw(e.name()), e.type().name(), e.size(), e.modified().toString(),
				e.mode() == FileEntry.UNKNOWN ? null : Integer.valueOf(e.mode()), id(e.uid()), id(e.gid()), textOrNull(e.owner()), textOrNull(e.group()),
				e.target() == null ? null : RemotePath.text(e.target()), e.target() == null ? null : RemotePath.raw(e.target()),
				device ? Long.valueOf(e.device()) : null, entry.hash(), textOrNull(entry.unreadable()));
	}

	static DiffEntry of(Difference d) {
		EntryPath from = d.from();
		return new DiffEntry(d.kind().name(), RemotePath.text(d.path().bytes()), RemotePath.raw(d.path().bytes()), from == null ? null : RemotePath.text(from.bytes()),
				from == null ? null : RemotePath.raw(from.bytes()), d.bytes(), d.aspects().stream().sorted().map(Enum::name).toList(), of(d.before()), of(d.after()));
	}

	static DiffCounts of(DiffSummary s) {
		return new DiffCounts(s.added(), s.addedBytes(), s.removed(), s.removedBytes(), s.changed(), s.changedBytes(), s.moved(), s.movedBytes(), s.metadata(),
				s.unreadable());
	}

	private static Long id(int number) {
		return number == FileEntry.UNKNOWN ? null : Long.valueOf(Integer.toUnsignedLong(number));
	}

	private static String textOrNull(String text) {
		return text == null ? null : Wire.text(text);
	}
}
