package backtrac.api.retention;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * Which snapshots of a plan are kept.
 *
 * @param mode   what the numbers mean when there are several
 * @param counts how many each option keeps; an option that is absent keeps none
 * @param within all that is newer than this, measured from the last good snapshot, is kept; null for none
 * @param zone   where midnight is
 */
public record RetentionPolicy(Mode mode, Map<RetentionRule, Integer> counts, Timespan within, ZoneId zone) {

	/** What the numbers mean when there are several. */
	public enum Mode {
		/** Each option alone; what one of them keeps is kept. As restic does. */
		UNION,
		/** One after the other; what an earlier one keeps does not count for a later one. As borg does. */
		CASCADE
	}

	/** Says nothing, and so removes nothing: where a policy begins. In UTC. */
	public static final RetentionPolicy EMPTY = new RetentionPolicy(Mode.UNION, Map.of(), null, ZoneOffset.UTC);

	/** A good choice for a run a day: more than two weeks of days, two months of weeks, a year of months, and ten years. */
	public static final RetentionPolicy STANDARD = EMPTY.withMode(Mode.CASCADE).keep(RetentionRule.LAST, 3).keep(RetentionRule.DAILY, 13)
			.keep(RetentionRule.WEEKLY, 8).keep(RetentionRule.MONTHLY, 11).keep(RetentionRule.YEARLY, 9);

	public RetentionPolicy {
		Objects.requireNonNull(mode);
		Objects.requireNonNull(zone);
		Map<RetentionRule, Integer> wanted = new EnumMap<>(RetentionRule.class);
		counts.forEach((rule, count) -> {
			if (count < 0) {
				throw new IllegalArgumentException("a policy cannot keep " + count + " " + rule.word() + " snapshots");
			}
			if (count > 0) {
				wanted.put(rule, count);
			}
		});
		counts = Collections.unmodifiableMap(wanted);
	}

	/** The same with another number for an option; 0 for none. */
	public RetentionPolicy keep(RetentionRule rule, int count) {
		Map<RetentionRule, Integer> changed = new EnumMap<>(RetentionRule.class);
		changed.putAll(counts);
		changed.put(rule, count);
		return new RetentionPolicy(mode, changed, within, zone);
	}

	public RetentionPolicy withMode(Mode other) {
		return new RetentionPolicy(other, counts, within, zone);
	}

	/** @param span null for none */
	public RetentionPolicy withWithin(Timespan span) {
		return new RetentionPolicy(mode, counts, span, zone);
	}

	public RetentionPolicy withZone(ZoneId other) {
		return new RetentionPolicy(mode, counts, within, other);
	}

	/** How many an option keeps. */
	public int count(RetentionRule rule) {
		return counts.getOrDefault(rule, 0);
	}

	/** Whether it says nothing: such a policy removes nothing. */
	public boolean isEmpty() {
		return counts.isEmpty() && within == null;
	}
}
