package backtrac.web.status;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import backtrac.api.catalog.Due;
import backtrac.api.catalog.PlanQuery.Health;
import backtrac.api.catalog.PlanStatus;
import backtrac.api.catalog.RunOrigin;
import backtrac.api.catalog.RunRecord;
import backtrac.api.job.Progress;
import backtrac.api.job.RunState;

/** What the tests are made of. */
final class Samples {

	static final Instant NOW = Instant.parse("2026-11-23T10:15:30Z");

	private Samples() {
	}

	/** A plan that ended three minutes ago, if it ever ran. */
	static PlanStatus plan(String name, RunState state, Due due) {
		Instant at = NOW.minus(Duration.ofMinutes(3));
		boolean good = state == RunState.SUCCEEDED || state == RunState.PARTIAL;
		return new PlanStatus("p-" + name, name, "c", "desk", "local", due == null ? "" : "daily at 02:00", false, state == null ? null : "r-" + name, state,
				state == null ? null : at, state == RunState.FAILED ? "The folder is gone." : null, good ? at : null, state == RunState.SUCCEEDED ? at : null, due);
	}

	static Due due(Due.Waiting waiting, Instant at, Instant since, int attempt) {
		return new Due("p", at, at, waiting, since, attempt, null, null, 1);
	}

	static PlanLine line(PlanStatus status) {
		return PlanLine.of(status, NOW.minus(PlanFilter.GRACE), status.paused(), false);
	}

	static RunRecord run(String id, RunState state, Duration ago) {
		Instant at = NOW.minus(ago);
		return new RunRecord(id, "backup", "p-docs", "desk/docs", RunOrigin.PERSON, "here", state, at.minusSeconds(10), at.minusSeconds(9),
				state.isFinal() ? at : null, null, 0, 0, 0, 0, null);
	}

	static LiveRun live(String plan, RunState state, Progress progress) {
		return new LiveRun("live-" + plan, "p-" + plan, "desk/" + plan, "backup", NOW, NOW, state, progress);
	}

	/** An overview of these plans, of which all are on the page. */
	static Overview overview(PlanStatus... plans) {
		Map<Health, Integer> totals = new EnumMap<>(Health.class);
		List<PlanLine> lines = List.of(plans).stream().map(Samples::line).toList();
		lines.forEach(line -> totals.merge(line.health(), 1, Integer::sum));
		Health worst = totals.keySet().stream().findFirst().orElse(Health.GOOD);
		return new Overview(List.of(), totals, lines.stream().filter(line -> line.health() == worst).limit(Overview.NAMED).map(PlanLine::status).toList(),
				new PlanPage(PlanFilter.ALL, lines, false, lines.size()), List.of(), List.of(), false, Storage.UNKNOWN);
	}

	static Overview with(Overview overview, List<String> troubles, List<RunLine> recent, boolean paused) {
		return new Overview(troubles, overview.totals(), overview.worst(), overview.page(), overview.live(), recent, paused, overview.storage());
	}
}
