package backtrac.xmlrpc.remote;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.xmlrpc.wire.XmlText;

/**
 * Names and paths over the wire. They are bytes on the client's machine, and text only by custom; one rule holds for all methods:
 * <ul>
 * <li>What is valid UTF-8, and has no character that XML cannot carry, is a text (string).
 * <li>What is not is its bytes (base64) as a parameter. In an answer it is a text for people, with {@code \xNN} for what is no text, and the struct has its
 * bytes, too, under the key with {@code raw_} before it: {@code raw_name} beside {@code name}. Otherwise that key is absent.
 * <li>A path is the names from below the folder that was backed up, joined by {@code /}. The empty path is that folder itself.
 * </ul>
 */
public final class RemotePath {

	private RemotePath() {
	}

	/** As a parameter of a call: a String or {@code byte[]}. */
	public static Object parameter(EntryPath path) {
		byte[] raw = raw(path.bytes());
		return raw == null ? text(path.bytes()) : raw;
	}

	/**
	 * Reads a parameter.
	 *
	 * @param what names it, for the message
	 * @param path a String or {@code byte[]}; null is the empty path
	 * @throws IllegalArgumentException if it is something else, or leads elsewhere; the message is for people
	 */
	public static EntryPath parse(String what, Object path) {
		ByteString bytes = switch (path) {
		case null -> ByteString.EMPTY;
		case String text -> ByteString.of(text);
		case byte[] raw -> ByteString.copyOf(raw);
		default -> throw new IllegalArgumentException(what + " must be of type string or base64");
		};
		try {
			return EntryPath.of(bytes);
		} catch (IllegalArgumentException _) {
			throw new IllegalArgumentException(what + " must be names joined by '/', from below the folder that was backed up, without '..', '.' or an empty name, not '"
					+ bytes + "'");
		}
	}

	/** The text of an answer. */
	public static String text(ByteString bytes) {
		String text = decode(bytes);
		return text == null ? XmlText.printable(bytes.toString()) : text;
	}

	/** The bytes of an answer; null if the text says it all. */
	public static byte[] raw(ByteString bytes) {
		return decode(bytes) == null ? bytes.toBytes() : null;
	}

	/** What an answer means. */
	public static ByteString bytes(String text, byte[] raw) {
		return raw == null ? ByteString.of(text) : ByteString.copyOf(raw);
	}

	/** Null if it cannot travel as text. */
	private static String decode(ByteString bytes) {
		try {
			byte[] all = bytes.toBytes();
			boolean plain = true;
			for (byte b : all) {
				plain &= b >= ' ';
			}
			if (plain) {
				return new String(all, StandardCharsets.US_ASCII);
			}
			String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(all)).toString();
			return XmlText.isCarried(text) ? text : null;
		} catch (CharacterCodingException _) {
			return null;
		}
	}
}
