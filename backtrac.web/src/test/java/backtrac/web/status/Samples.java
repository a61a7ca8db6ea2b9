package backtrac.web.status;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import backtrac.api.catalog.Client;
import backtrac.api.catalog.Plan;
import backtrac.api.catalog.RunRecord;
import backtrac.api.job.Progress;
import backtrac.api.job.RunState;
import backtrac.api.store.Snapshot;
import backtrac.api.store.SnapshotCounts;

/** What the tests are made of. */
final class Samples {

	static final Instant NOW = Instant.parse("2026-11-23T10:15:30Z");
	static final Client CLIENT = new Client("c1", "workstation");
	static final Plan DOCS = plan("p1", "docs");
	static final Plan PHOTOS = plan("p2", "photos");

	private Samples() {
	}

	static Plan plan(String id, String name) {
		return new Plan(id, CLIENT.id(), name, "local", Map.of("path", "/" + name), List.of());
	}

	static Snapshot snapshot(Plan plan, Duration ago, long unreadable) {
		Instant at = NOW.minus(ago);
		return new Snapshot("snapshot-of-" + plan.name() + "-" + ago, CLIENT.name(), plan.name(), at.minusSeconds(9), at,
				unreadable == 0 ? Snapshot.Result.COMPLETE : Snapshot.Result.PARTIAL, new SnapshotCounts(10, 2, 0, 5000, 1, 500, 1, 500, unreadable),
				Path.of("/repository/" + plan.name()));
	}

	static RunRecord run(Plan plan, RunState state, Duration ago) {
		Instant at = NOW.minus(ago);
		return new RunRecord("run-" + plan.name() + "-" + ago, "backup", plan.id(), state, at.minusSeconds(10), at.minusSeconds(9),
				state.isFinal() ? at : null, null, 0, 0, 0, 0, state == RunState.FAILED ? "The folder is gone." : null);
	}

	static LiveRun live(Plan plan, RunState state, Progress progress) {
		return new LiveRun("live-" + plan.name(), plan.id(), state, progress);
	}

	static Overview overview(List<Plan> plans, List<RunRecord> runs, List<Snapshot> snapshots) {
		return Overview.of(List.of(), List.of(CLIENT), plans, runs, null, snapshots);
	}
}
