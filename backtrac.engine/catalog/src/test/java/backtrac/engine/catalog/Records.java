package backtrac.engine.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import backtrac.api.catalog.Client;
import backtrac.api.catalog.LogLine;
import backtrac.api.catalog.LogLine.Level;
import backtrac.api.catalog.Plan;
import backtrac.api.catalog.RunOrigin;
import backtrac.api.catalog.RunRecord;
import backtrac.api.job.Progress.Phase;
import backtrac.api.job.RunState;

/** Makes records for tests. */
final class Records {

	static final Instant MORNING = Instant.parse("2026-03-29T00:59:59.123Z");

	private Records() {
	}

	static Client client(String name) {
		return new Client("client-" + name, name);
	}

	static Plan plan(Client client, String name) {
		return new Plan("plan-" + client.id() + "-" + name, client.id(), name, "local", Map.of("path", "/srv/" + name), List.of("*.tmp"));
	}

	static RunRecord queued(String id, Instant time) {
		return new RunRecord(id, "backup", null, "", RunOrigin.PERSON, "", RunState.QUEUED, time, null, null, null, 0, 0, 0, 0, null);
	}

	static RunRecord ended(String id, Instant time, RunState state) {
		return new RunRecord(id, "backup", null, "", RunOrigin.PERSON, "", state, time, time.plusMillis(5), time.plusSeconds(60), "0123456789abcdef", 12, 3456, 789, 1,
				"12 files, of which 1 could not be read");
	}

	static RunRecord queued(String id, String verb, String planId, Instant time) {
		return new RunRecord(id, verb, planId, "client/plan", RunOrigin.PERSON, "server", RunState.QUEUED, time, null, null, null, 0, 0, 0, 0, null);
	}

	/** A minute after it was asked for. */
	static RunRecord ended(RunRecord run, RunState state) {
		return new RunRecord(run.id(), run.verb(), run.planId(), run.subject(), run.origin(), run.server(), state, run.queued(),
				run.queued().plusMillis(5), run.queued().plusSeconds(60), "0123456789abcdef", 12, 3456, 789, 1, "it is " + state);
	}

	static LogLine line(String runId, String path, String cause) {
		return new LogLine(0, runId, MORNING, Level.WARNING, Phase.COPYING, path, "could not be read", cause);
	}
}
