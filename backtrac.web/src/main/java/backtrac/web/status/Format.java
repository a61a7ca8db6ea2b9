package backtrac.web.status;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Numbers, sizes and times as people read them. */
public final class Format {

	private static final String[] UNITS = { "kB", "MB", "GB", "TB", "PB", "EB" };
	private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern("EEE, d MMM yyyy, HH:mm:ss zzz", Locale.ENGLISH);
	private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("d MMM, HH:mm", Locale.ENGLISH);
	private static final DateTimeFormatter SHORT_YEAR = DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.ENGLISH);

	private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
	private static final DateTimeFormatter WEEKDAY = DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ENGLISH);
	private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE, d MMM yyyy, HH:mm", Locale.ENGLISH);
	private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);
	private static final DateTimeFormatter DAY_SECONDS = DateTimeFormatter.ofPattern("d MMM HH:mm:ss", Locale.ENGLISH);

	private Format() {
	}

	/** A size in SI units, 1 kB being 1000 bytes, with three digits that count. */
	public static String bytes(long bytes) {
		if (bytes < 1000) {
			return bytes + " B";
		}
		double value = bytes;
		int unit = -1;
		while (value >= 999.5) {
			value /= 1000;
			unit++;
		}
		return String.format(Locale.ENGLISH, value < 9.995 ? "%.2f %s" : value < 99.95 ? "%.1f %s" : "%.0f %s", value, UNITS[unit]);
	}

	/** A number with its thousands apart. */
	public static String count(long number) {
		return String.format(Locale.ENGLISH, "%,d", number);
	}

	/** A number of things: {@code 1 file}, {@code 2 files}. */
	public static String count(long number, String thing) {
		return count(number) + " " + thing + (number == 1 ? "" : "s");
	}

	public static String rate(double bytesPerSecond) {
		return bytes(Math.round(bytesPerSecond)) + "/s";
	}

	/** How long something took, in its two largest units. */
	public static String duration(Duration duration) {
		long seconds = duration.toSeconds();
		if (duration.toMillis() < 10_000) {
			return String.format(Locale.ENGLISH, "%.1f s", Math.max(0, duration.toMillis()) / 1000.0);
		}
		if (seconds < 60) {
			return seconds + " s";
		}
		if (seconds < 3600) {
			return seconds / 60 + " min " + seconds % 60 + " s";
		}
		if (seconds < 86_400) {
			return seconds / 3600 + " h " + seconds / 60 % 60 + " min";
		}
		return seconds / 86_400 + " d " + seconds / 3600 % 24 + " h";
	}

	/** How long something will take still, in a word that promises no more than is known. */
	public static String remaining(Duration duration) {
		long seconds = duration.toSeconds();
		if (seconds < 10) {
			return "a few seconds left";
		}
		if (seconds < 55) {
			return "about " + (seconds + 9) / 10 * 10 + " seconds left";
		}
		if (seconds < 3300) {
			return "about " + count(Math.max(1, (seconds + 30) / 60), "minute") + " left";
		}
		return "about " + count(Math.max(1, (seconds + 1800) / 3600), "hour") + " left";
	}

	/** How long ago something was. */
	public static String ago(Instant then, Instant now) {
		long seconds = Duration.between(then, now).toSeconds();
		if (seconds < 10) {
			return "just now";
		}
		if (seconds < 60) {
			return count(seconds, "second") + " ago";
		}
		if (seconds < 3600) {
			return count(seconds / 60, "minute") + " ago";
		}
		if (seconds < 86_400) {
			return count(seconds / 3600, "hour") + " ago";
		}
		return count(seconds / 86_400, "day") + " ago";
	}

	/** A time to the second, with its day and zone. */
	public static String exact(Instant time, ZoneId zone) {
		return EXACT.format(time.atZone(zone));
	}

	/** A time to the minute; the year only where it is not this one. */
	public static String time(Instant time, Instant now, ZoneId zone) {
		boolean thisYear = time.atZone(zone).getYear() == now.atZone(zone).getYear();
		return (thisYear ? SHORT : SHORT_YEAR).format(time.atZone(zone));
	}

	/** A time to come, by its day if that is near: {@code today 14:00}, {@code tomorrow 02:00}, {@code Wed 02:00}. */
	public static String soon(Instant time, Instant now, ZoneId zone) {
		long days = ChronoUnit.DAYS.between(now.atZone(zone).toLocalDate(), time.atZone(zone).toLocalDate());
		if (days == 0) {
			return "today " + CLOCK.format(time.atZone(zone));
		}
		if (days == 1) {
			return "tomorrow " + CLOCK.format(time.atZone(zone));
		}
		return days > 1 && days < 7 ? WEEKDAY.format(time.atZone(zone)) : time(time, now, zone);
	}

	/** A time that has passed, without its day if that is today. */
	public static String clock(Instant time, Instant now, ZoneId zone) {
		long days = ChronoUnit.DAYS.between(time.atZone(zone).toLocalDate(), now.atZone(zone).toLocalDate());
		if (days == 0) {
			return CLOCK.format(time.atZone(zone));
		}
		return days == 1 ? "yesterday " + CLOCK.format(time.atZone(zone)) : time(time, now, zone);
	}

	/** A day and a time to the minute. */
	public static String day(Instant time, ZoneId zone) {
		return DAY.format(time.atZone(zone));
	}

	/** A time of the log, to the second; with its day if that is not the one that the log began on. */
	public static String seconds(Instant time, Instant begin, ZoneId zone) {
		boolean sameDay = time.atZone(zone).toLocalDate().equals(begin.atZone(zone).toLocalDate());
		return (sameDay ? SECONDS : DAY_SECONDS).format(time.atZone(zone));
	}

	/** A message that begins in small letters and has no full stop, as messages of errors do, as a sentence. */
	public static String sentence(String message) {
		String text = message == null || message.isBlank() ? "It failed for an unknown reason" : message.strip();
		int first = text.offsetByCodePoints(0, 1);
		return text.substring(0, first).toUpperCase(Locale.ROOT) + text.substring(first) + (text.endsWith(".") ? "" : ".");
	}

	/** Takes out the middle of a text that is too long, so that a path keeps its beginning and the file's name. */
	public static String middle(String text, int most) {
		int length = text.codePointCount(0, text.length());
		if (length <= most) {
			return text;
		}
		int head = (most - 1) / 3;
		int tail = most - 1 - head;
		return text.substring(0, text.offsetByCodePoints(0, head)) + "…" + text.substring(text.offsetByCodePoints(text.length(), -tail));
	}
}
