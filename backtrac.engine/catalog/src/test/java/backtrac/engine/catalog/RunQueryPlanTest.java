package backtrac.engine.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import backtrac.api.catalog.RunQuery;
import backtrac.api.job.RunState;

/** How Derby finds runs among 20,000: by what it says of its work, as times depend on the machine. */
@TestInstance(Lifecycle.PER_CLASS)
class RunQueryPlanTest {

	private static final int ALL = 20_000;
	private static final int PAGE = 50;

	private final DerbyDatabase database = Databases.inMemory();

	@BeforeAll
	void fill() {
		List<Object[]> rows = new ArrayList<>();
		for (int i = 0; i < ALL; i++) {
			rows.add(new Object[] { "run" + i, i % 100 == 0 ? "verify" : "backup", "p" + i % 20, (i % 50 == 0 ? RunState.FAILED : RunState.SUCCEEDED).name(),
					i * 1000L, i * 1000L + 1, "c" + i % 10 });
		}
		database.write("fill", sql -> sql.updateAll("INSERT INTO ended_runs (id, verb, plan_id, subject, began_by, attempt, server_id, state, queued,"
				+ " finished, files, bytes, bytes_stored, problems, client_id) VALUES (?, ?, ?, '', 'PERSON', 1, '', ?, ?, ?, 0, 0, 0, 0, ?)", rows));
	}

	@AfterAll
	void close() {
		database.close();
	}

	private void assertReadsOnlyThePage(String index, RunQuery query, RunState state, String verb) {
		List<Object> parameters = new ArrayList<>();
		String text = EndedRuns.text(query, state, verb, parameters);
		String work = database.write("explain", sql -> {
			sql.execute("CALL SYSCS_UTIL.SYSCS_SET_RUNTIMESTATISTICS(1)");
			assertEquals(PAGE, sql.all(row -> row, text, parameters.toArray()).size());
			return sql.first(row -> row.getString(1), "VALUES SYSCS_UTIL.SYSCS_GET_RUNTIMESTATISTICS()").orElseThrow();
		});
		assertTrue(work.contains("using index " + index), work);
		assertFalse(work.contains("Sort ResultSet"), work);
		assertTrue(work.contains("Number of rows visited="), work);
		work.lines().map(String::strip).filter(line -> line.startsWith("Number of rows visited=") || line.startsWith("Rows seen = "))
				.forEach(line -> assertTrue(Integer.parseInt(line.substring(line.indexOf('=') + 1).strip()) <= 3 * PAGE, work));
	}

	private static RunQuery query(String planId, String clientId, Set<String> verbs, Set<RunState> states) {
		return new RunQuery(planId, clientId, verbs, states, Records.MORNING, "run9", PAGE);
	}

	@Test
	void theLatestOfAll() {
		assertReadsOnlyThePage("ENDED_BY_TIME", RunQuery.latest(PAGE), null, null);
	}

	@Test
	void aLaterPage() {
		assertReadsOnlyThePage("ENDED_BY_TIME", new RunQuery(null, null, Set.of(), Set.of(), Instant.ofEpochSecond(ALL / 2), "run9", PAGE), null,
				null);
	}

	@Test
	void ofAPlan() {
		assertReadsOnlyThePage("ENDED_BY_PLAN", query("p7", null, Set.of(), Set.of()), null, null);
	}

	@Test
	void ofAClient() {
		assertReadsOnlyThePage("ENDED_BY_CLIENT", query(null, "c3", Set.of(), Set.of()), null, null);
	}

	@Test
	void ofARareState() {
		assertReadsOnlyThePage("ENDED_BY_STATE", query(null, null, Set.of(), Set.of(RunState.FAILED)), RunState.FAILED, null);
	}

	@Test
	void ofARareVerb() {
		assertReadsOnlyThePage("ENDED_BY_VERB", query(null, null, Set.of("verify"), Set.of()), null, "verify");
	}
}
