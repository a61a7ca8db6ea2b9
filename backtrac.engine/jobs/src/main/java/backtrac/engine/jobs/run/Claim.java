package backtrac.engine.jobs.run;

import java.time.Instant;

import backtrac.api.catalog.Plan;
import backtrac.api.catalog.RunRecord;
import backtrac.api.job.Request;

/**
 * What a run wants to begin with.
 *
 * @param id        the run
 * @param request   what it does
 * @param clientId  the client that a backup burdens; empty for other runs
 * @param transport that a backup uses; empty for other runs
 * @param priority  those of the highest begin first
 * @param queued    when it was asked for
 */
public record Claim(String id, Request request, String clientId, String transport, int priority, Instant queued) {

	/** @param plan of a backup; null for other runs, and if it is not there any more */
	static Claim of(RunRecord run, Request request, Plan plan) {
		return plan == null ? new Claim(run.id(), request, "", "", 0, run.queued())
				: new Claim(run.id(), request, plan.clientId(), plan.transport(), plan.priority(), run.queued());
	}

	public boolean isBackup() {
		return request instanceof Request.Backup;
	}

	public boolean isRestore() {
		return request instanceof Request.Restore;
	}

	public boolean isPrune() {
		return request instanceof Request.Prune;
	}
}
