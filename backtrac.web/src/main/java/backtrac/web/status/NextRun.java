package backtrac.web.status;

import java.time.Instant;
import java.time.ZoneId;

import backtrac.api.catalog.Due;
import backtrac.api.catalog.PlanStatus;

/**
 * When a plan runs next, or what it waits for, in words.
 *
 * @param text   such as {@code tomorrow 02:00}
 * @param isWaiting whether it should have begun already
 */
public record NextRun(String text, boolean isWaiting) {

	/** @param allPaused whether the scheduler starts nothing at all */
	public static NextRun of(PlanLine line, boolean allPaused, Instant now, ZoneId zone) {
		if (line.live() != null) {
			return new NextRun(line.live().isQueued() ? "waits for its turn" : "running now", false);
		}
		PlanStatus plan = line.status();
		Due due = plan.due();
		if (due == null || due.at() == null && due.moment() == null && due.waiting() == Due.Waiting.SCHEDULE) {
			return new NextRun(plan.schedule().isEmpty() ? "by hand only" : plan.paused() ? "paused" : "none is left", false);
		}
		if (line.planPaused() || line.clientPaused() || plan.paused()) {
			return new NextRun(line.clientPaused() ? "the client is paused" : "paused", false);
		}
		if (allPaused) {
			return new NextRun("everything is paused", false);
		}
		return of(due, now, zone);
	}

	private static NextRun of(Due due, Instant now, ZoneId zone) {
		String since = due.since() == null ? "" : " since " + Format.clock(due.since(), now, zone);
		return switch (due.waiting()) {
		case SCHEDULE -> new NextRun(schedule(due, now, zone), false);
		case RETRY -> new NextRun("tries again " + at(due.at(), now, zone) + " (attempt " + due.attempt() + ")", true);
		case WINDOW -> new NextRun("waits for its window" + (due.at() == null || !due.at().isAfter(now) ? since : ", " + at(due.at(), now, zone)), true);
		case CLIENT -> new NextRun("waits for the client" + since, true);
		case RUN -> new NextRun("waits for the run before it to end", true);
		case PAUSE -> new NextRun("paused" + since, false);
		};
	}

	private static String schedule(Due due, Instant now, ZoneId zone) {
		Instant when = due.moment() != null && due.moment().isAfter(now) ? due.moment() : due.at();
		if (when == null) {
			return "none is left";
		}
		return when.isAfter(now) ? Format.soon(when, now, zone) : "in a moment";
	}

	private static String at(Instant when, Instant now, ZoneId zone) {
		if (when == null || !when.isAfter(now)) {
			return "in a moment";
		}
		String soon = Format.soon(when, now, zone);
		return soon.startsWith("today ") ? "at " + soon.substring("today ".length()) : soon;
	}
}
