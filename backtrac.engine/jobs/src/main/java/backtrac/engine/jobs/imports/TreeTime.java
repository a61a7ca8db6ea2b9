package backtrac.engine.jobs.imports;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the time that a folder's name tells: a date, and what follows of hours, minutes and seconds, in any common form. */
public final class TreeTime {

	private static final Pattern FORM = Pattern.compile("(?<!\\d)(\\d{4})([-_.]?)(\\d{2})\\2(\\d{2})" // date
			+ "(?:[T_ .@-]{0,3}(\\d{2})[-_:.h]?(\\d{2})(?:[-_:.m]?(\\d{2})(?:[.,]\\d{1,9})?)?s?)?" // time
			+ "(?:\\s?(Z|[+-]\\d{2}:?\\d{2}))?(?!\\d)");
	private static final int FIRST_YEAR = 1980;

	private TreeTime() {
	}

	/**
	 * Finds the time in a name. Without hours it is the beginning of the day.
	 *
	 * @param zone of times that name none
	 */
	public static Optional<Instant> find(String name, ZoneId zone) {
		Matcher matcher = FORM.matcher(name);
		for (int from = 0; from <= name.length() && matcher.find(from); from = matcher.start() + 1) {
			try {
				LocalDateTime time = LocalDateTime.of(number(matcher, 1), number(matcher, 3), number(matcher, 4), number(matcher, 5), number(matcher, 6),
						number(matcher, 7));
				if (time.getYear() >= FIRST_YEAR) {
					String offset = matcher.group(8);
					return Optional.of(time.atZone(offset == null ? zone : ZoneOffset.of(offset)).toInstant());
				}
			} catch (DateTimeException e) {
				// digits that are no time: perhaps others are
			}
		}
		return Optional.empty();
	}

	private static int number(Matcher matcher, int group) {
		return matcher.group(group) == null ? 0 : Integer.parseInt(matcher.group(group));
	}
}
