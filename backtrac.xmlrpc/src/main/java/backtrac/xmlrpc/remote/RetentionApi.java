package backtrac.xmlrpc.remote;

import java.util.List;

import org.osgi.annotation.versioning.ProviderType;

import backtrac.api.access.Role;

/**
 * What a policy would keep. Called as {@code retention.…}. Nothing here removes anything. A policy is a text such as {@code standard} or
 * {@code cascade last=3 daily=13 zone=Europe/Berlin}. Methods throw {@link RpcFault} {@link Fault#BAD_PARAMETERS} if a policy or a schedule makes no sense,
 * and {@link Fault#NOT_FOUND} if there is no such plan.
 */
@ProviderType
public interface RetentionApi {

	/**
	 * What would become of a plan's snapshots now.
	 *
	 * @param plan   its id, a unique beginning of it, or {@code client/plan}
	 * @param policy empty for the plan's own. Without a zone it goes by the plan's
	 * @return the newest first
	 */
	@Access(Role.VIEWER)
	@Help("What a policy would keep of a plan's snapshots now, and why; plan, policy (as 'cascade last=3 daily=13'; empty for the plan's own). "
			+ "Answers an array of struct of snapshot_id, time, keep, reasons, the newest first. Removes nothing.")
	List<RetentionChoice> simulate(String plan, String policy);

	/** What would be left of the runs to come, if the policy is applied after each. */
	@Access(Role.VIEWER)
	@Help("What a policy would leave of the runs to come, applied after each. Takes a struct of plan, policy, schedule, zone, span (as 1y6m; usually 1y), "
			+ "history (whether to begin with the plan's snapshots; usually true); what is absent is the plan's, and without a plan schedule and policy must be there. "
			+ "Answers a struct of schedule, zone, runs, most_snapshots, left (array of struct of time, reasons), removed (array of struct of time, removed). "
			+ "Removes nothing.")
	ForecastInfo forecast(ForecastQuery query);
}
