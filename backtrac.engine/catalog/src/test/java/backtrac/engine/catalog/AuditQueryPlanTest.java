package backtrac.engine.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import backtrac.api.access.AuditQuery;

/** How Derby finds lines among 20,000: by what it says of its work, as times depend on the machine. */
@TestInstance(Lifecycle.PER_CLASS)
class AuditQueryPlanTest {

	private static final int ALL = 20_000;
	private static final int PAGE = 50;
	private static final Duration BETWEEN = Duration.ofMinutes(30);

	private final DerbyDatabase database = Databases.inMemory();

	@BeforeAll
	void fill() {
		List<Object[]> rows = new ArrayList<>();
		for (int i = 0; i < ALL; i++) {
			rows.add(new Object[] { time(i).toEpochMilli(), i % 100 == 0 ? "rare" : "often", i % 100 == 1 ? "plan.remove" : "plan.save" });
		}
		database.write("fill", sql -> sql.updateAll("INSERT INTO audit_log (told, who, address, what, details, result) VALUES (?, ?, '', ?, '', 'OK')", rows));
	}

	@AfterAll
	void close() {
		database.close();
	}

	private static Instant time(int line) {
		return Records.MORNING.plus(BETWEEN.multipliedBy(line));
	}

	@FunctionalInterface
	private interface Query {
		int rows(Sql sql) throws SQLException;
	}

	private void assertReadsOnly(int most, String index, int found, Query query) {
		String work = database.write("explain", sql -> {
			sql.execute("CALL SYSCS_UTIL.SYSCS_SET_RUNTIMESTATISTICS(1)");
			assertEquals(found, query.rows(sql));
			return sql.first(row -> row.getString(1), "VALUES SYSCS_UTIL.SYSCS_GET_RUNTIMESTATISTICS()").orElseThrow();
		});
		assertTrue(work.contains("using index " + index), work);
		assertFalse(work.contains("Sort ResultSet"), work);
		assertTrue(work.contains("Number of rows visited="), work);
		work.lines().map(String::strip).filter(line -> line.startsWith("Number of rows visited=") || line.startsWith("Rows seen = "))
				.forEach(line -> assertTrue(Integer.parseInt(line.substring(line.indexOf('=') + 1).strip()) <= most, work));
	}

	private static Query page(String who, String action, Instant since, int before) {
		return sql -> AuditRows.page(sql, new AuditQuery(who, null, since, before, PAGE), action, since == null ? 0 : AuditRows.before(sql, since)).size();
	}

	@Test
	void theLatest() {
		assertReadsOnly(3 * PAGE, "AUDIT_BY_ID", PAGE, page(null, null, null, 0));
	}

	@Test
	void aLaterPage() {
		assertReadsOnly(3 * PAGE, "AUDIT_BY_ID", PAGE, page(null, null, null, ALL / 2));
	}

	@Test
	void ofSomebodyRare() {
		assertReadsOnly(3 * PAGE, "AUDIT_BY_WHO", PAGE, page("rare", null, null, 0));
	}

	@Test
	void ofARareAction() {
		assertReadsOnly(3 * PAGE, "AUDIT_BY_WHAT", PAGE, page(null, "plan.remove", null, 0));
	}

	@Test
	void ofBoth() {
		assertReadsOnly(3 * PAGE, "AUDIT_BY_BOTH", PAGE, page("often", "plan.remove", null, 0));
	}

	@Test
	void ofToday() {
		assertReadsOnly(3 * PAGE, "AUDIT_BY_ID", 10, page(null, null, time(ALL - 10), 0));
	}

	@Test
	void whichActionsThereAre() {
		assertReadsOnly(5, "AUDIT_BY_WHAT", 2, sql -> AuditRows.actions(sql, "plan.").size());
	}

	@Test
	void whatIsOld() {
		assertReadsOnly(3 * PAGE, "AUDIT_BY_TIME", PAGE, sql -> {
			Instant middle = time(ALL / 2);
			return sql.all(row -> row, AuditRows.OLD, middle.toEpochMilli(), PAGE).size();
		});
	}
}
