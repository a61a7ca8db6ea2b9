package backtrac.engine.scheduler;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * When a plan is due, in a time zone. Immutable.
 *
 * <p>
 * When clocks go forward, a time that is left out comes at the moment they do. When they go back, a time that comes twice is
 * taken the first time. So neither skips a run nor makes one run twice. What runs every hour or more often goes by the time that
 * passes: it comes in both of the two hours. This is what cron on Debian does, cron(8).
 */
public final class Schedule {

	private final String text;
	private final ZoneId zone;
	private final WallClock clock;
	private final boolean followsElapsedTime;

	/** @param followsElapsedTime whether an hour that comes twice has its times twice */
	Schedule(String text, ZoneId zone, WallClock clock, boolean followsElapsedTime) {
		this.text = Objects.requireNonNull(text);
		this.zone = Objects.requireNonNull(zone);
		this.clock = Objects.requireNonNull(clock);
		this.followsElapsedTime = followsElapsedTime;
	}

	/**
	 * Reads a schedule.
	 *
	 * @param text in one of the forms that docs/schedules.md lists, such as {@code daily at 02:00}
	 * @throws IllegalArgumentException if it is of none of them; the message is for people and names the forms
	 */
	public static Schedule parse(String text, ZoneId zone) {
		return ScheduleText.parse(text, zone);
	}

	/** The words that it was made of, tidied: reading them again gives the same schedule. */
	public String text() {
		return text;
	}

	public ZoneId zone() {
		return zone;
	}

	/** The first moment after this one at which the plan is due; empty if there is none any more. */
	public Optional<Instant> next(Instant after) {
		return followsElapsedTime ? nextElapsed(after) : nextOfTheDay(after);
	}

	/** The next moments after this one: as many as asked for, or all that are left. */
	public List<Instant> next(Instant after, int count) {
		List<Instant> moments = new ArrayList<>(count);
		Optional<Instant> next = next(after);
		while (next.isPresent() && moments.size() < count) {
			moments.add(next.get());
			next = next(next.get());
		}
		return moments;
	}

	private Optional<Instant> nextOfTheDay(Instant after) {
		Optional<LocalDateTime> time = clock.next(LocalDateTime.ofInstant(after, zone));
		// in the second of two equal hours the wall shows times that were taken in the first
		while (time.isPresent() && !moment(time.get()).isAfter(after)) {
			time = clock.next(time.get());
		}
		return time.map(this::moment);
	}

	private Instant moment(LocalDateTime time) {
		return moment(time, zone);
	}

	/** When a clock on the wall shows a time: as clocks go forward if it is left out, the first time if it comes twice. */
	static Instant moment(LocalDateTime time, ZoneId zone) {
		List<ZoneOffset> offsets = zone.getRules().getValidOffsets(time);
		return offsets.isEmpty() ? zone.getRules().getTransition(time).getInstant() : time.toInstant(offsets.getFirst());
	}

	private Optional<Instant> nextElapsed(Instant after) {
		ZoneRules rules = zone.getRules();
		Instant from = after;
		for (;;) {
			ZoneOffset offset = rules.getOffset(from);
			ZoneOffsetTransition change = rules.nextTransition(from);
			// at the change itself the clock shows a new time, which may be one of ours: so look from just before
			LocalDateTime shown = LocalDateTime.ofInstant(from, offset);
			Optional<Instant> next = clock.next(from.equals(after) ? shown : shown.minusNanos(1)).map(time -> time.toInstant(offset));
			if (change == null || next.isEmpty() || next.get().isBefore(change.getInstant())) {
				return next;
			}
			from = change.getInstant();
		}
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Schedule that && text.equals(that.text) && zone.equals(that.zone);
	}

	@Override
	public int hashCode() {
		return Objects.hash(text, zone);
	}

	@Override
	public String toString() {
		return text + " (" + zone + ")";
	}
}
