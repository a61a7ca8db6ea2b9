package backtrac.web.status;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import backtrac.api.schedule.Scheduler;
import backtrac.api.schedule.Timing;

/**
 * What a timing comes to, or what is wrong with it.
 *
 * @param next     the next runs; none if there is an error, or the plan runs by hand
 * @param schedule what is wrong with the schedule; empty if nothing is
 * @param windows  what is wrong with the windows; empty if nothing is
 * @param blackouts what is wrong with the blackouts; empty if nothing is
 */
public record TimingCheck(List<Instant> next, String schedule, String windows, String blackouts) {

	/** How many of the next runs are shown. */
	public static final int RUNS = 5;

	/** Asks part by part, so that what is wrong is said where it is wrong. */
	public static TimingCheck of(Scheduler scheduler, String planId, Timing timing, Instant now) {
		String schedule = refusal(scheduler, planId, with(timing, List.of(), List.of()), now);
		if (!schedule.isEmpty()) {
			return new TimingCheck(List.of(), schedule, "", "");
		}
		String windows = refusal(scheduler, planId, with(timing, timing.windows(), List.of()), now);
		String blackouts = refusal(scheduler, planId, with(timing, List.of(), timing.blackouts()), now);
		if (!windows.isEmpty() || !blackouts.isEmpty()) {
			return new TimingCheck(List.of(), "", windows, blackouts);
		}
		try {
			return new TimingCheck(scheduler.preview(planId, timing, now, RUNS), "", "", "");
		} catch (IllegalArgumentException both) {
			return new TimingCheck(List.of(), "", both.getMessage(), "");
		}
	}

	public boolean isGood() {
		return schedule.isEmpty() && windows.isEmpty() && blackouts.isEmpty();
	}

	private static Timing with(Timing timing, List<String> windows, List<String> blackouts) {
		return new Timing(timing.schedule(), timing.zone(), windows, blackouts, Duration.ZERO, timing.endsWithWindow());
	}

	private static String refusal(Scheduler scheduler, String planId, Timing timing, Instant now) {
		try {
			scheduler.preview(planId, timing, now, 1);
			return "";
		} catch (IllegalArgumentException e) {
			return e.getMessage() == null ? "That makes no sense." : e.getMessage();
		}
	}
}
