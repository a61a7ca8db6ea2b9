package backtrac.xmlrpc.handler.snapshot;

import java.io.IOException;
import java.util.Base64;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;
import backtrac.api.store.PlacedEntry;
import backtrac.api.store.SnapshotEntry;
import backtrac.api.store.SnapshotReader;
import backtrac.api.store.SnapshotWalk;
import backtrac.xmlrpc.handler.Wire;
import backtrac.xmlrpc.remote.RpcFault;

/** Where a page has ended, as a text: the last entry's folder and name. */
final class Cursors {

	/** In characters. The longest path of Windows has one that is shorter. */
	static final int LONGEST = 128 << 10;
	private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

	private Cursors() {
	}

	/** The cursor behind a name. */
	static String of(ByteString name) {
		return "." + ENCODER.encodeToString(name.toBytes());
	}

	/** The cursor behind an entry. */
	static String of(PlacedEntry entry) {
		return ENCODER.encodeToString(entry.folder().bytes().toBytes()) + of(entry.name());
	}

	/** The name that a cursor is behind; null at the beginning. */
	static ByteString name(String cursor) {
		if (Wire.isMissing(cursor)) {
			return null;
		}
		int dot = cursor.indexOf('.');
		if (dot < 0 || dot == cursor.length() - 1) {
			throw unknown(cursor);
		}
		return decode(cursor, cursor.substring(dot + 1));
	}

	/** A walk that goes on behind a cursor. What a caller made up is refused: each level of its folder would take memory, though there is no such folder. */
	static SnapshotWalk walk(SnapshotReader reader, EntryPath below, String cursor) throws IOException {
		if (Wire.isMissing(cursor)) {
			return SnapshotWalk.below(reader, below);
		}
		try {
			EntryPath folder = EntryPath.of(decode(cursor, cursor.substring(0, Math.max(0, cursor.indexOf('.')))));
			if (!reader.find(folder).map(SnapshotEntry::entry).map(FileEntry::isDirectory).orElse(false)) {
				throw unknown(cursor);
			}
			return SnapshotWalk.behind(reader, below, folder, name(cursor));
		} catch (IllegalArgumentException _) {
			throw unknown(cursor);
		}
	}

	private static ByteString decode(String cursor, String part) {
		if (cursor.length() > LONGEST) {
			throw Wire.bad("a cursor of " + cursor.length() + " characters is none that an answer has had: give what the answer before has, or an empty one");
		}
		try {
			return ByteString.wrap(Base64.getUrlDecoder().decode(part));
		} catch (IllegalArgumentException _) {
			throw unknown(cursor);
		}
	}

	private static RpcFault unknown(String cursor) {
		return Wire.bad("no page of this has ended with the cursor '" + cursor + "': give what the answer before has, or an empty one");
	}
}
