package backtrac.engine.jobs.report;

import java.time.Duration;
import java.util.List;

/**
 * Numbers, sizes and times as people read them, in the messages of runs and on the command line; the same everywhere,
 * whatever the locale. Written by hand: {@code String.format} costs the command line a start of its own.
 */
public final class Quantities {

	private static final List<String> UNITS = List.of("B", "kB", "MB", "GB", "TB", "PB", "EB");

	private Quantities() {
	}

	/** A number with its thousands set apart: {@code 1,204}. */
	public static String count(long number) {
		StringBuilder text = new StringBuilder(Long.toString(number));
		int first = number < 0 ? 1 : 0;
		for (int i = text.length() - 3; i > first; i -= 3) {
			text.insert(i, ',');
		}
		return text.toString();
	}

	/** A number of things: {@code 1 file}, {@code 1,204 files}. */
	public static String count(long number, String thing) {
		return count(number, thing, thing + "s");
	}

	/** A number of things: {@code 1 entry}, {@code 2 entries}. */
	public static String count(long number, String one, String many) {
		return count(number) + " " + (number == 1 ? one : many);
	}

	/** A size in units of 1000 bytes: {@code 999 B}, {@code 1.2 kB}, {@code 12.3 MB}, {@code 123 GB}. */
	public static String bytes(long bytes) {
		int unit = 0;
		double value = bytes;
		while (value >= 999.5 && unit < UNITS.size() - 1) {
			value /= 1000;
			unit++;
		}
		if (unit == 0 || value >= 99.95) {
			return Math.round(value) + " " + UNITS.get(unit);
		}
		long tenths = Math.round(value * 10);
		return tenths / 10 + "." + tenths % 10 + " " + UNITS.get(unit);
	}

	/** A rate: {@code 85.3 MB/s}. */
	public static String rate(double bytesPerSecond) {
		return bytes(Math.round(bytesPerSecond)) + "/s";
	}

	/** A time in whole seconds, as a clock shows it: {@code 0:42}, {@code 12:05}, {@code 3:04:59}. */
	public static String clock(Duration duration) {
		long seconds = Math.max(0, duration.toSeconds());
		String tail = twoDigits(seconds % 60);
		return seconds < 3600 ? seconds / 60 + ":" + tail : seconds / 3600 + ":" + twoDigits(seconds / 60 % 60) + ":" + tail;
	}

	private static String twoDigits(long number) {
		return number < 10 ? "0" + number : Long.toString(number);
	}
}
