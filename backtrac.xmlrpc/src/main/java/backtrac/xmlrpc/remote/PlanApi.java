package backtrac.xmlrpc.remote;

import java.util.List;

import org.osgi.annotation.versioning.ProviderType;

import backtrac.api.access.Role;

/**
 * What is backed up. Called as {@code plan.…}. A plan is named by its id, a unique beginning of that, or {@code client/plan}. Methods
 * that take one throw {@link RpcFault} {@link Fault#NOT_FOUND} if there is none, and {@link Fault#BAD_PARAMETERS} if more than one
 * could be meant.
 */
@ProviderType
public interface PlanApi {

	/**
	 * Has a plan that backs up a folder of the server's own machine: the one that is there, or else a new one, of a
	 * client that is named after the machine.
	 *
	 * @param path an absolute folder
	 * @throws RpcFault {@link Fault#BAD_PARAMETERS} if the path is not absolute, {@link Fault#NOT_FOUND} if there is no
	 *                  such folder, {@link Fault#REFUSED} if the server may not read it or keeps its repository there
	 */
	@Access(value = Role.ADMIN, changes = true)
	@Help("Makes a plan for a folder (path) of the server's own machine, or finds the one that is there: "
			+ "struct of plan_id, client, plan, created.")
	ProtectedFolder protect(String path);

	/** A page of the plans, by client and name, without a look at their runs. */
	@Access(Role.VIEWER)
	@Help("A page of the plans, by client and name. Takes a struct of client, text (in the plan's or the client's name), health (FAILED, OVERDUE, "
			+ "PARTIAL, NEVER or GOOD), offset, limit (1 to 1000); what is absent does not matter. Answers an array of struct of plan_id, plan, "
			+ "client_id, client, transport, schedule, paused, health, last_run_id, last_state, last_finished, last_message, last_backup, "
			+ "last_complete, next, waiting. Times are in ISO 8601, UTC; what is not known is empty.")
	List<PlanInfo> list(PlanFilter filter);

	/** All of a plan but its secrets. */
	@Access(Role.VIEWER)
	@Help("A plan: struct of plan_id, client, name, transport, settings, secrets (names only), excludes, schedule, zone, windows, blackouts, "
			+ "jitter_seconds, ends_with_window, retention, priority, retries, allow_empty, paused, next (the next runs), version (another after each change).")
	PlanDetails get(String plan);

	/**
	 * Adds a plan, or changes one.
	 *
	 * @throws RpcFault {@link Fault#BAD_PARAMETERS} if something makes no sense, {@link Fault#NOT_FOUND} if there is no such client or plan,
	 *                  {@link Fault#REFUSED} if another plan has that name, {@link Fault#CONFLICT} if the plan has another version than the definition
	 *                  says, or somebody changes it at the same time
	 */
	@Access(value = Role.ADMIN, changes = true)
	@Help("Adds a plan, or changes the one that plan names. Takes a struct of plan, client, name, transport, settings, secrets, excludes, schedule, "
			+ "zone, windows, blackouts (100 of each at most), jitter_seconds, ends_with_window, retention (as 'cascade last=3 daily=13' or 'standard'), priority, retries, "
			+ "allow_empty, version (that of plan.get: if the plan has been changed since, nothing is done, and the fault is 1407). What is absent stays, or is usual. Of settings and secrets those that are named are set, or taken away if empty. "
			+ "Answers a struct of plan_id, created, next (the next runs), warnings (sentences, as when the transport is not installed).")
	SavedPlan save(PlanDefinition definition);

	/** Has the scheduler leave a plan alone. */
	@Access(value = Role.OPERATOR, changes = true)
	@Help("Has the scheduler leave a plan alone. Runs by hand begin anyway.")
	void pause(String plan);

	/** Ends a pause. */
	@Access(value = Role.OPERATOR, changes = true)
	@Help("Has the scheduler start a plan again.")
	void resume(String plan);

	/**
	 * Removes a plan with its secrets. Its runs stay in the history, its snapshots in the repository.
	 *
	 * @throws RpcFault {@link Fault#REFUSED} if a run of it has not ended
	 */
	@Access(value = Role.ADMIN, changes = true)
	@Help("Removes a plan with its secrets. Its runs stay in the history, and its snapshots in the repository.")
	void remove(String plan);

	/**
	 * When a plan would run, were it as the definition says. Changes nothing.
	 *
	 * @param definition as with {@link #save}; all but the times is passed over
	 * @param count      how many, 1 to 1000
	 * @return times in ISO 8601, UTC
	 */
	@Access(Role.VIEWER)
	@Help("When a plan would run, were its times as a struct (as that of plan.save) says; count (1 to 1000). Changes nothing.")
	List<String> preview(PlanDefinition definition, int count);
}
