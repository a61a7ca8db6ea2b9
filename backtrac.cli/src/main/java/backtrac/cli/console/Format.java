package backtrac.cli.console;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

import backtrac.api.entry.FileType;
import backtrac.api.store.Snapshot;

/** Times, modes and texts as people read them; for numbers see {@link backtrac.engine.jobs.report.Quantities}. Written by hand: {@code String.format} costs a start of its own. */
public final class Format {

	private static final String PERMISSIONS = "rwxrwxrwx";

	private Format() {
	}

	/** How long something took: "0.3 s", "12.0 s", "2 min 3 s", "1 h 2 min". */
	public static String took(Duration duration) {
		long tenths = Math.max(0, (duration.toMillis() + 50) / 100);
		if (tenths < 600) {
			return tenths / 10 + "." + tenths % 10 + " s";
		}
		long seconds = duration.toSeconds();
		return seconds < 3600 ? seconds / 60 + " min " + seconds % 60 + " s" : seconds / 3600 + " h " + seconds / 60 % 60 + " min";
	}

	/** A time by the reader's clock on the wall: "2026-01-31 02:00:00". So all commands write times for people. */
	public static String time(Instant instant, ZoneId zone) {
		LocalDateTime time = LocalDateTime.ofInstant(instant, zone);
		return time.getYear() + "-" + twoDigits(time.getMonthValue()) + "-" + twoDigits(time.getDayOfMonth()) + " " + twoDigits(time.getHour()) + ":"
				+ twoDigits(time.getMinute()) + ":" + twoDigits(time.getSecond());
	}

	/** A time of a zone that may not be the reader's: "2026-01-31 02:00:00 +01:00". */
	public static String timeAndOffset(Instant instant, ZoneId zone) {
		String offset = zone.getRules().getOffset(instant).getId();
		return time(instant, zone) + " " + (offset.equals("Z") ? "+00:00" : offset);
	}

	/** A snapshot in a line: "3f21c0aa5be4d811: desk/docs of 2026-01-31 02:00:00", and the note of its pin. */
	public static String snapshot(Snapshot s, ZoneId zone) {
		String note = s.isPinned() && !s.pin().isEmpty() ? " (" + s.pin() + ")" : "";
		return printable(s.id() + ": " + s.client() + "/" + s.plan() + " of " + time(s.started(), zone) + note);
	}

	/** As {@code ls -l} shows it: "drwxr-xr-x"; "-?????????" where the mode is not known. */
	public static String mode(FileType type, int mode) {
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

	/**
	 * A text without anything that a terminal would obey or that makes it look like another: control characters become {@code \xNN}, and what changes
	 * the direction of writing, or begins a line, the {@code \xNN} of its bytes, which may be typed in a name, too.
	 */
	public static String printable(String text) {
		if (text.chars().noneMatch(c -> Character.isISOControl(c) || isDeceptive(c))) {
			return text;
		}
		StringBuilder safe = new StringBuilder(text.length() + 8);
		for (char c : text.toCharArray()) {
			if (Character.isISOControl(c)) {
				hex(safe, c);
			} else if (isDeceptive(c)) {
				for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
					hex(safe, b);
				}
			} else {
				safe.append(c);
			}
		}
		return safe.toString();
	}

	private static void hex(StringBuilder text, int b) {
		text.append("\\x").append(Character.forDigit(b >> 4 & 15, 16)).append(Character.forDigit(b & 15, 16));
	}

	/** Marks, embeddings, overrides and isolates of the bidirectional algorithm (UAX #9), separators of lines and paragraphs. */
	private static boolean isDeceptive(int c) {
		return c == 0x061C || c == 0x200E || c == 0x200F || c >= 0x2028 && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
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
