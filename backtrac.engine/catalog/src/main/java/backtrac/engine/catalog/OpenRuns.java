package backtrac.engine.catalog;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.RunRecord;

/** The table of the runs that have not ended. */
final class OpenRuns {

	private static final String SELECT = "SELECT " + RunRows.COLUMNS + " FROM open_runs ";

	private OpenRuns() {
	}

	/** Adds a run; the row of its plan is held from then on. Answers false if it is a backup of a plan that has an open one. */
	static boolean add(Sql sql, RunRecord run) throws SQLException {
		if (run.planId() != null && !PlanStates.hold(sql, run.planId())) {
			throw new CatalogException("The run " + run.id() + " is of a plan that does not exist: " + run.planId() + ".");
		}
		if (run.planId() != null && run.verb().equals(RunRecord.BACKUP) && hasBackup(sql, run.planId())) {
			return false;
		}
		sql.update("INSERT INTO open_runs (" + RunRows.COLUMNS + ") VALUES (" + RunRows.PARAMETERS + ")", RunRows.values(run));
		return true;
	}

	static boolean update(Sql sql, RunRecord run) throws SQLException {
		return sql.update("UPDATE open_runs SET server_id = ?, state = ?, started = ?, snapshot_id = ?, files = ?, bytes = ?, bytes_stored = ?,"
				+ " problems = ?, message = ? WHERE id = ?", run.server(), run.state().name(), Columns.millis(run.started()), run.snapshotId(),
				run.files(), run.bytes(), run.bytesStored(), run.problems(), RunRows.message(run), run.id()) > 0;
	}

	/** Answers whether it was there. */
	static boolean remove(Sql sql, String id) throws SQLException {
		return sql.update("DELETE FROM open_runs WHERE id = ?", id) > 0;
	}

	/** The oldest first. */
	static List<RunRecord> all(Sql sql) throws SQLException {
		return sql.all(RunRows::read, SELECT + "ORDER BY queued, id");
	}

	static Optional<RunRecord> withId(Sql sql, String id) throws SQLException {
		return sql.first(RunRows::read, SELECT + "WHERE id = ?", id);
	}

	/** Whether there is one of a plan. */
	static boolean hasPlan(Sql sql, String planId) throws SQLException {
		return sql.exists("SELECT id FROM open_runs WHERE plan_id = ?", planId);
	}

	/** Whether there is a backup of a plan. */
	static boolean hasBackup(Sql sql, String planId) throws SQLException {
		return sql.exists("SELECT id FROM open_runs WHERE plan_id = ? AND verb = ?", planId, RunRecord.BACKUP);
	}
}
