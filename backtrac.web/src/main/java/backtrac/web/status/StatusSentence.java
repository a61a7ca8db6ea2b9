package backtrac.web.status;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * The one sentence that tells how all stands: that of the worst there is.
 *
 * @param level  how good or bad
 * @param text   the sentence
 * @param detail what else there is to say; it may be empty
 */
public record StatusSentence(Level level, String text, String detail) {

	public static StatusSentence of(Overview overview, Instant now) {
		if (!overview.troubles().isEmpty()) {
			List<String> others = overview.troubles().subList(1, overview.troubles().size());
			return new StatusSentence(Level.BAD, overview.troubles().getFirst(),
					others.isEmpty() ? "This page notices by itself when it is back." : String.join(" ", others));
		}
		List<PlanStatus> plans = overview.plans();
		if (plans.isEmpty()) {
			return new StatusSentence(Level.NEUTRAL, "Nothing is protected yet.", "");
		}
		Health worst = plans.stream().map(PlanStatus::health).max(Comparator.naturalOrder()).orElseThrow();
		List<PlanStatus> worstPlans = plans.stream().filter(plan -> plan.health() == worst).toList();
		return of(worst, worstPlans, plans, now);
	}

	private static StatusSentence of(Health worst, List<PlanStatus> worstPlans, List<PlanStatus> plans, Instant now) {
		PlanStatus first = worstPlans.getFirst();
		String name = first.plan().name();
		int number = worstPlans.size();
		return switch (worst) {
		case FAILED -> new StatusSentence(Level.BAD,
				number == 1 ? "The last backup of " + name + " failed." : "The last backups of " + number + " plans failed.",
				number == 1 ? message(first) : names(worstPlans));
		case NEVER -> never(worstPlans, plans, now);
		case PARTIAL -> new StatusSentence(Level.WARNING,
				number == 1 ? "The last backup of " + name + " left out " + Format.count(first.lastGood().left(), "file") + "."
						: "The last backups of " + number + " plans left out files.",
				lastGood(plans, now));
		case INTERRUPTED -> new StatusSentence(Level.WARNING,
				number == 1 ? "The last backup of " + name + " was interrupted." : "The last backups of " + number + " plans were interrupted.",
				lastGood(plans, now));
		case CANCELLED -> new StatusSentence(Level.WARNING,
				number == 1 ? "The last backup of " + name + " was cancelled." : "The last backups of " + number + " plans were cancelled.",
				lastGood(plans, now));
		case PROTECTED -> new StatusSentence(Level.GOOD, number == 1 ? "Your plan is protected." : "All " + number + " plans are protected.",
				lastGood(plans, now));
		};
	}

	private static StatusSentence never(List<PlanStatus> never, List<PlanStatus> plans, Instant now) {
		boolean underWay = never.stream().allMatch(plan -> plan.live() != null);
		if (underWay) {
			return new StatusSentence(Level.ACTIVE,
					never.size() == 1 ? "The first backup of " + never.getFirst().plan().name() + " is under way."
							: "The first backups of " + never.size() + " plans are under way.",
					lastGood(plans, now));
		}
		return new StatusSentence(Level.WARNING,
				never.size() == 1 ? "1 plan has never been backed up." : never.size() + " plans have never been backed up.", names(never));
	}

	private static String names(List<PlanStatus> plans) {
		List<String> names = plans.stream().map(plan -> plan.plan().name()).toList();
		return String.join(", ", names.subList(0, Math.min(5, names.size()))) + (names.size() > 5 ? " and others" : "");
	}

	private static String message(PlanStatus plan) {
		return plan.lastRun().message() == null ? "" : plan.lastRun().message();
	}

	private static String lastGood(List<PlanStatus> plans, Instant now) {
		List<PlanStatus> good = plans.stream().filter(plan -> plan.lastGood() != null)
				.sorted(Comparator.comparing(plan -> plan.lastGood().at())).toList();
		if (good.isEmpty()) {
			return "";
		}
		String last = Format.ago(good.getLast().lastGood().at(), now);
		String oldest = Format.ago(good.getFirst().lastGood().at(), now);
		return "Last good backup " + last + "."
				+ (last.equals(oldest) ? "" : " Longest ago: " + good.getFirst().plan().name() + ", " + oldest + ".");
	}
}
