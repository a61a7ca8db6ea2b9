package backtrac.cli.entries;

import java.io.IOException;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;
import backtrac.api.entry.FileType;
import backtrac.api.store.SnapshotEntry;
import backtrac.cli.console.Console;
import backtrac.cli.console.Format;

/** Entries as {@code ls -l} lists them. */
public final class TextEntries implements EntryPrinter {

	private final Console console;
	private final boolean wholePaths;

	public TextEntries(Console console, boolean wholePaths) {
		this.console = console;
		this.wholePaths = wholePaths;
	}

	@Override
	public void print(EntryPath path, SnapshotEntry entry) throws IOException {
		FileEntry e = entry.entry();
		ByteString name = wholePaths && path != null ? path.bytes() : e.name();
		StringBuilder line = new StringBuilder(100);
		line.append(Format.mode(e.type(), e.mode())).append(' ');
		left(line, owner(e.owner(), e.uid()), 8);
		left(line, owner(e.group(), e.gid()), 8);
		right(line, isDevice(e) ? Device.major(e.device()) + ", " + Device.minor(e.device()) : Long.toString(e.size()), 12);
		line.append(' ').append(Format.time(e.modified(), console.zone())).append(' ').append(Format.printable(name.toString()));
		if (e.target() != null) {
			line.append(" -> ").append(Format.printable(e.target().toString()));
		}
		if (entry.unreadable() != null) {
			line.append("  (unreadable: ").append(Format.printable(entry.unreadable())).append(')');
		}
		console.out().line(line.toString());
	}

	@Override
	public void close() {
		// a list has no end mark
	}

	/** A name, or the number if there is none, or a question mark. */
	static String owner(String name, int number) {
		return name != null ? Format.printable(name) : number == FileEntry.UNKNOWN ? "?" : Integer.toUnsignedString(number);
	}

	private static boolean isDevice(FileEntry e) {
		return e.type() == FileType.CHARACTER_DEVICE || e.type() == FileType.BLOCK_DEVICE;
	}

	private static void left(StringBuilder line, String text, int width) {
		line.append(text).repeat(' ', Math.max(0, width - text.length()) + 1);
	}

	private static void right(StringBuilder line, String text, int width) {
		line.repeat(' ', Math.max(0, width - text.length())).append(text);
	}
}
