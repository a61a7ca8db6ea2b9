package backtrac.engine.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.postgresql.osgi.PGDataSourceFactory;

import backtrac.api.catalog.Client;
import backtrac.api.catalog.Due;
import backtrac.api.catalog.Plan;
import backtrac.api.catalog.PlanQuery;
import backtrac.api.catalog.PlanStatus;
import backtrac.api.catalog.RunOrigin;
import backtrac.api.catalog.RunQuery;
import backtrac.api.catalog.RunRecord;
import backtrac.api.job.RunState;

/** What version 1 of the database held is there in the present one. */
class MigrationTest {

	private static final String RUN = "INSERT INTO runs (id, verb, plan_id, state, queued, started, finished, snapshot_id, files, bytes, bytes_stored,"
			+ " problems, message) VALUES (?, 'backup', ?, ?, ?, ?, ?, 'snap', 1, 2, 3, 4, ?)";

	private static void fill(Database database) {
		database.write("fill", sql -> {
			sql.update("INSERT INTO clients (id, name, name_key) VALUES ('c', 'Web', 'web')");
			for (String plan : List.of("p", "q")) {
				sql.update("INSERT INTO plans (id, client_id, name, name_key, transport) VALUES (?, 'c', ?, ?, 'local')", plan, plan, plan);
				sql.update("INSERT INTO plan_settings (plan_id, setting, content) VALUES (?, 'path', '/srv')", plan);
			}
			sql.update("INSERT INTO plan_excludes (plan_id, place, glob) VALUES ('p', 0, '*.tmp')");
			sql.update(RUN, "r1", "p", "SUCCEEDED", 1000L, 1001L, 1002L, "fine");
			sql.update(RUN, "r2", "p", "PARTIAL", 2000L, 2001L, 2002L, "not all");
			sql.update(RUN, "r3", "p", "FAILED", 3000L, 3001L, 3002L, "no room");
			sql.update(RUN, "r4", "p", "RUNNING", 4000L, 4001L, null, null);
			sql.update(RUN, "r5", null, "CANCELLED", 500L, null, 501L, "");
			return sql.update("INSERT INTO users (name, password, one_time) VALUES ('ann', 'hash', FALSE)");
		});
	}

	private static void check(Database database) {
		Parts parts = Parts.of(database);
		assertEquals(List.of(new Client("c", "Web")), parts.catalog().clients());
		Plan plan = new Plan("p", "c", "p", "local", Map.of("path", "/srv"), List.of("*.tmp"));
		assertEquals(Optional.of(plan), parts.catalog().plan("p"));
		assertEquals(List.of("r4", "r3", "r2", "r1", "r5"), parts.history().runs(RunQuery.latest(10)).stream().map(RunRecord::id).toList());
		assertEquals(List.of(), parts.history().open());
		assertEquals(new RunRecord("r1", "backup", "p", "Web/p", RunOrigin.PERSON, "", RunState.SUCCEEDED, Instant.ofEpochMilli(1000),
				Instant.ofEpochMilli(1001), Instant.ofEpochMilli(1002), "snap", 1, 2, 3, 4, "fine"), parts.history().run("r1").orElseThrow());
		RunRecord cut = parts.history().run("r4").orElseThrow();
		assertEquals(RunState.INTERRUPTED, cut.state());
		assertEquals(Instant.ofEpochMilli(4001), cut.finished());
		assertEquals("", parts.history().run("r5").orElseThrow().subject());
		List<PlanStatus> all = parts.overview().plans(new PlanQuery(null, "", null, Instant.EPOCH, 0, 10));
		assertEquals(new PlanStatus("p", "p", "c", "Web", "local", "", false, "r4", RunState.INTERRUPTED, Instant.ofEpochMilli(4001),
				"the server was stopped", Instant.ofEpochMilli(2002), Instant.ofEpochMilli(1002), Due.unknown("p")), all.getFirst());
		assertEquals(new PlanStatus("q", "q", "c", "Web", "local", "", false, null, null, null, null, null, null, Due.unknown("q")), all.getLast());
		assertEquals(List.of("p", "q"), parts.due().upTo(Instant.EPOCH, 10).stream().map(Due::subject).toList());
		parts.history().add(Records.queued("new", "backup", "p", Instant.EPOCH));
		assertTrue(parts.history().run("new").isPresent());
		assertEquals(List.of("ann"), database.read("read", sql -> sql.all(row -> row.getString(1), "SELECT name FROM users")));
	}

	@Test
	void ofDerby() {
		String name = "memory:" + UUID.randomUUID();
		DerbyDatabase before = Databases.open(name, Schema.upTo(1));
		fill(before);
		before.close();
		DerbyDatabase after = Databases.open(name, Schema.current());
		check(after);
		after.close();
	}

	@Test
	void ofPostgres() throws SQLException {
		String place = PostgresServer.shared().newDatabase();
		try (PostgresDatabase before = new PostgresDatabase(place, PostgresServer.USER, PostgresServer.PASSWORD, new PGDataSourceFactory(),
				Schema.upTo(1))) {
			fill(before);
		}
		try (PostgresDatabase after = Databases.postgres(place)) {
			check(after);
		}
	}
}
