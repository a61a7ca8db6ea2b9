package backtrac.engine.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;

import backtrac.api.schedule.Timing;

/** A plan's {@link Timing}, understood: its moments, and when its runs may start. Immutable. */
final class Timetable {

	/** Its quarter is the most by which the next moment may be off to be near. */
	private static final Duration LONG_INTERVAL = Duration.ofHours(4);
	private static final int NEAR_SHARE = 4;

	private final String subject;
	private final Schedule schedule;
	private final Windows windows;
	private final Duration jitter;

	/** @param schedule null if it is by hand */
	private Timetable(String subject, Schedule schedule, Windows windows, Duration jitter) {
		this.subject = subject;
		this.schedule = schedule;
		this.windows = windows;
		this.jitter = jitter;
	}

	/**
	 * @param subject whose jitter it is
	 * @throws IllegalArgumentException if a schedule or a window makes no sense; the message is for people and names the forms
	 */
	static Timetable of(String subject, Timing timing) {
		return new Timetable(subject, timing.isByHand() ? null : Schedule.parse(timing.schedule(), timing.zone()),
				Windows.parse(timing.windows(), timing.blackouts(), timing.zone()), timing.jitter());
	}

	boolean isByHand() {
		return schedule == null;
	}

	Windows windows() {
		return windows;
	}

	/** The first moment of the schedule after this one. */
	Optional<Instant> next(Instant after) {
		return isByHand() ? Optional.empty() : schedule.next(after);
	}

	/** When a run for a moment begins if nothing is in the way: up to the jitter after it, and in the first half of the time to the next. */
	Instant begins(Instant moment) {
		if (jitter.isZero()) {
			return moment;
		}
		Duration half = next(moment).map(next -> Duration.between(moment, next).dividedBy(2)).orElse(jitter);
		long seconds = Math.min(jitter.toSeconds(), half.toSeconds());
		if (seconds < 1) {
			return moment;
		}
		long seed = (long) subject.hashCode() << 32 ^ moment.getEpochSecond();
		return moment.plusSeconds(new SplittableRandom(seed).nextLong(seconds));
	}

	/** The last moment up to a time; an earlier one of another schedule if there is none after that. */
	Instant latest(Instant earlier, Instant upTo) {
		for (Duration back = Duration.ofMinutes(1);; back = back.plus(back)) {
			Instant from = upTo.minus(back).isAfter(earlier) ? upTo.minus(back) : earlier;
			Instant latest = lastOf(from, upTo.plusNanos(1));
			if (latest != null || from.equals(earlier)) {
				return latest == null ? earlier : latest;
			}
		}
	}

	/**
	 * Whether the next moment after a time is so near that a run which is late anyway is left to it: nearer than an hour, or than a
	 * quarter of the time between it and the moment before.
	 */
	boolean isNextNear(Instant time) {
		Instant next = next(time).orElse(null);
		if (next == null) {
			return false;
		}
		Instant before = lastOf(next.minus(LONG_INTERVAL), next);
		Duration near = (before == null ? LONG_INTERVAL : Duration.between(before, next)).dividedBy(NEAR_SHARE);
		return Duration.between(time, next).compareTo(near) < 0;
	}

	/** The last moment after one time and before another; null if there is none. */
	private Instant lastOf(Instant after, Instant before) {
		Instant last = null;
		for (Optional<Instant> next = next(after); next.isPresent() && next.get().isBefore(before); next = next(next.get())) {
			last = next.get();
		}
		return last;
	}
}
