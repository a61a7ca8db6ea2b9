package backtrac.engine.catalog;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.api.catalog.LogLine.Level;
import backtrac.api.catalog.LogQuery;
import backtrac.api.catalog.PlanQuery;
import backtrac.api.catalog.PlanQuery.Health;
import backtrac.api.catalog.RunQuery;
import backtrac.api.catalog.RunRecord;
import backtrac.api.job.RunState;

/** How long the queries behind pages take in a large catalog. Not among the tests: {@code ./backtrac bench --catalog} runs it. */
class CatalogBench {

	private static final int PAGE = 50;
	private static final int WARM_UP = 10;
	private static final int TIMES = 50;

	private static final long PAGE_MILLIS = 200;
	private static final long TICK_MILLIS = 100;

	private final BenchData data = new BenchData(Double.parseDouble(System.getProperty("backtrac.bench.scale", "1")));
	private final Random random = new Random(1);
	private final List<String> report = new ArrayList<>();

	@TempDir
	Path folder;

	/** What a page or the scheduler asks; answers how much it found. */
	private record Query(long target, Function<Parts, Integer> ask) {
	}

	/** Milliseconds. */
	private record Times(double median, double worst) {

		private String text() {
			return "%.1f | %.1f".formatted(median, worst);
		}
	}

	@Test
	void measure() throws IOException {
		Map<String, Query> queries = queries();
		Map<String, Times> derby = new LinkedHashMap<>();
		Map<String, Times> postgres = new LinkedHashMap<>();
		report.add("%,d clients, %,d plans, %,d ended runs; %d calls each after %d to warm up; milliseconds.\n".formatted(data.clients, data.plans,
				data.runs, TIMES, WARM_UP));
		DerbyDatabase onDisk = Databases.onDisk(folder.resolve("catalog"));
		measure("Derby", onDisk, queries, derby);
		onDisk.close();
		try (PostgresDatabase server = Databases.postgres()) {
			measure("PostgreSQL", server, queries, postgres);
		}
		report.add("| query | Derby, median | worst | PostgreSQL, median | worst | target | |\n|---|---|---|---|---|---|---|");
		queries.forEach((name, query) -> report.add("| %s | %s | %s | %d | %s |".formatted(name, derby.get(name).text(), postgres.get(name).text(),
				query.target, verdict(query.target, derby.get(name), postgres.get(name)))));
		Files.writeString(Path.of(System.getProperty("backtrac.bench.report", "target/catalog-bench.md")), String.join("\n", report) + "\n");
	}

	private static String verdict(long target, Times derby, Times postgres) {
		if (Math.max(derby.worst, postgres.worst) <= target) {
			return "met";
		}
		return Math.max(derby.median, postgres.median) <= target ? "met, but not always" : "**behind**";
	}

	private void measure(String name, Database database, Map<String, Query> queries, Map<String, Times> times) throws IOException {
		Parts parts = Parts.of(database);
		long start = System.nanoTime();
		data.fill(database, parts);
		say("%s was filled in %.0f s.\n".formatted(name, (System.nanoTime() - start) / 1e9));
		if (name.equals("PostgreSQL")) {
			database.write("analyze", sql -> {
				sql.execute("ANALYZE");
				return null;
			});
		}
		queries.forEach((what, query) -> {
			times.put(what, times(what, query, parts));
			System.err.println(name + ", " + what + ": " + times.get(what).text());
		});
	}

	private void say(String text) {
		System.err.println(text);
		report.add(text);
	}

	private Times times(String what, Query query, Parts parts) {
		List<Double> all = new ArrayList<>();
		for (int i = 0; i < WARM_UP + TIMES; i++) {
			long start = System.nanoTime();
			int found = query.ask.apply(parts);
			double millis = (System.nanoTime() - start) / 1e6;
			assertFalse(found == 0, "nothing found: " + what);
			if (i >= WARM_UP) {
				all.add(millis);
			}
		}
		all.sort(null);
		return new Times(all.get(TIMES / 2), all.getLast());
	}

