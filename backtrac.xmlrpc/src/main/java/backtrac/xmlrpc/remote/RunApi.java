package backtrac.xmlrpc.remote;

import java.util.List;

import org.osgi.annotation.versioning.ProviderType;

import backtrac.api.access.Role;

/**
 * What the server does, and did. Called as {@code run.…}. A run is named by its id, or a unique beginning of that if it is one of
 * the latest {@value #LATEST}. Methods that take one throw {@link RpcFault} {@link Fault#NOT_FOUND} if there is none. With the role
 * {@link Role#RESTORE} there are only those that restore snapshots of the caller's client.
 */
@ProviderType
public interface RunApi {

	/** The longest that {@link #poll} waits, in milliseconds. */
	int LONGEST_WAIT_MS = 25_000;

	/** So many runs can be named by the beginning of their id. */
	int LATEST = 1000;

	/**
	 * Backs a plan up. Returns at once. While a backup of the plan is queued or running, that is the one.
	 *
	 * @param plan as in {@link PlanApi}
	 * @return the run's id
	 * @throws RpcFault {@link Fault#NOT_FOUND} if there is no such plan, {@link Fault#REFUSED} if another server works on a backup of it
	 */
	@Access(value = Role.OPERATOR, changes = true)
	@Help("Backs a plan (its id, a unique beginning of that, or client/plan) up, and answers the run_id at once; that of the present run if there is one.")
	String start(String plan);

	/**
	 * Proves that snapshots are whole. Returns at once.
	 *
	 * @param snapshots as in {@link SnapshotApi}; none means all
	 * @param readData  whether each content is read and compared with its hash
	 * @return the run's id
	 */
	@Access(value = Role.OPERATOR, changes = true)
	@Help("Proves that snapshots (an array; empty for all) are whole, reading each content if read_data is true, and answers the run_id at once.")
	String verify(List<String> snapshots, boolean readData);

	/**
	 * Reads the next share of the pool. Returns at once.
	 *
	 * @param share of the pool, above 0 and up to 1
	 * @return the run's id
	 */
	@Access(value = Role.OPERATOR, changes = true)
	@Help("Reads the next share (a double above 0, up to 1) of the pool and compares it with its hashes, and answers the run_id at once.")
	String scrub(double share);

	/** Frees content that no snapshot names any more. Returns the run's id at once. */
	@Access(value = Role.ADMIN, changes = true)
	@Help("Frees content that no snapshot names any more, and answers the run_id at once.")
	String prune();

	/** Makes what is missing again from the repository: trees, and what the catalog should know. Returns the run's id at once. */
	@Access(value = Role.ADMIN, changes = true)
	@Help("Makes trees that are missing, and what the catalog should know, again from the repository, and answers the run_id at once.")
	String rebuild();

	/** The runs that a filter asks for, the latest first. */
	@Access({ Role.VIEWER, Role.RESTORE })
	@Help("Runs, the latest first; with the role restore, restores of its client only. Takes a struct of plan, client, verbs (an array of backup, restore, verify, scrub, prune, rebuild), states (an array), "
			+ "before and before_id (with queued and run_id of a page's last run: the next page), limit (1 to 1000); what is absent does not matter. "
			+ "Answers an array of struct, see run.get.")
	List<RunInfo> list(RunFilter filter);

	/** What the catalog knows of a run. */
	@Access({ Role.VIEWER, Role.RESTORE })
	@Help("A run: struct of run_id, verb, plan_id, subject (client/plan), trigger (PERSON, SCHEDULE, MISSED, RETRY or RESUME), moment (of the schedule), attempt, "
			+ "previous (the run that it is in place of), server, state, queued, started, finished, snapshot_id, files, bytes, bytes_stored, problems, message. "
			+ "Times are in ISO 8601, UTC; what is not known is empty.")
	RunInfo get(String run);

	/**
	 * How far a run is. Waits until that is worth telling: it has ended, its state or phase has changed, it is one per
	 * cent further, or a little further after half a second. Answers at once when the run is over.
	 *
	 * @param waitMs how long to wait at most, 0 to {@value #LONGEST_WAIT_MS} milliseconds
	 */
	@Access({ Role.VIEWER, Role.RESTORE })
	@Help("How far a run (its id) is, waiting for news for at most wait_ms (0 to 25000) milliseconds, or not at all while too many calls wait: struct of state, "
			+ "phase, files_done, bytes_done, files_expected, bytes_expected, bytes_read, bytes_per_second, remaining_ms, "
			+ "current, message, problems, snapshot_id, snapshot_path. Numbers that nobody knows yet are -1.")
	RunStatus poll(String run, int waitMs);

	/**
	 * Asks a run to end, which it does within seconds; {@link #poll} tells when.
	 *
	 * @return false if it had ended already
	 * @throws RpcFault {@link Fault#REFUSED} if another server works on it
	 */
	@Access(value = Role.RESTORE, changes = true)
	@Help("Asks a run to end, CANCELLED, and answers at once; false if it had ended already.")
	boolean cancel(String run);

	/** Lines of a run's log, in their order. */
	@Access({ Role.VIEWER, Role.RESTORE })
	@Help("Lines of a run's log, in their order. Takes a struct of run, level (DEBUG, INFO, WARNING or ERROR: this or graver), text, cause, after (the id of the "
			+ "last line that is known), limit (1 to 5000); what is absent does not matter. Answers an array of struct of id, time, level, phase, "
			+ "path, message, cause.")
	List<LogEntry> log(LogFilter filter);

	/** A run's troubles, grouped by their cause, the most frequent first. */
	@Access({ Role.VIEWER, Role.RESTORE })
	@Help("A run's troubles, grouped by their cause, the most frequent first: array of struct of cause, level, count, path (of the first).")
	List<CauseInfo> causes(String run);
}
