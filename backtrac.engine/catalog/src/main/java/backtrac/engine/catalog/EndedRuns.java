package backtrac.engine.catalog;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import backtrac.api.catalog.RunQuery;
import backtrac.api.catalog.RunRecord;
import backtrac.api.job.RunState;

/** The table of the runs that have ended. */
final class EndedRuns {

	private static final String SELECT = "SELECT " + RunRows.COLUMNS + " FROM ended_runs ";

	private EndedRuns() {
	}

	static void add(Sql sql, RunRecord run) throws SQLException {
		List<Object> values = new ArrayList<>(Arrays.asList(RunRows.values(run)));
		values.add(run.planId());
		sql.update("INSERT INTO ended_runs (" + RunRows.COLUMNS + ", client_id) VALUES (" + RunRows.PARAMETERS
				+ ", (SELECT client_id FROM plans WHERE id = ?))", values.toArray());
	}

	static Optional<RunRecord> withId(Sql sql, String id) throws SQLException {
		return sql.first(RunRows::read, SELECT + "WHERE id = ?", id);
	}

	/** The latest that a query asks for and that are of this state and verb; null for all that it asks for. */
	static List<RunRecord> page(Sql sql, RunQuery query, RunState state, String verb) throws SQLException {
		List<Object> parameters = new ArrayList<>();
		String text = text(query, state, verb, parameters);
		return sql.all(RunRows::read, text, parameters.toArray());
	}

	/**
	 * The statement for {@link #page}. Derby's optimizer does not know that only a few rows are wanted, and would sort them all: so it is told
	 * which index has them in the right order, in what is a comment for other databases.
	 */
	static String text(RunQuery query, RunState state, String verb, List<Object> parameters) {
		List<String> conditions = new ArrayList<>();
		String index = "ended_by_time";
		if (verb != null) {
			index = "ended_by_verb";
			equal(conditions, parameters, "verb", List.of(verb));
		} else {
			equal(conditions, parameters, "verb", query.verbs());
		}
		if (state != null) {
			index = "ended_by_state";
			equal(conditions, parameters, "state", List.of(state.name()));
		} else {
			equal(conditions, parameters, "state", query.states().stream().map(Enum::name).toList());
		}
		if (query.clientId() != null) {
			index = "ended_by_client";
			equal(conditions, parameters, "client_id", List.of(query.clientId()));
		}
		if (query.planId() != null) {
			index = "ended_by_plan";
			equal(conditions, parameters, "plan_id", List.of(query.planId()));
		}
		if (query.before() != null) {
			before(conditions, parameters, query);
		}
		parameters.add(query.limit());
		return SELECT + "--DERBY-PROPERTIES index=" + index + "\n" + (conditions.isEmpty() ? "" : "WHERE " + String.join(" AND ", conditions))
				+ " ORDER BY queued DESC, id DESC FETCH FIRST ? ROWS ONLY";
	}

	private static void equal(List<String> conditions, List<Object> parameters, String column, Collection<String> values) {
		if (!values.isEmpty()) {
			String all = String.join(", ", Collections.nCopies(values.size(), "?"));
			conditions.add(values.size() == 1 ? column + " = ?" : column + " IN (" + all + ")");
			parameters.addAll(values);
		}
	}

	/** The first of the conditions is one that an index can begin at. */
	private static void before(List<String> conditions, List<Object> parameters, RunQuery query) {
		long before = query.before().toEpochMilli();
		parameters.add(before);
		if (query.beforeId() == null) {
			conditions.add("queued < ?");
		} else {
			conditions.add("queued <= ? AND (queued < ? OR id < ?)");
			parameters.add(before);
			parameters.add(query.beforeId());
		}
	}

	/** The ids of some that ended before a time. None of them was queued later, and that is in an index. */
	static List<String> before(Sql sql, Instant time, int limit) throws SQLException {
		return sql.all(row -> row.getString("id"), "SELECT id FROM ended_runs --DERBY-PROPERTIES index=ended_by_time\n"
				+ "WHERE queued < ? AND finished < ? FETCH FIRST ? ROWS ONLY", time.toEpochMilli(), time.toEpochMilli(), limit);
	}

	static void remove(Sql sql, List<String> ids) throws SQLException {
		sql.updateAll("DELETE FROM ended_runs WHERE id = ?", ids.stream().map(id -> new Object[] { id }).toList());
	}

	static void forgetPlan(Sql sql, String planId) throws SQLException {
		sql.update("UPDATE ended_runs SET plan_id = NULL, client_id = NULL WHERE plan_id = ?", planId);
	}

	static void movePlan(Sql sql, String planId, String clientId) throws SQLException {
		sql.update("UPDATE ended_runs SET client_id = ? WHERE plan_id = ?", clientId, planId);
	}
}
