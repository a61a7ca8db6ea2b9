package backtrac.cli.entries;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

import backtrac.api.diff.Aspect;
import backtrac.api.diff.DiffListener;
import backtrac.api.diff.DiffSummary;
import backtrac.api.diff.Difference;
import backtrac.api.diff.Difference.Kind;
import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;
import backtrac.api.entry.FileType;
import backtrac.api.store.SnapshotEntry;
import backtrac.cli.console.Console;
import backtrac.cli.console.Format;
import backtrac.engine.jobs.report.Quantities;

/** What differs, a line each. */
public final class DiffText implements DiffListener {

	private static final String TO = " -> ";

	private final Console console;

	public DiffText(Console console) {
		this.console = console;
	}

	@Override
	public void differs(Difference d) throws IOException {
		SnapshotEntry last = d.after() == null ? d.before() : d.after();
		String from = d.from() == null ? "" : path(d.from(), d.before()) + TO;
		console.out().line(Format.printable(sign(d.kind()) + " " + from + path(d.path(), last) + notes(d, last)));
	}

	private static char sign(Kind kind) {
		return switch (kind) {
		case ADDED -> '+';
		case REMOVED -> '-';
		case CHANGED -> 'M';
		case MOVED -> '>';
		case METADATA -> 'm';
		case UNREADABLE -> '?';
		};
	}

	private static String path(EntryPath path, SnapshotEntry entry) {
		return (path.isRoot() ? "." : path.toString()) + (entry.entry().isDirectory() ? "/" : "");
	}

	private String notes(Difference d, SnapshotEntry last) {
		List<String> notes = new ArrayList<>();
		for (Aspect aspect : new TreeSet<>(d.aspects())) {
			String note = note(aspect, d.before().entry(), d.after().entry());
			// that a file has another time goes without saying if its content has changed
			if (!note.isEmpty() && (aspect != Aspect.TIME || d.kind() != Kind.CHANGED)) {
				notes.add(note);
			}
		}
		if (d.after() != null && d.after().unreadable() != null) {
			notes.add("unreadable: " + d.after().unreadable());
		} else if (d.before() != null && d.before().unreadable() != null) {
			notes.add((d.after() == null ? "unreadable: " : "unreadable before: ") + d.before().unreadable());
		}
		return notes.isEmpty() ? "" : " (" + String.join(", ", notes) + ")";
	}

	private String note(Aspect aspect, FileEntry a, FileEntry b) {
		return switch (aspect) {
		case TYPE -> type(a.type()) + TO + type(b.type());
		case TARGET -> a.target() + TO + b.target();
		case MODE -> "mode " + mode(a.mode()) + TO + mode(b.mode());
		case OWNER -> "owner " + both(a.owner(), a.uid(), b.owner(), b.uid());
		case GROUP -> "group " + both(a.group(), a.gid(), b.group(), b.gid());
		case TIME -> "time " + time(a, b) + TO + time(b, a);
		case ACL -> "ACL";
		case ATTRIBUTES -> ("attributes " + String.join(" ", attributes(a, b))).strip(); // a server does not tell which
		case DEVICE -> "device " + device(a) + TO + device(b);
		case CONTENT, UNREADABLE -> "";
		};
	}

	private static String type(FileType type) {
		return switch (type) {
		case FILE -> "file";
		case DIRECTORY -> "folder";
		case SYMLINK -> "symbolic link";
		case FIFO -> "pipe";
		case CHARACTER_DEVICE -> "character device";
		case BLOCK_DEVICE -> "block device";
		case SOCKET -> "socket";
		};
	}

	private static String mode(int mode) {
		return mode == FileEntry.UNKNOWN ? "?" : Integer.toOctalString(mode);
	}

	/** By name, or by name and number where the names alone would not tell them apart. */
	private static String both(String nameBefore, int before, String nameAfter, int after) {
		String a = TextEntries.owner(nameBefore, before);
		String b = TextEntries.owner(nameAfter, after);
		return a.equals(b) ? a + " " + TextEntries.owner(null, before) + TO + TextEntries.owner(null, after) : a + TO + b;
	}

	/** In whole seconds, if these differ. */
	private String time(FileEntry entry, FileEntry other) {
		String time = Format.time(entry.modified(), console.zone());
		return entry.modified().getEpochSecond() != other.modified().getEpochSecond() ? time
				: time + "." + String.valueOf(1_000_000_000L + entry.modified().getNano()).substring(1);
	}

	private static List<String> attributes(FileEntry a, FileEntry b) {
		TreeSet<ByteString> names = new TreeSet<>(a.attributes().keySet());
		names.addAll(b.attributes().keySet());
		names.removeIf(name -> Aspect.isAcl(name) || a.attributes().containsKey(name) && a.attributes().get(name).equals(b.attributes().get(name)));
		return names.stream().map(ByteString::toString).toList();
	}

	private static String device(FileEntry entry) {
		return Device.major(entry.device()) + "," + Device.minor(entry.device());
	}

	/** {@code 2 added (1.2 kB), 0 removed (0 B), 1 changed (3 B), 0 moved (0 B), 4 with other metadata}. */
	public static String summary(DiffSummary summary) {
		if (summary.isEmpty()) {
			return "nothing differs";
		}
		return part(summary.added(), "added", summary.addedBytes()) + ", " + part(summary.removed(), "removed", summary.removedBytes()) + ", "
				+ part(summary.changed(), "changed", summary.changedBytes()) + ", " + part(summary.moved(), "moved", summary.movedBytes()) + ", "
				+ Quantities.count(summary.metadata()) + " with other metadata"
				+ (summary.unreadable() > 0 ? ", " + Quantities.count(summary.unreadable()) + " not read in one of the two" : "");
	}

	private static String part(long count, String what, long bytes) {
		return Quantities.count(count) + " " + what + " (" + Quantities.bytes(bytes) + ")";
	}
}
