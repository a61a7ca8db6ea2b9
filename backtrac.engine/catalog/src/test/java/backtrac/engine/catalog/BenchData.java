package backtrac.engine.catalog;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

import backtrac.api.catalog.Due.Waiting;
import backtrac.api.catalog.LogLine;
import backtrac.api.catalog.LogLine.Level;
import backtrac.api.catalog.Plan;
import backtrac.api.catalog.RunOrigin;
import backtrac.api.catalog.RunOrigin.Trigger;
import backtrac.api.catalog.RunRecord;
import backtrac.api.job.Progress.Phase;
import backtrac.api.job.RunState;
import backtrac.api.schedule.Timing;
import backtrac.api.store.Snapshot;
import backtrac.api.store.Snapshot.Result;
import backtrac.api.store.SnapshotCounts;

/**
 * A large catalog to measure: each client has two plans, a run of each plan a day or so, of which one in fifty read not everything and
 * one in a hundred failed.
 */
final class BenchData {

	static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
	static final String LONG_LOG = "run-with-log-0";

	private static final int AT_ONCE = 2000;
	private static final int RUNS_WITH_LOG = 5;
	private static final int LINES = 10_000;
	private static final int SNAPSHOTS_PER_PLAN = 5;
	private static final int OPEN_RUNS = 20;

	final int clients;
	final int plans;
	final int runs;

	BenchData(double scale) {
		clients = (int) (10_000 * scale);
		plans = 2 * clients;
		runs = 50 * plans;
	}

	static String client(int i) {
		return "client-id-%05d".formatted(i);
	}

	static String plan(int i) {
		return "plan-id-%05d".formatted(i);
	}

	private static String clientName(int i) {
		return "host%05d".formatted(i);
	}

	void fill(Database database, Parts parts) {
		insert(database, "clients (id, name, name_key)", clients, i -> new Object[] { client(i), clientName(i), clientName(i) });
		String columns = String.join(", ", PlanRows.COLUMNS);
		insert(database, "plans (" + columns + ", name_key)", plans, i -> {
			Plan plan = new Plan(plan(i), client(i / 2), name(i), "local", Map.of(), List.of()).withTiming(Timing.of("daily at 02:00", ZoneOffset.UTC));
			List<Object> values = PlanRows.values(plan);
			values.add(plan.name());
			return values.toArray();
		});
		insert(database, "plan_settings (plan_id, setting, content)", plans, i -> new Object[] { plan(i), "path", "/srv/" + i });
		insert(database, "plan_excludes (plan_id, place, glob)", 2 * plans, i -> new Object[] { plan(i / 2), i % 2, "**/cache" + i % 2 });
		insert(database, "plan_state (plan_id, client_key, plan_key, plan_name, last_run, last_state, last_finished, last_message, last_backup, last_complete)", plans,
				i -> new Object[] { plan(i), clientName(i / 2), name(i), name(i), "run" + i, state(i).name(), NOW.toEpochMilli(), "1,234 files, 56 MB", NOW.toEpochMilli(), NOW.toEpochMilli() });
		insert(database, "due (" + DueRows.COLUMNS + ")", plans, i -> new Object[] { plan(i), at(i), at(i), Waiting.SCHEDULE.name(), null, 1, null,
				i % 500 == 0 ? NOW.minus(Duration.ofDays(3)).toEpochMilli() : null, 7L });
		String parameters = RunRows.COLUMNS + ", client_id";
		insert(database, "ended_runs (" + parameters + ")", runs, i -> {
			List<Object> values = new ArrayList<>(Arrays.asList(RunRows.values(run(i))));
			values.add(client(i % plans / 2));
			return values.toArray();
		});
		for (int i = 0; i < OPEN_RUNS; i++) {
			parts.history().add(Records.queued("open" + i, "backup", plan(i * plans / OPEN_RUNS), NOW));
		}
		log(parts);
		snapshots(parts);
	}

	private static String name(int i) {
		return i % 2 == 0 ? "documents" : "system";
	}

	private static long at(int i) {
		return NOW.plusSeconds(i % 86_400).toEpochMilli();
	}

	private static RunState state(int i) {
		return i % 1000 == 999 ? RunState.INTERRUPTED : i % 100 == 1 ? RunState.FAILED : i % 50 == 2 ? RunState.PARTIAL : RunState.SUCCEEDED;
	}

	private RunRecord run(int i) {
		Instant queued = NOW.minusSeconds(30L * (runs - i));
		return new RunRecord("run%016x".formatted(i * 0x9E3779B97F4A7C15L), i % 5000 == 17 ? "verify" : "backup", plan(i % plans),
				clientName(i % plans / 2) + "/" + name(i), new RunOrigin(Trigger.SCHEDULE, queued, 1, null), "5d7a8e1c-server", state(i / 7), queued,
				queued.plusSeconds(1), queued.plusSeconds(61), "%016x".formatted(i), 12_345, 6_789_012_345L, 67_890, 0,
				"12,345 files, 6.8 GB, of which 67 kB are new");
	}

	private static void log(Parts parts) {
		for (int run = 0; run < RUNS_WITH_LOG; run++) {
			for (int from = 0; from < LINES; from += 500) {
				List<LogLine> lines = new ArrayList<>();
				for (int i = from; i < from + 500; i++) {
					boolean trouble = i % 4 == 0;
					lines.add(new LogLine(0, "run-with-log-" + run, NOW, trouble ? Level.WARNING : Level.INFO, Phase.COPYING,
							"/srv/documents/2026/folder" + i % 97 + "/file" + i, trouble ? "could not be read: permission denied" : "stored",
							trouble ? "cause " + i % 40 : ""));
				}
				parts.log().append(lines);
			}
		}
	}

	private void snapshots(Parts parts) {
		List<Snapshot> some = new ArrayList<>();
		Map<String, String> definition = Map.of("path", "/srv/documents", "schedule", "daily at 02:00", "zone", "UTC", "keep-daily", "13");
		for (int i = 0; i < SNAPSHOTS_PER_PLAN * plans; i++) {
			int plan = i % plans;
			Instant started = NOW.minusSeconds(30L * (SNAPSHOTS_PER_PLAN * plans - i));
			some.add(new Snapshot("%016x".formatted(i * 0x9E3779B97F4A7C15L), clientName(plan / 2), name(plan), started, started.plusSeconds(60),
					Result.COMPLETE, new SnapshotCounts(12_345, 678, 9, 6_789_012_345L, 12, 67_890, 3, 67_890, 0),
					Path.of("/backup/trees", clientName(plan / 2), name(plan), started.toString()), "/srv/documents", definition, null));
			if (some.size() == AT_ONCE) {
				parts.snapshots().put(some);
				some.clear();
			}
		}
		parts.snapshots().put(some);
	}

	private static void insert(Database database, String into, int count, IntFunction<Object[]> row) {
		int columns = into.split(",").length;
		String text = "INSERT INTO " + into + " VALUES (" + String.join(", ", Collections.nCopies(columns, "?")) + ")";
		for (int from = 0; from < count; from += AT_ONCE) {
			List<Object[]> rows = new ArrayList<>();
			for (int i = from; i < Math.min(count, from + AT_ONCE); i++) {
				rows.add(row.apply(i));
			}
			database.write("fill", sql -> sql.updateAll(text, rows));
		}
	}
}
