package backtrac.web.status;

import java.util.ArrayList;
import java.util.List;

import backtrac.api.retention.RetentionPolicy;
import backtrac.api.retention.RetentionPolicy.Mode;
import backtrac.api.retention.RetentionRule;

/** What a policy and its options mean, for people. */
public final class RetentionWords {

	private RetentionWords() {
	}

	/** What an option keeps, if its number is above 0. */
	public static String meaning(RetentionRule rule) {
		return switch (rule) {
		case LAST -> "The newest, whenever taken";
		case HOURLY -> "The newest of each hour";
		case DAILY -> "The newest of each day";
		case WEEKLY -> "The newest of each week";
		case MONTHLY -> "The newest of each month";
		case YEARLY -> "The newest of each year";
		};
	}

	/** What a policy keeps, in a sentence or two. */
	public static String of(RetentionPolicy policy) {
		if (policy.isEmpty()) {
			return "Every snapshot stays until somebody removes it.";
		}
		List<String> parts = new ArrayList<>();
		if (policy.within() != null) {
			parts.add("all of the last " + policy.within().words());
		}
		for (RetentionRule rule : RetentionRule.values()) {
			int count = policy.count(rule);
			if (count > 0) {
				parts.add(part(rule, count));
			}
		}
		int most = policy.counts().values().stream().mapToInt(Integer::intValue).sum();
		String limit = policy.within() != null || policy.mode() == Mode.UNION && policy.counts().size() > 1 ? ""
				: " That is up to " + Format.count(most, "snapshot") + ".";
		return "What stays: " + join(parts) + "." + limit + " Pinned ones and the last good one always stay.";
	}

	private static String part(RetentionRule rule, int count) {
		return switch (rule) {
		case LAST -> count == 1 ? "the last one" : "the last " + count;
		case HOURLY -> of(count, "hour");
		case DAILY -> of(count, "day");
		case WEEKLY -> of(count, "week");
		case MONTHLY -> of(count, "month");
		case YEARLY -> of(count, "year");
		};
	}

	private static String of(int count, String period) {
		return (period.equals("hour") ? "one an " : "one a ") + period + " for " + Format.count(count, period);
	}

	private static String join(List<String> parts) {
		return parts.size() < 2 ? String.join("", parts) : String.join(", ", parts.subList(0, parts.size() - 1)) + " and " + parts.getLast();
	}
}
