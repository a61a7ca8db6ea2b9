package backtrac.engine.jobs.archive;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

import backtrac.api.entry.ByteString;

/** The records of a pax extended header (POSIX.1-2001, pax, "pax Extended Header"): {@code LENGTH KEY=VALUE\n}. */
final class PaxRecords {

	private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

	void add(String key, String value) {
		add(ByteString.of(key), ByteString.of(value));
	}

	void add(ByteString key, ByteString value) {
		int rest = 1 + key.length() + 1 + value.length() + 1;
		String length = Integer.toString(length(rest));
		append(ByteString.of(length + " "));
		append(key);
		append(ByteString.of("="));
		append(value);
		append(ByteString.of("\n"));
	}

	/** The record's length counts its own digits. */
	private static int length(int rest) {
		int length = rest + Integer.toString(rest).length();
		return rest + Integer.toString(length).length();
	}

	private void append(ByteString part) {
		bytes.writeBytes(part.toBytes());
	}

	/** Seconds since 1970 with as many digits after the point as they have. */
	static String time(Instant time) {
		long seconds = time.getEpochSecond();
		int nanos = time.getNano();
		boolean negative = seconds < 0 && nanos > 0;
		String whole = negative ? (seconds == -1 ? "-0" : Long.toString(seconds + 1)) : Long.toString(seconds);
		int fraction = negative ? 1_000_000_000 - nanos : nanos;
		return fraction == 0 ? whole : whole + "." + Integer.toString(1_000_000_000 + fraction).substring(1).replaceFirst("0+$", "");
	}

	boolean isEmpty() {
		return bytes.size() == 0;
	}

	byte[] toBytes() {
		return bytes.toByteArray();
	}

	@Override
	public String toString() {
		return bytes.toString(StandardCharsets.ISO_8859_1);
	}
}