	private Map<String, Query> queries() {
		Map<String, Query> all = new LinkedHashMap<>();
		page(all, "plans, first page", p -> p.overview().plans(plans(null, "", null, 0)).size());
		page(all, "plans, any page", p -> p.overview().plans(plans(null, "", null, random.nextInt(data.plans - PAGE))).size());
		page(all, "plans of a client", p -> p.overview().plans(plans(client(), "", null, 0)).size());
		page(all, "plans by a text", p -> p.overview().plans(plans(null, "st%04d".formatted(random.nextInt(data.clients / 10)), null, 0)).size());
		page(all, "plans that failed", p -> p.overview().plans(plans(null, "", Health.FAILED, 0)).size());
		page(all, "plans that are overdue", p -> p.overview().plans(plans(null, "", Health.OVERDUE, 0)).size());
		page(all, "plans by health, totals", p -> p.overview().totals(BenchData.NOW).size());
		page(all, "runs, latest", p -> p.history().runs(RunQuery.latest(PAGE)).size());
		page(all, "runs, any later page", p -> p.history().runs(new RunQuery(null, null, Set.of(), Set.of(), before(), "run8", PAGE)).size());
		page(all, "runs of a plan", p -> p.history().runs(RunQuery.ofPlan(BenchData.plan(random.nextInt(data.plans)), PAGE)).size());
		page(all, "runs of a client", p -> p.history().runs(new RunQuery(null, client(), Set.of(), Set.of(), null, null, PAGE)).size());
		page(all, "runs of a client that failed, a later page", p -> p.history()
				.runs(new RunQuery(null, client(), Set.of(), Set.of(RunState.SUCCEEDED, RunState.FAILED), before(), "run8", PAGE)).size() + 1);
		page(all, "runs that failed or are partial", p -> p.history()
				.runs(new RunQuery(null, null, Set.of(), Set.of(RunState.FAILED, RunState.PARTIAL), before(), "run8", PAGE)).size());
		page(all, "runs that were interrupted", p -> p.history()
				.runs(new RunQuery(null, null, Set.of(), Set.of(RunState.INTERRUPTED), null, null, PAGE)).size());
		page(all, "verifications", p -> p.history().runs(new RunQuery(null, null, Set.of("verify"), Set.of(), null, null, PAGE)).size());
		page(all, "backups that failed", p -> p.history()
				.runs(new RunQuery(null, null, Set.of(RunRecord.BACKUP), Set.of(RunState.FAILED), null, null, PAGE)).size());
		page(all, "open runs", p -> p.history().open().size());
		page(all, "a run", p -> p.history().run("open7").isPresent() ? 1 : 0);
		page(all, "run log, first page", p -> p.log().lines(LogQuery.ofRun(BenchData.LONG_LOG, 200)).size());
		page(all, "run log, what is new", p -> p.log().lines(LogQuery.ofRun(BenchData.LONG_LOG, 200).after(9900)).size());
		page(all, "run log, by a text", p -> p.log().lines(new LogQuery(BenchData.LONG_LOG, Level.DEBUG, "FILE9" + random.nextInt(100), "", 0, 200)).size());
		page(all, "run log, one cause", p -> p.log().lines(new LogQuery(BenchData.LONG_LOG, Level.WARNING, "", "cause 8", 0, 200)).size());
		page(all, "run log, causes", p -> p.log().causes(BenchData.LONG_LOG).size());
		page(all, "snapshots, latest", p -> p.snapshots().snapshots(null, null, 0, PAGE).size());
		page(all, "snapshots, a later page", p -> p.snapshots().snapshots(null, null, random.nextInt(10_000) * data.clients / 10_000, PAGE).size());
		page(all, "snapshots of a client", p -> p.snapshots().snapshots("HOST%05d".formatted(random.nextInt(data.clients)), null, 0, PAGE).size());
		page(all, "snapshots of a plan", p -> p.snapshots().snapshots("host%05d".formatted(random.nextInt(data.clients)), "system", 0, PAGE).size());
		page(all, "snapshots of all plans of a name", p -> p.snapshots().snapshots(null, "system", 0, PAGE).size());
		page(all, "all clients", p -> p.catalog().clients().size());
		page(all, "all plans, whole", p -> p.catalog().plans().size());
		page(all, "a plan, whole", p -> p.catalog().plan(BenchData.plan(random.nextInt(data.plans))).isPresent() ? 1 : 0);
		all.put("the scheduler's look: what is due, and next", new Query(TICK_MILLIS,
				p -> p.due().upTo(BenchData.NOW.plusSeconds(10), 100).size() + (p.due().next().isPresent() ? 1 : 0)));
		return all;
	}

	private static void page(Map<String, Query> all, String name, Function<Parts, Integer> ask) {
		all.put(name, new Query(PAGE_MILLIS, ask));
	}

	private static PlanQuery plans(String clientId, String text, Health health, int offset) {
		return new PlanQuery(clientId, text, health, BenchData.NOW, offset, PAGE);
	}

	private String client() {
		return BenchData.client(random.nextInt(data.clients));
	}

	private Instant before() {
		return BenchData.NOW.minusSeconds(30L * random.nextInt(data.runs / 2));
	}
}
