package backtrac.web.status;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import backtrac.api.catalog.PlanQuery.Health;
import backtrac.api.catalog.PlanStatus;
import backtrac.api.catalog.RunRecord;

/**
 * The one sentence that tells how all stands: that of the worst there is.
 *
 * @param level  how good or bad
 * @param text   the sentence
 * @param detail what else there is to say; it may be empty
 */
public record StatusSentence(Level level, String text, String detail) {

	private static final String PAUSED = "Everything is paused: no backup starts by itself.";

	public static StatusSentence of(Overview overview, Instant now) {
		if (!overview.troubles().isEmpty()) {
			List<String> others = overview.troubles().subList(1, overview.troubles().size());
			return new StatusSentence(Level.BAD, overview.troubles().getFirst(),
					others.isEmpty() ? "This page notices by itself when it is back." : String.join(" ", others));
		}
		if (overview.plans() == 0) {
			return new StatusSentence(Level.NEUTRAL, "Nothing is protected yet.", "");
		}
		Optional<Health> worst = worst(overview);
		if (worst.isEmpty()) {
			String detail = Format.count(overview.plans(), "plan") + lastBackup(overview, now) + ".";
			return overview.isPaused() ? new StatusSentence(Level.WARNING, "Every plan is well, but everything is paused.", PAUSED)
					: new StatusSentence(Level.GOOD, "Every plan is well.", detail);
		}
		if (worst.get() == Health.NEVER && underWay(overview)) {
			return new StatusSentence(Level.ACTIVE, overview.worst().size() == 1 ? "The first backup of " + overview.worst().getFirst().plan() + " is under way."
					: "The first backups of " + overview.worst().size() + " plans are under way.", "");
		}
		Level level = Result.of(worst.get()).level();
		return new StatusSentence(level, text(overview), (overview.isPaused() ? PAUSED + " " : "") + detail(overview));
	}

	/** The worst state that a plan is in, other than a good one. */
	public static Optional<Health> worst(Overview overview) {
		return List.of(Health.values()).stream().filter(health -> health != Health.GOOD && overview.total(health) > 0).findFirst();
	}

	private static String text(Overview overview) {
		List<String> parts = new ArrayList<>();
		for (Health health : Health.values()) {
			int number = overview.total(health);
			if (health != Health.GOOD && number > 0) {
				parts.add((parts.isEmpty() ? Format.count(number, "plan") : Format.count(number)) + " " + what(health, number == 1));
			}
		}
		return String.join(", ", parts) + ".";
	}

	private static String what(Health health, boolean one) {
		return switch (health) {
		case FAILED -> "failed";
		case OVERDUE -> one ? "is overdue" : "are overdue";
		case PARTIAL -> "left out files";
		case NEVER -> one ? "was never backed up" : "were never backed up";
		case GOOD -> one ? "is well" : "are well";
		};
	}

	private static String detail(Overview overview) {
		List<PlanStatus> worst = overview.worst();
		int good = overview.total(Health.GOOD);
		String others = good == 0 ? "" : " " + (good == 1 ? "One other is well." : Format.count(good) + " others are well.");
		if (worst.isEmpty()) {
			return others.strip();
		}
		int number = overview.total(worst(overview).orElseThrow());
		PlanStatus first = worst.getFirst();
		if (number == 1) {
			return name(first) + (first.lastMessage() == null ? "." : ": " + Format.sentence(first.lastMessage())) + others;
		}
		return worst.stream().map(StatusSentence::name).collect(Collectors.joining(", ")) + (number > worst.size() ? " and others." : ".") + others;
	}

	private static String name(PlanStatus plan) {
		return plan.plan() + " of " + plan.client();
	}

	private static boolean underWay(Overview overview) {
		Set<String> live = overview.live().stream().filter(run -> run.planId() != null).map(LiveRun::planId).collect(Collectors.toSet());
		return overview.total(Health.NEVER) == overview.worst().size() && overview.worst().stream().allMatch(plan -> live.contains(plan.planId()));
	}

	private static String lastBackup(Overview overview, Instant now) {
		return overview.recent().stream().map(RunLine::run).filter(RunRecord::isBackedUp).filter(run -> run.finished() != null).findFirst()
				.map(run -> ", the last backup was done " + Format.ago(run.finished(), now)).orElse("");
	}
}
