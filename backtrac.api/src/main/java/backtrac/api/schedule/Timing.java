package backtrac.api.schedule;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;

/**
 * When a plan shall run. The words are kept as people wrote them; {@link Scheduler#preview} tells whether they make sense.
 *
 * @param schedule       such as {@code daily at 02:00}, see docs/schedules.md; empty if the plan runs by hand only
 * @param zone           the time zone of all times here
 * @param windows        when runs may start, such as {@code mon-fri 20:00-06:00}; none means always. One may go over midnight: it
 *                       belongs to the day on which it begins
 * @param blackouts      when no run may start, in the same form; they win over windows
 * @param jitter         starts are spread over so much time after the schedule's, the same for each moment of a plan; zero for none
 * @param endsWithWindow whether a run of the schedule that still works when its window closes is cancelled
 */
public record Timing(String schedule, ZoneId zone, List<String> windows, List<String> blackouts, Duration jitter, boolean endsWithWindow) {

	/** By hand only. */
	public static final Timing BY_HAND = new Timing("", ZoneOffset.UTC, List.of(), List.of(), Duration.ZERO, false);

	public Timing {
		Objects.requireNonNull(schedule, "schedule");
		Objects.requireNonNull(zone, "zone");
		windows = List.copyOf(windows);
		blackouts = List.copyOf(blackouts);
		if (jitter.isNegative()) {
			throw new IllegalArgumentException("a jitter is not less than nothing");
		}
	}

	/** By a schedule, at any time, in no hurry to spread. */
	public static Timing of(String schedule, ZoneId zone) {
		return new Timing(schedule, zone, List.of(), List.of(), Duration.ZERO, false);
	}

	/** Whether it says nothing about when. */
	public boolean isByHand() {
		return schedule.isEmpty();
	}
}
