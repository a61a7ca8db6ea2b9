package backtrac.posix;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;

import backtrac.api.entry.ByteString;

/** The bytes that a path of {@code java.nio} has on systems where names are bytes. */
final class PathBytes {

	private PathBytes() {
	}

	/** An absolute path's own bytes. Only its URI tells them all: its text has none for bytes that are no characters. */
	static ByteString of(Path path) {
		byte[] escaped = path.toUri().getRawPath().getBytes(StandardCharsets.US_ASCII);
		byte[] bytes = new byte[escaped.length];
		int length = 0;
		for (int i = 0; i < escaped.length; i++) {
			if (escaped[i] == '%') {
				bytes[length++] = (byte) (HexFormat.fromHexDigit(escaped[i + 1]) << 4 | HexFormat.fromHexDigit(escaped[i + 2]));
				i += 2;
			} else {
				bytes[length++] = escaped[i];
			}
		}
		while (length > 1 && bytes[length - 1] == '/') { // the URI of a folder ends with one
			length--;
		}
		return ByteString.wrap(Arrays.copyOf(bytes, length));
	}
}
