package backtrac.engine.scheduler;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Reads the words that people write a schedule in. */
final class ScheduleText {

	private static final String FORMS = "write 'every 15 minutes', 'every hour', 'every 6 hours', 'daily at 02:00', 'weekdays at 12:00, 20:00', "
			+ "'mon, thu at 22:30', 'monthly on 1, 15 at 03:00', 'monthly on last at 03:00' or 'cron 30 2 * * 1-5'";
	private static final int MINUTES_OF_DAY = 24 * 60;
	private static final int LAST_DAY = 31;

	private static final Pattern EVERY = Pattern.compile("every (?:(\\d{1,4}) )?(minute|hour)s?(?: from ([\\d:]+))?");
	private static final Pattern DAYS = Pattern.compile("(daily|weekdays|weekends|(?:weekly on )?[a-z, -]+) at ([\\d:, ]+)");
	private static final Pattern MONTHLY = Pattern.compile("monthly on ([\\da-z, ]+) at ([\\d:, ]+)");
	private static final Pattern TIME = Pattern.compile("(\\d{1,2}):(\\d{2})");

	private ScheduleText() {
	}

	static Schedule parse(String text, ZoneId zone) {
		String words = text.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
		if (words.startsWith("cron ")) {
			Cron cron = Cron.parse(words.substring("cron ".length()));
			return new Schedule(words, zone, cron, cron.runsEachHour());
		}
		Matcher every = EVERY.matcher(words);
		if (every.matches()) {
			return every(every, zone);
		}
		Matcher monthly = MONTHLY.matcher(words);
		if (monthly.matches()) {
			Set<Integer> days = daysOfMonth(monthly.group(1));
			String on = days.stream().map(day -> day == LAST_DAY ? "last" : day.toString()).collect(Collectors.joining(", "));
			return onDays("monthly on " + on, date -> isOneOf(days, date), times(monthly.group(2)), zone);
		}
		Matcher weekly = DAYS.matcher(words);
		if (weekly.matches()) {
			return onDaysOfWeek(daysOfWeek(weekly.group(1)), times(weekly.group(2)), zone);
		}
		throw new IllegalArgumentException("'" + text + "' is no schedule: " + FORMS);
	}

	private static Schedule every(Matcher words, ZoneId zone) {
		int number = words.group(1) == null ? 1 : Integer.parseInt(words.group(1));
		boolean hours = words.group(2).equals("hour");
		int whole = hours ? 24 : 60;
		if (number == 0 || number >= whole || whole % number != 0) {
			throw new IllegalArgumentException("'every " + number + " " + words.group(2) + "s' would not come out even in "
					+ (hours ? "a day" : "an hour") + ": choose one of " + IntStream.range(1, whole).filter(n -> whole % n == 0)
							.mapToObj(Integer::toString).collect(Collectors.joining(", ")));
		}
		LocalTime from = words.group(3) == null ? LocalTime.MIDNIGHT : time(words.group(3));
		int step = hours ? number * 60 : number;
		List<LocalTime> times = IntStream.range(0, MINUTES_OF_DAY / step).mapToObj(i -> from.plusMinutes((long) i * step)).toList();
		String unit = (number == 1 ? "" : number + " ") + (hours ? "hour" : "minute") + (number == 1 ? "" : "s");
		String start = from.equals(LocalTime.MIDNIGHT) ? "" : " from " + from;
		return new Schedule("every " + unit + start, zone, new Days(_ -> true, times), step <= 60);
	}

	private static Schedule onDaysOfWeek(Set<DayOfWeek> days, List<LocalTime> times, ZoneId zone) {
		String name;
		if (days.size() == DayOfWeek.values().length) {
			name = "daily";
		} else if (days.equals(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY))) {
			name = "weekdays";
		} else if (days.equals(EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY))) {
			name = "weekends";
		} else {
			name = days.stream().map(ScheduleText::shortName).collect(Collectors.joining(", "));
		}
		return onDays(name, date -> days.contains(date.getDayOfWeek()), times, zone);
	}

	private static Schedule onDays(String name, Predicate<LocalDate> days, List<LocalTime> times, ZoneId zone) {
		Days clock = new Days(days, times);
		return new Schedule(name + " at " + clock.times().stream().map(LocalTime::toString).collect(Collectors.joining(", ")), zone, clock, false);
	}

	/** A month that is too short for a day has it on its last. */
	private static boolean isOneOf(Set<Integer> days, LocalDate date) {
		boolean isLast = date.getDayOfMonth() == date.lengthOfMonth();
		return days.stream().anyMatch(day -> day == date.getDayOfMonth() || isLast && day > date.getDayOfMonth());
	}

	private static Set<Integer> daysOfMonth(String list) {
		Set<Integer> days = new TreeSet<>();
		for (String word : items(list)) {
			int day = word.equals("last") ? LAST_DAY : word.matches("\\d{1,2}") ? Integer.parseInt(word) : 0;
			if (day < 1 || day > LAST_DAY) {
				throw new IllegalArgumentException("a day of the month is 1 to 31 or 'last', not '" + word + "'");
			}
			days.add(day);
		}
		return days;
	}

	/** Reads days such as {@code mon-wed, fri} or {@code weekends}. */
	static Set<DayOfWeek> daysOfWeek(String words) {
		Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
		for (String word : items(words.replaceFirst("^weekly on ", ""))) {
			String[] ends = word.split(" ?- ?", -1);
			switch (word) {
			case "daily" -> days.addAll(EnumSet.allOf(DayOfWeek.class));
			case "weekdays" -> days.addAll(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY));
			case "weekends" -> days.addAll(EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY));
			default -> {
				DayOfWeek last = dayOfWeek(ends[ends.length - 1]);
				for (DayOfWeek day = dayOfWeek(ends[0]); day != last; day = day.plus(1)) {
					days.add(day);
				}
				days.add(last);
			}
			}
		}
		return days;
	}

	private static DayOfWeek dayOfWeek(String word) {
		for (DayOfWeek day : DayOfWeek.values()) {
			String name = day.name().toLowerCase(Locale.ROOT);
			if (word.length() >= 3 && name.startsWith(word)) {
				return day;
			}
		}
		throw new IllegalArgumentException("there is no day '" + word + "': write 'mon', 'friday', 'mon-fri', 'weekdays', 'weekends' or 'daily'");
	}

	private static String shortName(DayOfWeek day) {
		return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
	}

	private static List<LocalTime> times(String list) {
		List<LocalTime> times = new ArrayList<>();
		for (String word : items(list)) {
			times.add(time(word));
		}
		return times;
	}

	static LocalTime time(String word) {
		Matcher time = TIME.matcher(word);
		try {
			if (time.matches()) {
				return LocalTime.of(Integer.parseInt(time.group(1)), Integer.parseInt(time.group(2)));
			}
		} catch (DateTimeException _) {
			// said below
		}
		throw new IllegalArgumentException("a time of the day looks like 02:00 or 23:45, not '" + word + "'");
	}

	private static String[] items(String list) {
		return list.strip().split(" ?, ?", -1);
	}
}
