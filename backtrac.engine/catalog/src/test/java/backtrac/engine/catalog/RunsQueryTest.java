package backtrac.engine.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import backtrac.api.job.RunState;

/** How the database finds runs among 100,000: by what it says of its work, as times depend on the machine. */
@TestInstance(Lifecycle.PER_CLASS)
class RunsQueryTest {

	private static final int ALL = 100_000;

	private final DerbyDatabase database = Databases.inMemory();

	@BeforeAll
	void fill() {
		List<Object[]> rows = new ArrayList<>();
		for (int i = 0; i < ALL; i++) {
			RunState state = i % 10_000 == 0 ? RunState.RUNNING : RunState.SUCCEEDED;
			rows.add(new Object[] { "run" + i, state.name(), i * 1000L });
		}
		database.write("fill", sql -> {
			sql.updateAll("INSERT INTO runs (id, verb, state, queued, files, bytes, bytes_stored, problems) VALUES (?, 'backup', ?, ?, 0, 0, 0, 0)",
					rows);
			return null;
		});
	}

	@AfterAll
	void close() {
		database.close();
	}

	@Test
	void theLatestRunsAreReadFromTheEndOfTheirIndex() {
		assertEquals("run" + (ALL - 1), database.read("read", sql -> Runs.latest(sql, 50)).getFirst().id());
		String work = statistics(Runs.LATEST, 50);
		assertTrue(work.contains("using index RUNS_BY_TIME"), work);
		assertFalse(work.contains("Sort ResultSet"), work);
		assertFewRows(work, 50);
	}

	@Test
	void theOpenRunsAreFoundAmongAll() {
		assertEquals(10, database.read("read", Runs::open).size());
	}

	private static void assertFewRows(String work, int expected) {
		work.lines().map(String::strip).filter(line -> line.startsWith("Number of rows visited=") || line.startsWith("Rows seen = "))
				.forEach(line -> assertTrue(Integer.parseInt(line.substring(line.indexOf('=') + 1).strip()) <= 3 * expected, work));
		assertTrue(work.contains("Number of rows visited="), work);
	}

	private String statistics(String query, Object... parameters) {
		return database.write("explain", sql -> {
			sql.execute("CALL SYSCS_UTIL.SYSCS_SET_RUNTIMESTATISTICS(1)");
			sql.all(row -> row, query, parameters);
			return lastStatistics(sql);
		});
	}

	private static String lastStatistics(Sql sql) throws SQLException {
		return sql.first(row -> row.getString(1), "VALUES SYSCS_UTIL.SYSCS_GET_RUNTIMESTATISTICS()").orElseThrow();
	}
}
