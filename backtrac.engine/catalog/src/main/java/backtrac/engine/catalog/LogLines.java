package backtrac.engine.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import backtrac.api.catalog.LogLine;
import backtrac.api.catalog.LogLine.Level;
import backtrac.api.catalog.LogQuery;
import backtrac.api.catalog.RunLog.Cause;
import backtrac.api.job.Progress.Phase;

/** The tables of the runs' log: the lines, the last of each run, and how many there are of each cause. */
final class LogLines {

	private static final int LONGEST_PATH = 9000;
	private static final int LONGEST_CAUSE = 500;
	private static final int LARGEST_PIECE = 20_000;

	private LogLines() {
	}

	/** Appends lines of one run. */
	static void append(Sql sql, String runId, List<LogLine> lines) throws SQLException {
		long last = last(sql, runId, lines.size());
		List<Object[]> rows = new ArrayList<>();
		Map<String, Cause> causes = new LinkedHashMap<>();
		for (LogLine line : lines) {
			String path = Columns.fit(line.path(), LONGEST_PATH);
			String cause = Columns.fit(line.cause(), LONGEST_CAUSE);
			rows.add(new Object[] { runId, last - lines.size() + rows.size() + 1, Columns.millis(line.time()), line.level().ordinal(),
					line.phase().name(), path, Columns.fit(line.message(), Columns.LONGEST_MESSAGE), cause });
			if (!cause.isEmpty()) {
				causes.merge(cause, new Cause(cause, line.level(), 1, path), LogLines::sum);
			}
		}
		sql.updateAll("INSERT INTO run_log (run_id, id, told, severity, phase, path, message, cause) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows);
		for (Cause cause : causes.values()) {
			count(sql, runId, cause);
		}
	}

	/** Makes room for more lines and returns the id of the last of them. */
	private static long last(Sql sql, String runId, int more) throws SQLException {
		if (sql.update("UPDATE run_log_ends SET last_id = last_id + ? WHERE run_id = ?", more, runId) == 0) {
			sql.update("INSERT INTO run_log_ends (run_id, last_id) VALUES (?, ?)", runId, more);
		}
		return sql.first(row -> row.getLong("last_id"), "SELECT last_id FROM run_log_ends WHERE run_id = ?", runId).orElseThrow();
	}

	private static Cause sum(Cause first, Cause next) {
		Level level = first.level().compareTo(next.level()) >= 0 ? first.level() : next.level();
		return new Cause(first.cause(), level, first.count() + next.count(), first.path());
	}

	private static void count(Sql sql, String runId, Cause cause) throws SQLException {
		int severity = cause.level().ordinal();
		int changed = sql.update("UPDATE run_causes SET line_count = line_count + ?, severity = CASE WHEN severity < ? THEN ? ELSE severity END"
				+ " WHERE run_id = ? AND cause = ?", cause.count(), severity, severity, runId, cause.cause());
		if (changed == 0) {
			sql.update("INSERT INTO run_causes (run_id, cause, severity, line_count, path) VALUES (?, ?, ?, ?, ?)", runId, cause.cause(), severity,
					cause.count(), cause.path());
		}
	}

	static List<LogLine> lines(Sql sql, LogQuery query) throws SQLException {
		return query.last() ? last(sql, query) : first(sql, query, Long.MAX_VALUE);
	}

	/** From the end piece by piece: a database may read an index in its order only, and would sort all lines to read them backwards. */
	private static List<LogLine> last(Sql sql, LogQuery query) throws SQLException {
		long to = sql.first(row -> row.getLong("last_id"), "SELECT last_id FROM run_log_ends WHERE run_id = ?", query.runId()).orElse(0L);
		int piece = query.limit();
		List<LogLine> found = List.of();
		while (to > query.after() && found.size() < query.limit()) {
			long from = Math.max(query.after(), to - piece);
			List<LogLine> all = new ArrayList<>(first(sql, query.after(from).first(piece), to));
			all.addAll(found);
			found = all;
			to = from;
			piece = Math.max(piece, Math.min(2 * piece, LARGEST_PIECE));
		}
		return found.subList(Math.max(0, found.size() - query.limit()), found.size());
	}

	/** @param to the highest id that a line may have */
	private static List<LogLine> first(Sql sql, LogQuery query, long to) throws SQLException {
		StringBuilder text = new StringBuilder("SELECT id, run_id, told, severity, phase, path, message, cause FROM run_log"
				+ " --DERBY-PROPERTIES constraint=run_log_key\nWHERE run_id = ? AND id > ? AND id <= ?");
		List<Object> parameters = new ArrayList<>(List.of(query.runId(), query.after(), to));
		if (query.level() != Level.DEBUG) {
			text.append(" AND severity >= ?");
			parameters.add(query.level().ordinal());
		}
		if (!query.cause().isEmpty()) {
			text.append(" AND cause = ?");
			parameters.add(Columns.fit(query.cause(), LONGEST_CAUSE));
		}
		if (!query.text().isEmpty()) {
			text.append(" AND (LOWER(path) LIKE ? ESCAPE '!' OR LOWER(message) LIKE ? ESCAPE '!' OR LOWER(cause) LIKE ? ESCAPE '!')");
			String pattern = Columns.having(query.text().toLowerCase(Locale.ROOT).replace('\0', '\uFFFD'));
			parameters.addAll(List.of(pattern, pattern, pattern));
		}
		parameters.add(query.limit());
		return sql.all(LogLines::read, text + " ORDER BY run_id, id FETCH FIRST ? ROWS ONLY", parameters.toArray());
	}

	private static LogLine read(ResultSet row) throws SQLException {
		return new LogLine(row.getLong("id"), row.getString("run_id"), Instant.ofEpochMilli(row.getLong("told")),
				Level.values()[row.getInt("severity")], Phase.valueOf(row.getString("phase")), row.getString("path"), row.getString("message"),
				row.getString("cause"));
	}

	static List<Cause> causes(Sql sql, String runId) throws SQLException {
		return sql.all(row -> new Cause(row.getString("cause"), Level.values()[row.getInt("severity")], row.getLong("line_count"),
				row.getString("path")), "SELECT cause, severity, line_count, path FROM run_causes WHERE run_id = ? ORDER BY line_count DESC, cause",
				runId);
	}

	static void remove(Sql sql, List<String> runIds) throws SQLException {
		List<Object[]> ids = runIds.stream().map(id -> new Object[] { id }).toList();
		sql.updateAll("DELETE FROM run_log WHERE run_id = ?", ids);
		sql.updateAll("DELETE FROM run_causes WHERE run_id = ?", ids);
		sql.updateAll("DELETE FROM run_log_ends WHERE run_id = ?", ids);
	}
}
