package backtrac.cli.policy;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;

import backtrac.api.retention.RetentionPolicy;
import backtrac.api.retention.RetentionPolicy.Mode;
import backtrac.api.retention.RetentionRule;
import backtrac.api.retention.RetentionText;
import backtrac.api.retention.Timespan;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that make a policy. */
public final class KeepOptions {

	private final Map<RetentionRule, Integer> counts = new EnumMap<>(RetentionRule.class);
	private RetentionPolicy preset = RetentionPolicy.EMPTY;
	private Mode mode;
	private Timespan within;
	private ZoneId zone;

	@Spec(Spec.Target.MIXEE)
	private CommandSpec command;

	@Option(names = "--preset", paramLabel = "NAME", description = "Begin with a ready policy; further options change it. "
			+ "'standard' is --mode cascade --keep-last 3 --keep-daily 13 --keep-weekly 8 --keep-monthly 11 --keep-yearly 9.")
	void preset(String name) {
		if (!name.equals("standard")) {
			throw usage("there is no preset '" + name + "': the one that there is is 'standard'");
		}
		preset = RetentionPolicy.STANDARD;
	}

	@Option(names = "--mode", paramLabel = "MODE", description = "union: each option alone, what one of them keeps is kept (default). "
			+ "cascade: one after the other, what an earlier one keeps does not count for a later one.")
	void mode(String name) {
		mode = switch (name) {
		case "union" -> Mode.UNION;
		case "cascade" -> Mode.CASCADE;
		default -> throw usage("a mode is 'union' or 'cascade', not '" + name + "'");
		};
	}

	@Option(names = "--keep-within", paramLabel = "SPAN", description = "Keep all of the last 14d, 8w, 6m or 1y6m, measured from the latest.")
	void within(String span) {
		try {
			within = Timespan.parse(span);
		} catch (IllegalArgumentException e) {
			throw usage(e.getMessage());
		}
	}

	@Option(names = "--keep-last", paramLabel = "N", description = "Keep the last N.")
	void last(int count) {
		keep(RetentionRule.LAST, count);
	}

	@Option(names = "--keep-hourly", paramLabel = "N", description = "Keep the newest of each of the last N hours that have any.")
	void hourly(int count) {
		keep(RetentionRule.HOURLY, count);
	}

	@Option(names = "--keep-daily", paramLabel = "N", description = "Keep the newest of each of the last N days that have any.")
	void daily(int count) {
		keep(RetentionRule.DAILY, count);
	}

	@Option(names = "--keep-weekly", paramLabel = "N", description = "Keep the newest of each of the last N weeks that have any.")
	void weekly(int count) {
		keep(RetentionRule.WEEKLY, count);
	}

	@Option(names = "--keep-monthly", paramLabel = "N", description = "Keep the newest of each of the last N months that have any.")
	void monthly(int count) {
		keep(RetentionRule.MONTHLY, count);
	}

	@Option(names = "--keep-yearly", paramLabel = "N", description = "Keep the newest of each of the last N years that have any.")
	void yearly(int count) {
		keep(RetentionRule.YEARLY, count);
	}

	@Option(names = "--zone", paramLabel = "ZONE", description = "Where midnight is, as Europe/Berlin (default: UTC).")
	void zone(String name) {
		try {
			zone = ZoneId.of(name);
		} catch (DateTimeException e) {
			throw usage("there is no time zone '" + name + "': give one as Europe/Berlin, UTC or +01:00");
		}
	}

	/** Whether any of the options was there. */
	public boolean isGiven() {
		return preset != RetentionPolicy.EMPTY || mode != null || within != null || zone != null || !counts.isEmpty();
	}

	/** The policy that the options make; empty if there was none of them. */
	public RetentionPolicy policy() {
		RetentionPolicy policy = preset;
		for (Map.Entry<RetentionRule, Integer> count : counts.entrySet()) {
			policy = policy.keep(count.getKey(), count.getValue());
		}
		policy = mode == null ? policy : policy.withMode(mode);
		policy = within == null ? policy : policy.withWithin(within);
		return zone == null ? policy : policy.withZone(zone);
	}

	/**
	 * The policy for a call that takes one in place of a plan's own.
	 *
	 * @return null if none of the options was there
	 * @throws ParameterException if they were there and make a policy that keeps nothing: as an empty text it would be the plan's own
	 */
	public String text() {
		if (!isGiven()) {
			return null;
		}
		if (policy().isEmpty()) {
			throw usage("a policy that keeps nothing removes nothing: give one, such as --keep-daily 7, or none of its options for the plan's own");
		}
		return RetentionText.format(policy());
	}

	private void keep(RetentionRule rule, int count) {
		if (count < 0) {
			throw usage("--keep-" + rule.word() + " is 0 or more, not " + count);
		}
		counts.put(rule, count);
	}

	private ParameterException usage(String message) {
		return new ParameterException(command.commandLine(), message);
	}
}
