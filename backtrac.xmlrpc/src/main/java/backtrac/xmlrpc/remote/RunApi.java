package backtrac.xmlrpc.remote;

import org.osgi.annotation.versioning.ProviderType;

/** What the server does. Called as {@code run.…}. */
@ProviderType
public interface RunApi {

	/** The longest that {@link #poll} waits, in milliseconds. */
	int LONGEST_WAIT_MS = 25_000;

	/**
	 * Backs a plan up. Returns at once. While a backup of the plan is queued or running, that is the one.
	 *
	 * @return the run's id
	 * @throws RpcFault {@link Fault#NOT_FOUND} if there is no such plan
	 */
	@Help("Backs a plan (plan_id) up, and answers the run's id at once; that of the present run if there is one.")
	String start(String planId);

	/**
	 * How far a run is. Waits until that is worth telling: it has ended, its state or phase has changed, it is one per
	 * cent further, or a little further after half a second. Answers at once when the run is over.
	 *
	 * @param waitMs how long to wait at most, 0 to {@value #LONGEST_WAIT_MS} milliseconds
	 * @throws RpcFault {@link Fault#NOT_FOUND} if there is no such run
	 */
	@Help("How far a run (run_id) is, waiting for news for at most wait_ms (0 to 25000) milliseconds: struct of state, "
			+ "phase, files_done, bytes_done, files_expected, bytes_expected, bytes_read, bytes_per_second, remaining_ms, "
			+ "current, message, problems, snapshot_id, snapshot_path. Numbers that nobody knows yet are -1.")
	RunStatus poll(String runId, int waitMs);
}
