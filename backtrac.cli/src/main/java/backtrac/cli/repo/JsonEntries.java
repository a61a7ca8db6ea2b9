package backtrac.cli.repo;

import java.io.IOException;
import java.util.Locale;

import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;
import backtrac.api.entry.FileType;
import backtrac.api.store.SnapshotEntry;
import backtrac.cli.console.Console;
import backtrac.cli.console.Json;

/** Entries as an array of JSON objects. */
final class JsonEntries implements EntryPrinter {

	private final Json document;

	JsonEntries(Console console) {
		document = new Json(console.out()).array();
	}

	@Override
	public void print(EntryPath path, SnapshotEntry entry) {
		document.object();
		if (path != null) {
			document.put("path", path.toString());
		}
		document.put("name", entry.entry().name());
		putDetails(document, entry);
		document.endObject();
	}

	/** All but its name, as keys of the object that is open. */
	static void putDetails(Json document, SnapshotEntry entry) {
		FileEntry e = entry.entry();
		document.put("type", e.type().name().toLowerCase(Locale.ROOT)).put("size", e.size()).put("modified", e.modified());
		if (e.mode() != FileEntry.UNKNOWN) {
			document.put("mode", octal(e.mode()));
		}
		if (e.uid() != FileEntry.UNKNOWN) {
			document.put("uid", Integer.toUnsignedLong(e.uid()));
		}
		if (e.gid() != FileEntry.UNKNOWN) {
			document.put("gid", Integer.toUnsignedLong(e.gid()));
		}
		document.put("owner", e.owner()).put("group", e.group()).put("target", e.target());
		if (e.type() == FileType.CHARACTER_DEVICE || e.type() == FileType.BLOCK_DEVICE) {
			document.put("device_major", Device.major(e.device())).put("device_minor", Device.minor(e.device()));
		}
		document.put("sha256", entry.hash()).put("unreadable", entry.unreadable());
	}

	@Override
	public void close() throws IOException {
		document.endArray().close();
	}

	/** Four digits, as chmod(1) takes them. */
	private static String octal(int mode) {
		return Integer.toOctalString(010000 | mode & 07777).substring(1);
	}
}
