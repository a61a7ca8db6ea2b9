package backtrac.api.catalog;

import java.time.Instant;

import backtrac.api.catalog.PlanQuery.Health;
import backtrac.api.job.RunState;

/**
 * What a list of plans shows of one, without a look at its runs. The last run is the last backup that has ended.
 *
 * @param planId       the plan
 * @param plan         its name
 * @param clientId     its client
 * @param client       the client's name
 * @param transport    a transport's scheme
 * @param schedule     its schedule's words; empty if it runs by hand
 * @param paused       whether it or its client is paused
 * @param lastRunId    null if it never ran
 * @param lastState    how that ended; null if it never ran
 * @param lastFinished when; null if it never ran
 * @param lastMessage  one sentence about it; null if it never ran
 * @param lastBackup   when the last run that {@link RunRecord#isBackedUp} ended; null if there is none
 * @param lastComplete when the last SUCCEEDED one ended; null if there is none
 * @param due          when it is looked after next; null if it runs by hand and nothing waits
 */
public record PlanStatus(String planId, String plan, String clientId, String client, String transport, String schedule, boolean paused,
		String lastRunId, RunState lastState, Instant lastFinished, String lastMessage, Instant lastBackup, Instant lastComplete, Due due) {

	/**
	 * How the plan is: of several that hold, the first, as {@link Health} orders them.
	 *
	 * @param owedBefore as in {@link PlanQuery}
	 */
	public Health health(Instant owedBefore) {
		if (lastState == RunState.FAILED || lastState == RunState.INTERRUPTED) {
			return Health.FAILED;
		}
		if (due != null && due.owed() != null && due.owed().isBefore(owedBefore)) {
			return Health.OVERDUE;
		}
		if (lastState == RunState.PARTIAL) {
			return Health.PARTIAL;
		}
		return lastBackup == null ? Health.NEVER : Health.GOOD;
	}
}
