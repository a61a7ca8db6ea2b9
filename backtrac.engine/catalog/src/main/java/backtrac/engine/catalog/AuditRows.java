package backtrac.engine.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import backtrac.api.access.AuditEntry;
import backtrac.api.access.AuditQuery;

/** The table of the audit log. Each page of it is read from an index that has its lines in their order, however many there are. */
final class AuditRows {

	/** Ids ascend with time, but for what the clocks of several servers differ. */
	private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);

	private static final int LONGEST_NAME = 200;
	private static final int LONGEST_ADDRESS = 100;
	/** Finds some lines from before a time. */
	static final String OLD = "SELECT id FROM audit_log --DERBY-PROPERTIES index=audit_by_time\nWHERE told < ? FETCH FIRST ? ROWS ONLY";

	private static final String COLUMNS = "told, who, address, what, details, result";

	private AuditRows() {
	}

	static int add(Sql sql, AuditEntry e) throws SQLException {
		return sql.update("INSERT INTO audit_log (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?)", Columns.millis(e.time()), Columns.fit(e.who(), LONGEST_NAME),
				Columns.fit(e.address(), LONGEST_ADDRESS), Columns.fit(e.action(), LONGEST_NAME), Columns.fit(e.details(), Columns.LONGEST_MESSAGE),
				Columns.fit(e.result(), Columns.LONGEST_MESSAGE));
	}

	/** An id that all lines from a time on are above: what is much older was stored before them. */
	static long before(Sql sql, Instant time) throws SQLException {
		return sql.first(row -> row.getLong("id"), "SELECT id FROM audit_log --DERBY-PROPERTIES index=audit_by_time\n"
				+ "WHERE told < ? ORDER BY told DESC, id DESC FETCH FIRST 1 ROWS ONLY", time.minus(CLOCKS_DIFFER).toEpochMilli()).orElse(0L);
	}

	/** All actions that begin with a text. There are few, so each is looked for in the index by itself. */
	static List<String> actions(Sql sql, String prefix) throws SQLException {
		List<String> actions = new ArrayList<>();
		Optional<String> next = action(sql, ">=", prefix);
		while (next.isPresent() && next.get().startsWith(prefix)) {
			actions.add(next.get());
			next = action(sql, ">", next.get());
		}
		return actions;
	}

	private static Optional<String> action(Sql sql, String than, String action) throws SQLException {
		return sql.first(row -> row.getString("what"), "SELECT what FROM audit_log --DERBY-PROPERTIES index=audit_by_what\n"
				+ "WHERE what " + than + " ? ORDER BY what, id DESC FETCH FIRST 1 ROWS ONLY", action);
	}

	/**
	 * The latest that a query asks for.
	 *
	 * @param action the one action that they have; null for all
	 * @param after  all lines that are asked for have higher ids
	 */
	static List<AuditEntry> page(Sql sql, AuditQuery query, String action, long after) throws SQLException {
		List<Object> parameters = new ArrayList<>();
		String text = text(query, action, after, parameters);
		return sql.all(AuditRows::read, text, parameters.toArray());
	}

	/** The statement for {@link #page}, with a word to Derby's optimizer as in {@link EndedRuns#text}. */
	static String text(AuditQuery query, String action, long after, List<Object> parameters) {
		StringBuilder conditions = new StringBuilder("WHERE id < ? AND id > ?");
		parameters.add(query.before() == 0 ? Long.MAX_VALUE : query.before());
		parameters.add(after);
		String index = "audit_by_id";
		if (query.who() != null) {
			conditions.append(" AND who = ?");
			parameters.add(query.who());
			index = "audit_by_who";
		}
		if (action != null) {
			conditions.append(" AND what = ?");
			parameters.add(action);
			index = query.who() == null ? "audit_by_what" : "audit_by_both";
		}
		if (query.since() != null) {
			conditions.append(" AND told >= ?");
			parameters.add(query.since().toEpochMilli());
		}
		parameters.add(query.limit());
		return "SELECT id, " + COLUMNS + " FROM audit_log --DERBY-PROPERTIES index=" + index + "\n" + conditions
				+ " ORDER BY id DESC FETCH FIRST ? ROWS ONLY";
	}

	/** Removes some. */
	static int removeBefore(Sql sql, Instant time, int limit) throws SQLException {
		List<Object[]> ids = sql.all(row -> new Object[] { row.getLong("id") }, OLD, time.toEpochMilli(), limit);
		sql.updateAll("DELETE FROM audit_log WHERE id = ?", ids);
		return ids.size();
	}

	private static AuditEntry read(ResultSet row) throws SQLException {
		return new AuditEntry(row.getLong("id"), Columns.instant(row, "told"), row.getString("who"), row.getString("address"), row.getString("what"),
				row.getString("details"), row.getString("result"));
	}
}
