package backtrac.notify;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers, times and names as people read them, the same whatever the locale. */
final class Words {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss xxx", Locale.ROOT);

	private Words() {
	}

	/** A number with its thousands set apart: {@code 1,204}. */
	static String count(long number) {
		return String.format(Locale.ROOT, "%,d", number);
	}

	/** A number of things: {@code 1 file}, {@code 1,204 files}. */
	static String count(long number, String thing) {
		return count(number) + " " + thing + (number == 1 ? "" : "s");
	}

	/** A time: {@code 2026-11-23 14:05:00 +01:00}. */
	static String time(Instant time, ZoneId zone) {
		return TIME.format(time.atZone(zone));
	}

	static String capital(String word) {
		return word.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
	}

	/** In one line, whatever a name has in it. */
	static String line(String text) {
		return text.replaceAll("[\\p{Cc}\\x{2028}\\x{2029}]+", " ").strip();
	}
}
