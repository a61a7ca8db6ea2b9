package backtrac.engine.catalog;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

import backtrac.api.catalog.Client;
import backtrac.api.catalog.Plan;
import backtrac.api.catalog.RunRecord;
import backtrac.api.job.RunState;
import backtrac.api.store.SnapshotNames;

/** The table of how plans are. */
final class PlanStates {

	private PlanStates() {
	}

	/** Adds a plan, be it that it was removed before, or takes over its new names. */
	static void save(Sql sql, Plan plan, Client client) throws SQLException {
		String clientKey = SnapshotNames.key(client.name());
		String planKey = SnapshotNames.key(plan.name());
		int changed = sql.update("UPDATE plan_state SET removed = FALSE, client_key = ?, plan_key = ?, plan_name = ? WHERE plan_id = ?", clientKey,
				planKey, plan.name(), plan.id());
		if (changed == 0) {
			sql.update("INSERT INTO plan_state (plan_id, client_key, plan_key, plan_name) VALUES (?, ?, ?, ?)", plan.id(), clientKey, planKey,
					plan.name());
		}
	}

	/** A client has another name. */
	static void rename(Sql sql, Client client) throws SQLException {
		sql.update("UPDATE plan_state SET client_key = ? WHERE plan_id IN (SELECT id FROM plans WHERE client_id = ?)", SnapshotNames.key(client.name()),
				client.id());
	}

	/** Keeps others from adding or ending runs of a plan, or removing it, until this transaction is over. Answers false if it is not there. */
	static boolean hold(Sql sql, String planId) throws SQLException {
		return sql.update("UPDATE plan_state SET last_run = last_run WHERE plan_id = ? AND removed = FALSE", planId) > 0;
	}

	/** Answers false if it is not there. */
	static boolean remove(Sql sql, String planId) throws SQLException {
		return sql.update("UPDATE plan_state SET removed = TRUE, client_key = NULL, plan_key = NULL, plan_name = NULL, last_run = NULL,"
				+ " last_state = NULL, last_finished = NULL, last_message = NULL, last_backup = NULL, last_complete = NULL WHERE plan_id = ? AND removed = FALSE", planId) > 0;
	}

	static boolean isRemoved(Sql sql, String planId) throws SQLException {
		Optional<Boolean> removed = sql.first(row -> row.getBoolean("removed"), "SELECT removed FROM plan_state WHERE plan_id = ?", planId);
		return removed.orElse(false);
	}

	/** Nothing that is earlier than what is known. */
	static void recall(Sql sql, String planId, Instant backup, Instant complete) throws SQLException {
		later(sql, "last_backup", planId, backup);
		if (complete != null) {
			later(sql, "last_complete", planId, complete);
		}
	}

	private static void later(Sql sql, String column, String planId, Instant time) throws SQLException {
		sql.update("UPDATE plan_state SET " + column + " = ? WHERE plan_id = ? AND removed = FALSE AND (" + column + " IS NULL OR " + column + " < ?)",
				Columns.millis(time), planId, Columns.millis(time));
	}

	/** A backup of a plan has ended. */
	static void ended(Sql sql, RunRecord run) throws SQLException {
		Long finished = Columns.millis(run.finished());
		sql.update("UPDATE plan_state SET last_run = ?, last_state = ?, last_finished = ?, last_message = ? WHERE plan_id = ?", run.id(),
				run.state().name(), finished, RunRows.message(run), run.planId());
		if (run.isBackedUp()) {
			sql.update("UPDATE plan_state SET last_backup = ? WHERE plan_id = ?", finished, run.planId());
		}
		if (run.state() == RunState.SUCCEEDED) {
			sql.update("UPDATE plan_state SET last_complete = ? WHERE plan_id = ?", finished, run.planId());
		}
	}
}
