package backtrac.engine.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;

import backtrac.api.catalog.RunOrigin;
import backtrac.api.catalog.RunOrigin.Trigger;
import backtrac.api.catalog.RunRecord;
import backtrac.api.job.RunState;

/** A run as a row; open runs and ended ones have the same columns. */
final class RunRows {

	static final String COLUMNS = "id, verb, plan_id, subject, began_by, moment, attempt, previous, server_id, state, queued, started, finished,"
			+ " snapshot_id, files, bytes, bytes_stored, problems, message";

	/** A parameter for each of the columns. */
	static final String PARAMETERS = "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?";

	private static final int LONGEST_SUBJECT = 500;

	private RunRows() {
	}

	static Object[] values(RunRecord run) {
		RunOrigin origin = run.origin();
		return new Object[] { run.id(), run.verb(), run.planId(), Columns.fit(run.subject(), LONGEST_SUBJECT), origin.trigger().name(),
				Columns.millis(origin.moment()), origin.attempt(), origin.previous(), run.server(), run.state().name(), Columns.millis(run.queued()),
				Columns.millis(run.started()), Columns.millis(run.finished()), run.snapshotId(), run.files(), run.bytes(), run.bytesStored(),
				run.problems(), message(run) };
	}

	static String message(RunRecord run) {
		return Columns.fit(run.message(), Columns.LONGEST_MESSAGE);
	}

	static RunRecord read(ResultSet row) throws SQLException {
		RunOrigin origin = new RunOrigin(Trigger.valueOf(row.getString("began_by")), Columns.instant(row, "moment"), row.getInt("attempt"),
				row.getString("previous"));
		return new RunRecord(row.getString("id"), row.getString("verb"), row.getString("plan_id"), row.getString("subject"), origin,
				row.getString("server_id"), RunState.valueOf(row.getString("state")), Columns.instant(row, "queued"),
				Columns.instant(row, "started"), Columns.instant(row, "finished"), row.getString("snapshot_id"), row.getLong("files"),
				row.getLong("bytes"), row.getLong("bytes_stored"), row.getLong("problems"), row.getString("message"));
	}
}
