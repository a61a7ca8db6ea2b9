package backtrac.notify;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import backtrac.api.catalog.PlanStatus;
import backtrac.api.notify.Notification;
import backtrac.api.notify.Notification.Kind;

/**
 * What is told of plans without a good backup.
 *
 * @param plans one or more, the longest without first
 * @param limit how long they may be without
 * @param now   the time of the look
 * @param zone  of times for people
 */
record OverdueNotice(List<PlanStatus> plans, Duration limit, Instant now, ZoneId zone) {

	private static final int MOST_LISTED = 50;

	Notification notification() {
		return new Notification(Kind.OVERDUE, title(), text(), now, facts());
	}

	private String title() {
		if (plans.size() == 1) {
			return Words.line(name(plans.getFirst())) + " has had no good backup for " + days(plans.getFirst());
		}
		return Words.count(plans.size(), "plan") + " have had no good backup for " + Words.count(limit.toDays(), "day") + " or more";
	}

	private String text() {
		StringBuilder text = new StringBuilder(title()).append(".\n\n");
		plans.stream().limit(MOST_LISTED).forEach(plan -> append(plan, text));
		if (plans.size() > MOST_LISTED) {
			text.append("and ").append(Words.count(plans.size() - MOST_LISTED, "other plan")).append('\n');
		}
		return text.toString();
	}

	private void append(PlanStatus plan, StringBuilder text) {
		text.append(Words.line(name(plan))).append(": ");
		if (plan.lastBackup() == null) {
			text.append("no good backup yet, owed for ").append(days(plan));
		} else {
			text.append("last good backup ").append(Words.time(plan.lastBackup(), zone)).append(", ").append(days(plan)).append(" ago");
		}
		if (plan.lastState() != null && !plan.lastFinished().equals(plan.lastBackup())) {
			text.append("; the last run, ").append(Words.time(plan.lastFinished(), zone)).append(", ").append(plan.lastState().name().toLowerCase(Locale.ROOT));
			if (plan.lastMessage() != null && !plan.lastMessage().isBlank()) {
				text.append(": ").append(Words.line(plan.lastMessage()));
			}
		}
		text.append('\n');
	}

	private static String name(PlanStatus plan) {
		return plan.client() + "/" + plan.plan();
	}

	private String days(PlanStatus plan) {
		return Words.count(Duration.between(OverdueWatch.since(plan), now).toDays(), "day");
	}

	private Map<String, String> facts() {
		Facts facts = new Facts().with("plans", plans.size());
		if (plans.size() == 1) {
			PlanStatus plan = plans.getFirst();
			facts.with("client", plan.client()).with("plan", plan.plan()).with("run_id", plan.lastRunId()).with("state", plan.lastState())
					.with("message", plan.lastMessage()).with("finished", plan.lastFinished()).with("last_good", plan.lastBackup());
		}
		return facts.known();
	}
}
