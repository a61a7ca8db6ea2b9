package backtrac.smb;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.api.transport.Reason;
import backtrac.api.transport.TransportException;

/**
 * Names as Windows knows them, which are 16-bit units, and as BackTrac does, which are bytes. A backslash or a colon in a path
 * would lead into another folder, or to a stream behind a file: what is asked of the server has none.
 */
final class Names {

	private static final String FORBIDDEN = "\\:*?\"<>|";

	private Names() {
	}

	/**
	 * A path with backslashes.
	 *
	 * @throws TransportException {@link Reason#UNSUPPORTED} if the server could not have, or could not keep, such a name
	 */
	static String toSmb(EntryPath path) throws TransportException {
		String text;
		try {
			text = StandardCharsets.UTF_8.newDecoder().decode(path.bytes().asBuffer()).toString();
		} catch (CharacterCodingException e) {
			throw refused(path, "is not UTF-8", e);
		}
		if (!isPlain(text)) {
			throw refused(path, "has one of " + String.join(" ", FORBIDDEN.split("")) + " or a control character in it", null);
		}
		return text.replace('/', '\\');
	}

	/** Refuses what Windows would take, but its programs could not open, or would take for another name. */
	static void requireStorable(EntryPath path) throws TransportException {
		ByteString name = path.name();
		byte last = name.at(name.length() - 1);
		if (last == '.' || last == ' ') {
			throw refused(path, "ends with a dot or a space", null);
		}
	}

	/** A name from the server; null if it is none that could be asked for. */
	static ByteString fromSmb(String name) {
		return isPlain(name) && StandardCharsets.UTF_16.newEncoder().canEncode(name) ? ByteString.of(name) : null;
	}

	/** As much of such a name as can be shown. */
	static ByteString shown(String name) {
		StringBuilder text = new StringBuilder();
		name.chars().forEach(unit -> {
			if (unit < ' ' || Character.isSurrogate((char) unit) || unit == '/') {
				text.append(String.format("{%04x}", unit));
			} else {
				text.append((char) unit);
			}
		});
		return ByteString.of(text.isEmpty() ? "{}" : text.toString());
	}

	private static boolean isPlain(String text) {
		return text.chars().noneMatch(c -> c < ' ' || FORBIDDEN.indexOf(c) >= 0);
	}

	private static TransportException refused(EntryPath path, String why, Exception cause) {
		return new TransportException(Reason.UNSUPPORTED, path + ": a Windows share takes no such name, it " + why, cause);
	}
}
