package backtrac.web.status;

import java.time.Instant;

import backtrac.api.catalog.PlanQuery.Health;
import backtrac.api.catalog.PlanStatus;

/**
 * A plan in the list of plans.
 *
 * @param status       as the catalog has it
 * @param health       how it is
 * @param planPaused   whether it is paused itself
 * @param clientPaused whether its client is
 * @param live         the backup of it that waits or works; null if there is none
 */
public record PlanLine(PlanStatus status, Health health, boolean planPaused, boolean clientPaused, LiveRun live) {

	/** @param owedBefore as in {@link backtrac.api.catalog.PlanQuery} */
	public static PlanLine of(PlanStatus status, Instant owedBefore, boolean planPaused, boolean clientPaused) {
		return new PlanLine(status, status.health(owedBefore), planPaused, clientPaused, null);
	}

	/** What the plan's badge says. */
	public Result badge() {
		return live != null ? Result.of(live.state()) : Result.of(health);
	}

	PlanLine withLive(LiveRun now) {
		return new PlanLine(status, health, planPaused, clientPaused, now);
	}
}
