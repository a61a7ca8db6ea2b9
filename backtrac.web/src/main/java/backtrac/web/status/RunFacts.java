package backtrac.web.status;

import java.util.List;

import backtrac.api.catalog.RunLog.Cause;
import backtrac.api.catalog.RunRecord;
import backtrac.api.store.Snapshot;

/**
 * All that the page of a run shows, but for its log.
 *
 * @param run      as the catalog has it
 * @param live     how far it is; null if it has ended
 * @param snapshot what it made or read; null if there is none, or it is gone
 * @param causes   its troubles by their causes, the most frequent first
 * @param server   the name of the server that works on it, or its id
 */
public record RunFacts(RunRecord run, LiveRun live, Snapshot snapshot, List<Cause> causes, String server) {

	public RunFacts {
		causes = List.copyOf(causes);
	}

	/** The same with the run further. */
	public RunFacts withLive(LiveRun now) {
		return new RunFacts(run, now, snapshot, causes, server);
	}
}
