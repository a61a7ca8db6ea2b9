package backtrac.engine.jobs;

import java.time.Duration;
import java.util.Locale;

/** Numbers, sizes and times as people read them; the same everywhere, whatever the locale. */
public final class Quantities {

	private static final String[] UNITS = { "B", "kB", "MB", "GB", "TB", "PB", "EB" };

	private Quantities() {
	}

	/** A number with its thousands set apart: {@code 1,204}. */
	public static String count(long number) {
		return String.format(Locale.ROOT, "%,d", number);
	}

	/** A number of things: {@code 1 file}, {@code 1,204 files}. */
	public static String count(long number, String one, String many) {
		return count(number) + " " + (number == 1 ? one : many);
	}

	/** A size in units of 1000 bytes: {@code 999 B}, {@code 1.2 GB}. */
	public static String bytes(double bytes) {
		double value = bytes;
		int unit = 0;
		// 999.95 would be printed as 1000.0
		while (value >= (unit == 0 ? 999.5 : 999.95) && unit < UNITS.length - 1) {
			value /= 1000;
			unit++;
		}
		return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, UNITS[unit]);
	}

	/** A rate: {@code 85.3 MB/s}. */
	public static String rate(double bytesPerSecond) {
		return bytes(bytesPerSecond) + "/s";
	}

	/** A time in whole seconds: {@code 0:42}, {@code 12:05}, {@code 3:04:59}. */
	public static String duration(Duration duration) {
		long seconds = duration.toSeconds();
		return seconds < 3600 ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
				: String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
	}
}
