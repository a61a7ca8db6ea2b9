package backtrac.engine.jobs.verb;

import java.io.IOException;

import backtrac.api.job.Progress.Phase;
import backtrac.api.job.Request;
import backtrac.engine.jobs.run.Job;
import backtrac.engine.jobs.run.Outcome;

/** Does what requests ask for, with the services of the server. Each call blocks until it is done; an interrupt ends it. */
public final class Verbs {

	private final BackupVerb backup;
	private final RestoreVerb restore;
	private final UpkeepVerbs upkeep;

	public Verbs(BackupVerb backup, RestoreVerb restore, UpkeepVerbs upkeep) {
		this.backup = backup;
		this.restore = restore;
		this.upkeep = upkeep;
	}

	/** @throws backtrac.engine.jobs.transport.TransportGoneException if the transport went meanwhile */
	public Outcome perform(Job job) throws IOException, InterruptedException {
		job.meter().phase(Phase.CONNECTING);
		return switch (job.request()) {
		case Request.Backup request -> backup.run(request, job);
		case Request.Restore request -> restore.run(request, job);
		case Request.Verify request -> upkeep.verify(request, job);
		case Request.Scrub request -> upkeep.scrub(request, job);
		case Request.Prune _ -> upkeep.prune(job);
		case Request.Rebuild _ -> upkeep.rebuild(job);
		};
	}
}
