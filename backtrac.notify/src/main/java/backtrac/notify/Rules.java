package backtrac.notify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import backtrac.api.notify.Notification.Kind;
import backtrac.api.notify.Notifier;

/**
 * What a notifier wants to hear of. What its service properties say wrongly is as if they did not say it: rather too much is told
 * than nothing.
 *
 * @param name     what people call the notifier
 * @param on       the results of runs to hear of
 * @param clients  of which clients; null for all
 * @param plans    of which plans; null for all
 * @param overdue  after how long without a good backup to hear of a plan; null for never
 * @param repeat   how long after that to hear of it again
 * @param problems what the properties say wrongly, for people
 */
record Rules(String name, Set<Kind> on, Pattern clients, Pattern plans, Duration overdue, Duration repeat, List<String> problems) {

	private static final int USUAL_REPEAT_HOURS = 24;

	/** Reads a service's properties. */
	static Rules of(Map<String, ?> properties) {
		List<String> problems = new ArrayList<>();
		Integer days = number(properties, Notifier.OVERDUE_DAYS, problems);
		Integer hours = number(properties, Notifier.REPEAT_HOURS, problems);
		Set<Kind> on = kinds(properties, problems);
		return new Rules(name(properties), on.isEmpty() ? EnumSet.allOf(Kind.class) : on, pattern(words(properties, Notifier.CLIENTS)),
				pattern(words(properties, Notifier.PLANS)), days == null ? null : Duration.ofDays(days),
				Duration.ofHours(hours == null ? USUAL_REPEAT_HOURS : hours), List.copyOf(problems));
	}

	/**
	 * Whether to tell of something.
	 *
	 * @param client its client's name; null if it is about none
	 * @param plan   its plan's name; null if it is about none
	 */
	boolean hears(Kind kind, String client, String plan) {
		return hears(kind) && matches(clients, client) && matches(plans, plan);
	}

	/** Whether to tell of such things at all. */
	boolean hears(Kind kind) {
		return kind == Kind.OVERDUE ? overdue != null : on.contains(kind);
	}

	private static boolean matches(Pattern pattern, String name) {
		return pattern == null || name != null && pattern.matcher(name).matches();
	}

	private static String name(Map<String, ?> properties) {
		Object name = properties.get(Notifier.NAME);
		return name == null || name.toString().isBlank() ? "notifier " + properties.get("service.id") : name.toString().strip();
	}

	private static Set<Kind> kinds(Map<String, ?> properties, List<String> problems) {
		Set<Kind> kinds = EnumSet.noneOf(Kind.class);
		for (String word : words(properties, Notifier.ON)) {
			try {
				kinds.add(Kind.valueOf(word.toUpperCase(Locale.ROOT)));
			} catch (IllegalArgumentException _) {
				problems.add("there is no result '" + word + "': there are "
						+ Stream.of(Kind.values()).map(kind -> kind.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(", ")));
			}
		}
		if (kinds.contains(Kind.OVERDUE) && properties.get(Notifier.OVERDUE_DAYS) == null) {
			problems.add("it is to tell of overdue plans, but not after how many days: " + Notifier.OVERDUE_DAYS + " says that");
		}
		return kinds;
	}

	private static Integer number(Map<String, ?> properties, String key, List<String> problems) {
		Object value = properties.get(key);
		if (value == null || value.toString().isBlank()) {
			return null;
		}
		try {
			int number = Integer.parseInt(value.toString().strip());
			if (number >= 1) {
				return number;
			}
		} catch (NumberFormatException _) {
			// said below
		}
		problems.add(key + " is a whole number from 1 on, not '" + value + "'");
		return null;
	}

	private static List<String> words(Map<String, ?> properties, String key) {
		Stream<?> values = switch (properties.get(key)) {
		case null -> Stream.empty();
		case Object[] many -> Stream.of(many);
		case Iterable<?> many -> {
			List<Object> list = new ArrayList<>();
			many.forEach(list::add);
			yield list.stream();
		}
		case Object one -> Stream.of(one);
		};
		return values.map(Object::toString).map(String::strip).filter(word -> !word.isEmpty()).toList();
	}

	/** One for all names. */
	private static Pattern pattern(List<String> names) {
		if (names.isEmpty()) {
			return null;
		}
		String either = names.stream().map(name -> Stream.of(name.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")))
				.collect(Collectors.joining("|"));
		return Pattern.compile(either, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
	}
}
