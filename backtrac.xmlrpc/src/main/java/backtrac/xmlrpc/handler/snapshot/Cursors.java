package backtrac.xmlrpc.handler.snapshot;

import java.io.IOException;
import java.util.Base64;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.api.store.PlacedEntry;
import backtrac.api.store.SnapshotReader;
import backtrac.api.store.SnapshotWalk;
import backtrac.xmlrpc.handler.Wire;
import backtrac.xmlrpc.remote.RpcFault;

/** Where a page has ended, as a text: the last entry's folder and name. */
final class Cursors {

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

	/** A walk that goes on behind a cursor. */
	static SnapshotWalk walk(SnapshotReader reader, EntryPath below, String cursor) throws IOException {
		if (Wire.isMissing(cursor)) {
			return SnapshotWalk.below(reader, below);
		}
		try {
			EntryPath folder = EntryPath.of(decode(cursor, cursor.substring(0, Math.max(0, cursor.indexOf('.')))));
			return SnapshotWalk.behind(reader, below, folder, name(cursor));
		} catch (IllegalArgumentException _) {
			throw unknown(cursor);
		}
	}

	private static ByteString decode(String cursor, String part) {
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
