package backtrac.engine.scheduler;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import backtrac.engine.scheduler.WeekSpan.Interval;

/**
 * When runs may start: in one of the windows, or at any time if there is none, but never in a blackout. Immutable.
 *
 * <p>
 * Where clocks change, a window's edges follow the rules of {@link Schedule}: a time that is left out comes as the clocks go forward, one
 * that comes twice is taken the first time. A window that is left out as a whole, such as 02:00-03:00, opens for its length as the clocks
 * go forward, so that no plan is skipped for that.
 */
final class Windows {

	/** Two weeks, because in one of them clocks may change, and a day for each end. */
	private static final int HORIZON_DAYS = 16;

	private final List<WeekSpan> windows;
	private final List<WeekSpan> blackouts;
	private final ZoneId zone;

	private Windows(List<WeekSpan> windows, List<WeekSpan> blackouts, ZoneId zone) {
		this.windows = windows;
		this.blackouts = blackouts;
		this.zone = zone;
	}

	/** @throws IllegalArgumentException if one of them is of no known form; the message is for people and names the forms */
	static Windows parse(List<String> windows, List<String> blackouts, ZoneId zone) {
		return new Windows(windows.stream().map(WeekSpan::parse).toList(), blackouts.stream().map(WeekSpan::parse).toList(), zone);
	}

	boolean isOpen(Instant time) {
		return isAlways() || open(time).stream().anyMatch(interval -> interval.contains(time));
	}

	/** The first moment, from this one on, at which it is open; empty if it never opens. */
	Optional<Instant> nextOpen(Instant from) {
		if (isAlways()) {
			return Optional.of(from);
		}
		return open(from).stream().filter(interval -> interval.end().isAfter(from)).findFirst()
				.map(interval -> interval.begin().isAfter(from) ? interval.begin() : from);
	}

	/** When it closes, if it is open at this time; this time if it is not; empty if it never closes. */
	Optional<Instant> closes(Instant time) {
		if (isAlways()) {
			return Optional.empty();
		}
		Instant end = open(time).stream().filter(interval -> interval.contains(time)).findFirst().map(Interval::end).orElse(time);
		return Optional.of(end).filter(closing -> closing.isBefore(startOf(firstDay(time).plusDays(HORIZON_DAYS))));
	}

	private boolean isAlways() {
		return windows.isEmpty() && blackouts.isEmpty();
	}

	/** What is open around a time, the earliest first, as far as the horizon; between two of them it is closed. */
	private List<Interval> open(Instant time) {
		LocalDate first = firstDay(time);
		Instant horizon = startOf(first.plusDays(HORIZON_DAYS));
		List<Interval> open = windows.isEmpty() ? List.of(new Interval(startOf(first), horizon)) : joined(spans(windows, first, true));
		for (Interval blackout : spans(blackouts, first, false)) {
			open = open.stream().flatMap(interval -> without(blackout, interval).stream()).toList();
		}
		return open;
	}

	/** A day early enough that a window which began on it is over. */
	private LocalDate firstDay(Instant time) {
		return LocalDate.ofInstant(time, zone).minusDays(2);
	}

	private Instant startOf(LocalDate day) {
		return day.atStartOfDay(zone).toInstant();
	}

	private List<Interval> spans(List<WeekSpan> all, LocalDate first, boolean isNeverLeftOut) {
		List<Interval> spans = new ArrayList<>();
		for (int i = 0; i < HORIZON_DAYS; i++) {
			LocalDate day = first.plusDays(i);
			for (WeekSpan span : all) {
				if (span.beginsOn(day)) {
					Interval interval = span.on(day, zone);
					spans.add(interval.isEmpty() && isNeverLeftOut ? new Interval(interval.begin(), interval.begin().plus(span.length())) : interval);
				}
			}
		}
		return spans;
	}

	/** The same times, the earliest first, in intervals that do not touch. */
	private static List<Interval> joined(List<Interval> intervals) {
		List<Interval> joined = new ArrayList<>();
		for (Interval next : intervals.stream().sorted(Comparator.comparing(Interval::begin)).toList()) {
			Interval last = joined.isEmpty() ? null : joined.getLast();
			if (last == null || next.begin().isAfter(last.end())) {
				joined.add(next);
			} else if (next.end().isAfter(last.end())) {
				joined.set(joined.size() - 1, new Interval(last.begin(), next.end()));
			}
		}
		return joined;
	}

	private static List<Interval> without(Interval blackout, Interval interval) {
		if (blackout.isEmpty() || !blackout.begin().isBefore(interval.end()) || !interval.begin().isBefore(blackout.end())) {
			return List.of(interval);
		}
		List<Interval> rest = new ArrayList<>(2);
		rest.add(new Interval(interval.begin(), blackout.begin()));
		rest.add(new Interval(blackout.end(), interval.end()));
		return rest.stream().filter(part -> part.begin().isBefore(part.end())).toList();
	}
}
