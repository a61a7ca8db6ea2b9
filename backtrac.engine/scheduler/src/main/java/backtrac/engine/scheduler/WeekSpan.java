package backtrac.engine.scheduler;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A span of time that comes on the same days each week. It may go over midnight: it belongs to the day on which it begins.
 *
 * @param days   on which it begins
 * @param begin  as a clock on the wall shows it
 * @param length by that clock, more than nothing and no more than a day
 */
record WeekSpan(Set<DayOfWeek> days, LocalTime begin, Duration length) {

	private static final String FORMS = "write '22:00-05:00' for each day, or 'mon-fri 20:00-06:00', 'sat, sun 09:00-12:00', 'weekends 00:00-24:00'";
	private static final Pattern FORM = Pattern.compile("(?:([a-z][a-z, -]*) )?([\\d:]+) ?- ?([\\d:]+)");
	private static final Duration DAY = Duration.ofDays(1);

	/** @throws IllegalArgumentException if it is of none of the forms; the message is for people and names them */
	static WeekSpan parse(String text) {
		Matcher words = FORM.matcher(text.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " "));
		if (!words.matches()) {
			throw new IllegalArgumentException("'" + text + "' is no window: " + FORMS);
		}
		Set<DayOfWeek> days = words.group(1) == null ? EnumSet.allOf(DayOfWeek.class) : ScheduleText.daysOfWeek(words.group(1));
		LocalTime begin = ScheduleText.time(words.group(2));
		LocalTime end = words.group(3).equals("24:00") ? LocalTime.MIDNIGHT : ScheduleText.time(words.group(3));
		if (begin.equals(end) && !words.group(3).equals("24:00")) {
			throw new IllegalArgumentException("'" + text + "' ends as it begins: write '00:00-24:00' for whole days");
		}
		Duration length = Duration.between(begin, end);
		return new WeekSpan(days, begin, length.isPositive() ? length : length.plus(DAY));
	}

	boolean beginsOn(LocalDate day) {
		return days.contains(day.getDayOfWeek());
	}

	/** The span that begins on a day; an empty one if clocks pass over it as they go forward. */
	Interval on(LocalDate day, ZoneId zone) {
		LocalDateTime from = day.atTime(begin);
		return new Interval(Schedule.moment(from, zone), Schedule.moment(from.plus(length), zone));
	}

	/**
	 * From one moment to another, which is no part of it.
	 *
	 * @param begin the first
	 * @param end   not before it
	 */
	record Interval(Instant begin, Instant end) {

		boolean contains(Instant time) {
			return !time.isBefore(begin) && time.isBefore(end);
		}

		boolean isEmpty() {
			return !begin.isBefore(end);
		}
	}
}
