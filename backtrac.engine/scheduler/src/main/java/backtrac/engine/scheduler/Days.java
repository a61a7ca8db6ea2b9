package backtrac.engine.scheduler;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The same times on each of some days.
 *
 * @param days  which days; at least one of any 366
 * @param times on each, at least one, the earliest first
 */
record Days(Predicate<LocalDate> days, List<LocalTime> times) implements WallClock {

	private static final int LONGEST_PAUSE = 366;

	Days {
		times = times.stream().distinct().sorted().toList();
	}

	@Override
	public Optional<LocalDateTime> next(LocalDateTime after) {
		LocalDate day = after.toLocalDate();
		for (int i = 0; i <= LONGEST_PAUSE; i++, day = day.plusDays(1)) {
			if (days.test(day)) {
				for (LocalTime time : times) {
					LocalDateTime at = day.atTime(time);
					if (at.isAfter(after)) {
						return Optional.of(at);
					}
				}
			}
		}
		throw new IllegalStateException("a schedule without a day within a year of " + after);
	}
}
