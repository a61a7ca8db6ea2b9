package backtrac.engine.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import backtrac.api.catalog.Due;
import backtrac.api.catalog.Due.Waiting;
import backtrac.api.catalog.RunRecord;

/** The table of what is due. Twenty thousand rows are read in a few milliseconds, and an index would change all the time. */
final class DueRows {

	static final String COLUMNS = "subject, moment, look_at, waiting, since, attempt, previous, owed, version";

	private DueRows() {
	}

	static void ensure(Sql sql, String subject) throws SQLException {
		if (!sql.exists("SELECT subject FROM due WHERE subject = ?", subject)) {
			sql.update("INSERT INTO due (subject, look_at, waiting, attempt, version) VALUES (?, ?, ?, 1, 0)", subject,
					Instant.EPOCH.toEpochMilli(), Waiting.SCHEDULE.name());
		}
	}

	static void remove(Sql sql, String subject) throws SQLException {
		sql.update("DELETE FROM due WHERE subject = ?", subject);
	}

	/** To be reckoned anew. */
	static void reset(Sql sql, String subject) throws SQLException {
		sql.update("UPDATE due SET look_at = ?, version = version + 1 WHERE subject = ?", Instant.EPOCH.toEpochMilli(), subject);
	}

	/** The plans of a client are to be reckoned anew. */
	static void resetClient(Sql sql, String clientId) throws SQLException {
		sql.update("UPDATE due SET look_at = ?, version = version + 1 WHERE subject IN (SELECT id FROM plans WHERE client_id = ?)",
				Instant.EPOCH.toEpochMilli(), clientId);
	}

	static boolean change(Sql sql, Due due) throws SQLException {
		return sql.update("UPDATE due SET moment = ?, look_at = ?, waiting = ?, since = ?, attempt = ?, previous = ?, owed = ?, version = version + 1"
				+ " WHERE subject = ? AND version = ?", Columns.millis(due.moment()), Columns.millis(due.at()), due.waiting().name(),
				Columns.millis(due.since()), due.attempt(), due.previous(), Columns.millis(due.owed()), due.subject(), due.version()) > 0;
	}

	/** A backup of a plan has ended: if there is a new snapshot, nothing is owed, nor to be tried again; else it may be. */
	static void ended(Sql sql, RunRecord run, Instant again) throws SQLException {
		if (run.isBackedUp()) {
			sql.update("UPDATE due SET owed = NULL WHERE subject = ?", run.planId());
			sql.update("UPDATE due SET look_at = ?, waiting = ?, since = NULL, attempt = 1, previous = NULL WHERE subject = ? AND previous IS NOT NULL",
					Instant.EPOCH.toEpochMilli(), Waiting.SCHEDULE.name(), run.planId());
		}
		if (again != null) {
			sql.update("UPDATE due SET look_at = ? WHERE subject = ? AND (look_at IS NULL OR look_at > ?)", again.toEpochMilli(), run.planId(),
					again.toEpochMilli());
			sql.update("UPDATE due SET waiting = ?, since = ?, attempt = ?, previous = ? WHERE subject = ?", Waiting.RETRY.name(),
					Columns.millis(run.finished()), run.origin().attempt() + 1, run.id(), run.planId());
		}
		sql.update("UPDATE due SET version = version + 1 WHERE subject = ?", run.planId());
	}

	static List<Due> upTo(Sql sql, Instant time, int limit) throws SQLException {
		return sql.all(DueRows::read, "SELECT " + COLUMNS + " FROM due WHERE look_at <= ? ORDER BY look_at, subject FETCH FIRST ? ROWS ONLY",
				time.toEpochMilli(), limit);
	}

	static Optional<Instant> next(Sql sql) throws SQLException {
		List<Instant> next = sql.all(row -> Columns.instant(row, "next_at"), "SELECT MIN(look_at) AS next_at FROM due");
		return Optional.ofNullable(next.getFirst());
	}

	static Optional<Due> of(Sql sql, String subject) throws SQLException {
		return sql.first(DueRows::read, "SELECT " + COLUMNS + " FROM due WHERE subject = ?", subject);
	}

	static Due read(ResultSet row) throws SQLException {
		return new Due(row.getString("subject"), Columns.instant(row, "moment"), Columns.instant(row, "look_at"),
				Waiting.valueOf(row.getString("waiting")), Columns.instant(row, "since"), row.getInt("attempt"), row.getString("previous"),
				Columns.instant(row, "owed"), row.getLong("version"));
	}
}
