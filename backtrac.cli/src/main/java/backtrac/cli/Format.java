package backtrac.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;

import backtrac.api.entry.FileType;

/** Numbers, times and modes as people read them. Written by hand: {@code String.format} costs a start of its own. */
final class Format {

	private static final List<String> UNITS = List.of("B", "kB", "MB", "GB", "TB", "PB", "EB");
	private static final String PERMISSIONS = "rwxrwxrwx";

	private Format() {
	}

	/** In units of 1000 bytes, as everywhere in BackTrac: "0 B", "999 B", "1.2 kB", "12.3 MB", "123 GB". */
	static String bytes(long bytes) {
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

	/** "1,234,567". */
	static String count(long number) {
		StringBuilder text = new StringBuilder(Long.toString(number));
		int first = number < 0 ? 1 : 0;
		for (int i = text.length() - 3; i > first; i -= 3) {
			text.insert(i, ',');
		}
		return text.toString();
	}

	/** "1 file", "1,234 files". */
	static String count(long number, String noun) {
		return count(number) + " " + noun + (number == 1 ? "" : "s");
	}

	/** As a clock shows it: "0:32", "1:02:03". */
	static String clock(Duration duration) {
		long seconds = Math.max(0, duration.toSeconds());
		String tail = twoDigits(seconds % 60);
		return seconds < 3600 ? seconds / 60 + ":" + tail : seconds / 3600 + ":" + twoDigits(seconds / 60 % 60) + ":" + tail;
	}

	/** How long something took: "0.3 s", "12.0 s", "2 min 3 s", "1 h 2 min". */
	static String took(Duration duration) {
		long tenths = Math.max(0, (duration.toMillis() + 50) / 100);
		if (tenths < 600) {
			return tenths / 10 + "." + tenths % 10 + " s";
		}
		long seconds = duration.toSeconds();
		return seconds < 3600 ? seconds / 60 + " min " + seconds % 60 + " s" : seconds / 3600 + " h " + seconds / 60 % 60 + " min";
	}

	/** A time by the clock on the wall: "2026-01-31 02:00:00". */
	static String time(Instant instant, ZoneId zone) {
		LocalDateTime time = LocalDateTime.ofInstant(instant, zone);
		return time.getYear() + "-" + twoDigits(time.getMonthValue()) + "-" + twoDigits(time.getDayOfMonth()) + " " + twoDigits(time.getHour()) + ":"
				+ twoDigits(time.getMinute()) + ":" + twoDigits(time.getSecond());
	}

	/** As {@code ls -l} shows it: "drwxr-xr-x"; "-?????????" where the mode is not known. */
	static String mode(FileType type, int mode) {
		StringBuilder text = new StringBuilder(10);
		text.append(switch (type) {
		case FILE -> '-';
		case DIRECTORY -> 'd';
		case SYMLINK -> 'l';
		case FIFO -> 'p';
		case CHARACTER_DEVICE -> 'c';
		case BLOCK_DEVICE -> 'b';
		case SOCKET -> 's';
		});
		if (mode < 0) {
			return text.append("?????????").toString();
		}
		for (int i = 0; i < 9; i++) {
			text.append((mode & 0400 >> i) == 0 ? '-' : PERMISSIONS.charAt(i));
		}
		special(text, 3, (mode & 04000) != 0, 's');
		special(text, 6, (mode & 02000) != 0, 's');
		special(text, 9, (mode & 01000) != 0, 't');
		return text.toString();
	}

	/** A text without anything that a terminal would obey: control characters become {@code \xNN}. */
	static String printable(String text) {
		if (text.chars().noneMatch(Character::isISOControl)) {
			return text;
		}
		StringBuilder safe = new StringBuilder(text.length() + 8);
		for (char c : text.toCharArray()) {
			if (Character.isISOControl(c)) {
				safe.append("\\x").append(Character.forDigit(c >> 4 & 15, 16)).append(Character.forDigit(c & 15, 16));
			} else {
				safe.append(c);
			}
		}
		return safe.toString();
	}

	private static void special(StringBuilder text, int at, boolean set, char sign) {
		if (set) {
			text.setCharAt(at, text.charAt(at) == 'x' ? sign : Character.toUpperCase(sign));
		}
	}

	private static String twoDigits(long number) {
		return number < 10 ? "0" + number : Long.toString(number);
	}
}
