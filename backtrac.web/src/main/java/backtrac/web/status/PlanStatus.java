package backtrac.web.status;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import backtrac.api.catalog.Plan;
import backtrac.api.catalog.RunRecord;

/**
 * How a plan stands.
 *
 * @param plan     the plan
 * @param lastGood its last good backup; null if there is none
 * @param lastRun  its last backup run that has ended; null if none is known
 * @param live     the run of it that is queued or works; null if there is none
 */
public record PlanStatus(Plan plan, Backup lastGood, RunRecord lastRun, LiveRun live) {

	public Health health() {
		if (lastRun != null) {
			switch (lastRun.state()) {
			case FAILED:
				return Health.FAILED;
			case INTERRUPTED:
				return lastGood == null ? Health.NEVER : Health.INTERRUPTED;
			case CANCELLED:
				return lastGood == null ? Health.NEVER : Health.CANCELLED;
			default:
				break;
			}
		}
		if (lastGood == null) {
			return Health.NEVER;
		}
		return lastGood.left() > 0 ? Health.PARTIAL : Health.PROTECTED;
	}

	/** What the plan's badge says. */
	public Result badge() {
		return live != null ? Result.of(live.state()) : new Result(health().label(), health().level());
	}

	/** Where the plan's files are. Settings that are not meant to be seen, passwords above all, stay out. */
	public String source() {
		Map<String, String> settings = plan.settings();
		return Stream.of("host", "share", "path").map(settings::get).filter(Objects::nonNull).filter(part -> !part.isBlank())
				.collect(Collectors.joining("/"));
	}

	PlanStatus withLive(LiveRun now) {
		return new PlanStatus(plan, lastGood, lastRun, now);
	}
}
