package backtrac.api.entry;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Immutable bytes: a file's name, a symbolic link's target or an attribute's value as the client holds it. A name is
 * bytes and not text, because file systems do not promise that it is valid UTF-8.
 *
 * <p>
 * Ordered by unsigned byte value. Safe for use by several threads.
 */
public final class ByteString implements Comparable<ByteString> {

	/** No bytes. */
	public static final ByteString EMPTY = new ByteString(new byte[0]);

	private final byte[] bytes;
	private int hash;

	private ByteString(byte[] bytes) {
		this.bytes = bytes;
	}

	/** The UTF-8 form of a text. */
	public static ByteString of(String text) {
		return text.isEmpty() ? EMPTY : new ByteString(text.getBytes(StandardCharsets.UTF_8));
	}

	/** A copy of some bytes. */
	public static ByteString copyOf(byte[] bytes) {
		return bytes.length == 0 ? EMPTY : new ByteString(bytes.clone());
	}

	/** Takes over an array that the caller will not change any more. Saves the copy where many names are read. */
	public static ByteString wrap(byte[] bytes) {
		return bytes.length == 0 ? EMPTY : new ByteString(bytes);
	}

	/**
	 * Reads the form that {@link #toString()} writes.
	 *
	 * @throws IllegalArgumentException if a backslash is not followed by another one or by {@code x} and two hex digits
	 */
	public static ByteString parse(String display) {
		if (display.indexOf('\\') < 0) {
			return of(display);
		}
		byte[] in = display.getBytes(StandardCharsets.UTF_8);
		byte[] out = new byte[in.length];
		int n = 0;
		for (int i = 0; i < in.length; i++) {
			if (in[i] != '\\') {
				out[n++] = in[i];
			} else if (i + 1 < in.length && in[i + 1] == '\\') {
				out[n++] = '\\';
				i++;
			} else if (i + 3 < in.length && in[i + 1] == 'x' && HexFormat.isHexDigit(in[i + 2]) && HexFormat.isHexDigit(in[i + 3])) {
				out[n++] = (byte) (HexFormat.fromHexDigit(in[i + 2]) << 4 | HexFormat.fromHexDigit(in[i + 3]));
				i += 3;
			} else {
				throw new IllegalArgumentException("a backslash must be written \\\\ and a byte \\xNN: " + display);
			}
		}
		return wrap(Arrays.copyOf(out, n));
	}

	public int length() {
		return bytes.length;
	}

	public byte at(int index) {
		return bytes[index];
	}

	/** A copy of the bytes. */
	public byte[] toBytes() {
		return bytes.clone();
	}

	/** A read-only view of the bytes, without a copy. */
	public ByteBuffer asBuffer() {
		return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
	}

	/** Copies all bytes to an array, from {@code offset} on. */
	public void copyTo(byte[] target, int offset) {
		System.arraycopy(bytes, 0, target, offset, bytes.length);
	}

	@Override
	public int compareTo(ByteString other) {
		return Arrays.compareUnsigned(bytes, other.bytes);
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof ByteString that && Arrays.equals(bytes, that.bytes);
	}

	@Override
	public int hashCode() {
		int h = hash;
		if (h == 0) {
			hash = h = Arrays.hashCode(bytes);
		}
		return h;
	}

	/**
	 * The bytes as text that a person can read and {@link #parse} can read back: valid UTF-8 as it is; other bytes and
	 * control characters as {@code \xNN}; a backslash doubled.
	 */
	@Override
	public String toString() {
		if (isPlain()) {
			return new String(bytes, StandardCharsets.US_ASCII);
		}
		CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
				.onUnmappableCharacter(CodingErrorAction.REPORT);
		ByteBuffer in = ByteBuffer.wrap(bytes);
		CharBuffer out = CharBuffer.allocate(bytes.length);
		StringBuilder text = new StringBuilder(bytes.length + 8);
		while (in.hasRemaining()) {
			CoderResult result = decoder.decode(in, out, true);
			out.flip().chars().forEach(c -> append(text, (char) c));
			out.clear();
			for (int i = 0; result.isError() && i < result.length(); i++) {
				appendByte(text, in.get());
			}
			decoder.reset();
		}
		return text.toString();
	}

	private boolean isPlain() {
		for (byte b : bytes) {
			if (b < 0x20 || b == 0x7F || b == '\\') {
				return false;
			}
		}
		return true;
	}

	private static void append(StringBuilder text, char c) {
		if (c == '\\') {
			text.append("\\\\");
		} else if (Character.isISOControl(c)) {
			for (byte b : String.valueOf(c).getBytes(StandardCharsets.UTF_8)) {
				appendByte(text, b);
			}
		} else {
			text.append(c);
		}
	}

	private static void appendByte(StringBuilder text, byte b) {
		text.append("\\x").append(HexFormat.of().toHexDigits(b));
	}
}
