package backtrac.api.retention;

import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How far back or ahead, by the calendar: {@code 14d}, {@code 6m}, {@code 1y6m}.
 *
 * <p>
 * Six months before August 31 is the last day of February, and a day is as long as the clock makes it. borg takes a
 * month for 31 days and a day for 24 hours; restic goes on into March where February is too short.
 *
 * @param years  0 to 9999, as months and hours
 * @param months of the calendar
 * @param days   of the calendar, 0 to 99999: as many as 9999 weeks have, and more
 * @param hours  of 60 minutes
 */
public record Timespan(int years, int months, int days, int hours) {

	private static final Pattern FORM = Pattern.compile("(?:(\\d{1,4})y)?(?:(\\d{1,4})m)?(?:(\\d{1,4})w)?(?:(\\d{1,5})d)?(?:(\\d{1,4})h)?");

	private static final int MOST = 9999;
	private static final int MOST_DAYS = 99999;

	public Timespan {
		if (years < 0 || months < 0 || days < 0 || hours < 0 || (years | months | days | hours) == 0) {
			throw new IllegalArgumentException("a time span is longer than nothing");
		}
		if (years > MOST || months > MOST || days > MOST_DAYS || hours > MOST) {
			throw new IllegalArgumentException("a time span has at most 9999 years, months or hours and 99999 days");
		}
	}

	/**
	 * Reads years, months, weeks, days and hours in this order, each at most once. What it reads, {@link #toString} writes so that it is read again.
	 *
	 * @throws IllegalArgumentException if it is not of this form or nothing; the message is for people
	 */
	public static Timespan parse(String text) {
		Matcher matcher = FORM.matcher(text);
		if (!matcher.matches() || text.chars().allMatch(c -> c < '1' || c > '9')) {
			throw new IllegalArgumentException("a time span looks like 14d, 8w, 6m or 1y6m (y, m, w, d, h), not '" + text + "'");
		}
		int days = number(matcher, 3) * 7 + number(matcher, 4);
		if (days > MOST_DAYS) {
			throw new IllegalArgumentException("a time span, such as 14d, has at most 99999 days in all, not '" + text + "'");
		}
		return new Timespan(number(matcher, 1), number(matcher, 2), days, number(matcher, 5));
	}

	/** The time that lies this far back. */
	public Instant before(Instant time, ZoneId zone) {
		return time.atZone(zone).minus(Period.of(years, months, days)).minusHours(hours).toInstant();
	}

	/** The time that lies this far ahead. */
	public Instant after(Instant time, ZoneId zone) {
		return time.atZone(zone).plus(Period.of(years, months, days)).plusHours(hours).toInstant();
	}

	/** "14 days", "1 year 6 months". */
	public String words() {
		return Stream.of(words(years, "year"), words(months, "month"), words(days, "day"), words(hours, "hour")) //
				.filter(words -> !words.isEmpty()).collect(Collectors.joining(" "));
	}

	/** The form that {@link #parse} reads. */
	@Override
	public String toString() {
		return form(years, 'y') + form(months, 'm') + form(days, 'd') + form(hours, 'h');
	}

	private static int number(Matcher matcher, int group) {
		return matcher.group(group) == null ? 0 : Integer.parseInt(matcher.group(group));
	}

	private static String words(int number, String unit) {
		return number == 0 ? "" : number + " " + unit + (number == 1 ? "" : "s");
	}

	private static String form(int number, char unit) {
		return number == 0 ? "" : "" + number + unit;
	}
}
