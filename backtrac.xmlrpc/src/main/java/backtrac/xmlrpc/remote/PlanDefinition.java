package backtrac.xmlrpc.remote;

import java.util.List;
import java.util.Map;

/**
 * What a plan shall be. What is null stays as it is, or is usual with a new plan.
 *
 * @param plan           the plan to change; null or empty to add one
 * @param client         of a new plan: its client, by id or name
 * @param name           what people call it
 * @param transport      a transport's scheme; usually {@code local}
 * @param settings       texts by the names that the transport describes; those that are not named stay, an empty one is taken away
 * @param secrets        likewise, such as a password; nothing gives them back
 * @param excludes       globs of what to leave out, in place of those that are there
 * @param schedule       such as {@code daily at 02:00}; empty to run by hand only
 * @param zone           the time zone of all times here, such as {@code Europe/Berlin}; usually that of the server's machine
 * @param windows        when runs may start, such as {@code mon-fri 20:00-06:00}; none means always; 100 at most
 * @param blackouts      when no run may start; 100 at most
 * @param jitterSeconds  starts are spread over so much time after the schedule's
 * @param endsWithWindow whether a run of the schedule that still works when its window closes is cancelled
 * @param retention      which of its snapshots stay, such as {@code standard} or {@code cascade last=3 daily=13}; empty keeps all
 * @param priority       of runs that wait, those of the highest begin first; usually 0
 * @param retries        how often a run that failed is tried again before the next of the schedule
 * @param allowEmpty     whether a source without any file is no error
 * @param version        that of the {@link PlanDetails} that were read before, so that nobody else's change is lost; null or empty to change whatever is there
 */
public record PlanDefinition(String plan, String client, String name, String transport, Map<String, Object> settings, @Secret Map<String, Object> secrets,
		List<String> excludes, String schedule, String zone, List<String> windows, List<String> blackouts, Integer jitterSeconds,
		Boolean endsWithWindow, String retention, Integer priority, Integer retries, Boolean allowEmpty, String version) {

	/** Changes whatever is there, or adds a plan. */
	public PlanDefinition(String plan, String client, String name, String transport, Map<String, Object> settings, Map<String, Object> secrets,
			List<String> excludes, String schedule, String zone, List<String> windows, List<String> blackouts, Integer jitterSeconds, Boolean endsWithWindow,
			String retention, Integer priority, Integer retries, Boolean allowEmpty) {
		this(plan, client, name, transport, settings, secrets, excludes, schedule, zone, windows, blackouts, jitterSeconds, endsWithWindow, retention, priority,
				retries, allowEmpty, null);
	}

	/** The same, if nobody has changed the plan since it had this version. */
	public PlanDefinition withVersion(String read) {
		return new PlanDefinition(plan, client, name, transport, settings, secrets, excludes, schedule, zone, windows, blackouts, jitterSeconds, endsWithWindow,
				retention, priority, retries, allowEmpty, read);
	}

	/** Hides the secrets. */
	@Override
	public String toString() {
		return "PlanDefinition[plan=" + plan + ", client=" + client + ", name=" + name + "]";
	}
}
