package backtrac.engine.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.RunRecord;
import backtrac.api.job.RunState;

/**
 * The table of runs.
 *
 * <p>
 * Times are numbers, milliseconds since the epoch: a TIMESTAMP goes through the time zone of the server on its way, and
 * at the end of summer time the same hour comes twice.
 */
final class Runs {

	private static final String SELECT = "SELECT id, verb, plan_id, state, queued, started, finished, snapshot_id, files, bytes,"
			+ " bytes_stored, problems, message FROM runs ";

	// Derby's optimizer does not know that only a few rows are wanted, and would sort them all. A comment for other databases
	static final String LATEST = SELECT + "--DERBY-PROPERTIES index=runs_by_time\n"
			+ "ORDER BY queued DESC, id DESC FETCH FIRST ? ROWS ONLY";

	// reads them all: asked once a start, it is not worth an index that every run's end would change
	static final String OPEN = SELECT + Stream.of(RunState.values()).filter(state -> !state.isFinal()).map(state -> "'" + state + "'")
			.collect(Collectors.joining(", ", "WHERE state IN (", ")")) + " ORDER BY queued, id";

	private static final int LONGEST_MESSAGE = 4000;

	private Runs() {
	}

	static List<RunRecord> latest(Sql sql, int limit) throws SQLException {
		return limit < 1 ? List.of() : sql.all(Runs::read, LATEST, limit);
	}

	static List<RunRecord> open(Sql sql) throws SQLException {
		return sql.all(Runs::read, OPEN);
	}

	static Optional<RunRecord> withId(Sql sql, String id) throws SQLException {
		return sql.first(Runs::read, SELECT + "WHERE id = ?", id);
	}

	static int save(Sql sql, RunRecord run) throws SQLException {
		int changed = sql.update("UPDATE runs SET verb = ?, plan_id = ?, state = ?, queued = ?, started = ?, finished = ?, snapshot_id = ?,"
				+ " files = ?, bytes = ?, bytes_stored = ?, problems = ?, message = ? WHERE id = ?", columns(run));
		if (changed > 0) {
			return changed;
		}
		if (run.planId() != null && !Plans.exists(sql, run.planId())) {
			throw new CatalogException("The run " + run.id() + " is of a plan that does not exist: " + run.planId() + ".");
		}
		return sql.update("INSERT INTO runs (verb, plan_id, state, queued, started, finished, snapshot_id, files, bytes, bytes_stored,"
				+ " problems, message, id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", columns(run));
	}

	private static Object[] columns(RunRecord run) {
		return new Object[] { run.verb(), run.planId(), run.state().name(), millis(run.queued()), millis(run.started()),
				millis(run.finished()), run.snapshotId(), run.files(), run.bytes(), run.bytesStored(), run.problems(),
				message(run.message()), run.id() };
	}

	private static RunRecord read(ResultSet row) throws SQLException {
		return new RunRecord(row.getString("id"), row.getString("verb"), row.getString("plan_id"), RunState.valueOf(row.getString("state")),
				instant(row, "queued"), instant(row, "started"), instant(row, "finished"), row.getString("snapshot_id"),
				row.getLong("files"), row.getLong("bytes"), row.getLong("bytes_stored"), row.getLong("problems"), row.getString("message"));
	}

	/** Cuts what does not fit: a long reason must not be why a run is not stored. PostgreSQL refuses the character 0. */
	private static String message(String message) {
		if (message == null) {
			return null;
		}
		String fit = message.replace('\0', '\uFFFD');
		if (fit.length() <= LONGEST_MESSAGE) {
			return fit;
		}
		int end = Character.isHighSurrogate(fit.charAt(LONGEST_MESSAGE - 2)) ? LONGEST_MESSAGE - 2 : LONGEST_MESSAGE - 1;
		return fit.substring(0, end) + "…";
	}

	private static Long millis(Instant time) {
		return time == null ? null : time.toEpochMilli();
	}

	private static Instant instant(ResultSet row, String column) throws SQLException {
		long millis = row.getLong(column);
		return row.wasNull() ? null : Instant.ofEpochMilli(millis);
	}
}
