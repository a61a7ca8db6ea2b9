package backtrac.xmlrpc.remote;

/**
 * A plan as a listing has it. Times are in ISO 8601, UTC; what is not known, or is not, is empty.
 *
 * @param planId       the plan
 * @param plan         its name
 * @param clientId     its client
 * @param client       the client's name
 * @param transport    a transport's scheme
 * @param schedule     its schedule's words; empty if it runs by hand
 * @param paused       whether it or its client is paused
 * @param health       FAILED, OVERDUE, PARTIAL, NEVER or GOOD
 * @param lastRunId    its last backup that has ended
 * @param lastState    how that ended
 * @param lastFinished when
 * @param lastMessage  one sentence about it
 * @param lastBackup   when the last run ended that has left a snapshot
 * @param lastComplete when the last run ended that could read everything
 * @param next         when it is looked after next: the schedule's next moment, or sooner
 * @param waiting      what it waits for: SCHEDULE, RETRY, WINDOW, CLIENT, RUN or PAUSE
 */
public record PlanInfo(String planId, String plan, String clientId, String client, String transport, String schedule, boolean paused, String health,
		String lastRunId, String lastState, String lastFinished, String lastMessage, String lastBackup, String lastComplete, String next,
		String waiting) {
}
