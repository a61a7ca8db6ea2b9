package backtrac.web.status;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import backtrac.api.catalog.LogLine;

/** The run log as a text file, a line a line. */
public final class LogText {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX", Locale.ROOT).withZone(ZoneOffset.UTC);

	private LogText() {
	}

	/** {@code time level phase path: message}, the time in UTC; without a line break at the end, or anywhere. */
	public static String of(LogLine line) {
		String head = TIME.format(line.time()) + " " + line.level() + " " + line.phase().name().toLowerCase(Locale.ROOT) + " ";
		return head + flat(line.path().isEmpty() ? line.message() : line.path() + ": " + line.message());
	}

	/** A name may have line breaks in it, and whatever else would look like another line of the file. */
	private static String flat(String text) {
		StringBuilder flat = new StringBuilder(text.length());
		text.codePoints().forEach(c -> {
			if (c == '\n') {
				flat.append("\\n");
			} else if (Character.isISOControl(c) || c == 0x2028 || c == 0x2029) {
				flat.append(String.format(Locale.ROOT, "\\u%04x", c));
			} else {
				flat.appendCodePoint(c);
			}
		});
		return flat.toString();
	}
}
