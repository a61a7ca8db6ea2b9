package backtrac.engine.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import backtrac.api.catalog.Client;
import backtrac.api.catalog.Due;
import backtrac.api.catalog.PlanQuery;
import backtrac.api.catalog.PlanQuery.Health;
import backtrac.api.catalog.PlanStatus;
import backtrac.api.job.RunState;
import backtrac.api.store.SnapshotNames;

/** Queries over plans and how they are. */
final class Overview {

	private static final String IS_OVERDUE = "EXISTS (SELECT d.subject FROM due d WHERE d.subject = s.plan_id AND d.owed < ?)";

	private Overview() {
	}

	/** First which ones, from one index, whose order is that of the page; then all about these few. */
	static List<PlanStatus> plans(Sql sql, PlanQuery query) throws SQLException {
		List<String> ids = page(sql, query);
		if (ids.isEmpty()) {
			return List.of();
		}
		String in = " IN (" + String.join(", ", Collections.nCopies(ids.size(), "?")) + ")";
		Map<String, Due> dues = new HashMap<>();
		sql.all(row -> dues.put(row.getString("subject"), DueRows.read(row)), "SELECT " + DueRows.COLUMNS + " FROM due WHERE subject" + in, ids.toArray());
		Map<String, PlanStatus> plans = new HashMap<>();
		sql.all(row -> plans.put(row.getString("id"), read(row, dues.get(row.getString("id")))),
				"SELECT p.id, p.name, p.client_id, c.name AS client_name, p.transport, p.schedule, p.paused, c.paused AS client_paused, s.last_run,"
						+ " s.last_state, s.last_finished, s.last_message, s.last_backup, s.last_complete FROM --DERBY-PROPERTIES joinOrder=FIXED\n"
						+ "plan_state s, plans p --DERBY-PROPERTIES joinStrategy=NESTEDLOOP\n, clients c --DERBY-PROPERTIES joinStrategy=NESTEDLOOP\n"
						+ "WHERE p.id = s.plan_id AND c.id = p.client_id AND s.plan_id" + in,
				ids.toArray());
		return ids.stream().map(plans::get).toList();
	}

	private static List<String> page(Sql sql, PlanQuery query) throws SQLException {
		List<String> conditions = new ArrayList<>(List.of("s.removed = FALSE"));
		List<Object> parameters = new ArrayList<>();
		if (query.clientId() != null) {
			Optional<Client> client = Clients.withId(sql, query.clientId());
			if (client.isEmpty()) {
				return List.of();
			}
			conditions.add("s.client_key = ?");
			parameters.add(SnapshotNames.key(client.get().name()));
		}
		if (!query.text().isEmpty()) {
			conditions.add("(s.plan_key LIKE ? ESCAPE '!' OR s.client_key LIKE ? ESCAPE '!')");
			String pattern = Columns.having(SnapshotNames.key(query.text()).replace('\0', '\uFFFD'));
			parameters.add(pattern);
			parameters.add(pattern);
		}
		if (query.health() != null) {
			conditions.add(condition(query.health()));
			if (query.health() != Health.FAILED) {
				parameters.add(query.owedBefore().toEpochMilli());
			}
		}
		parameters.add(query.offset());
		parameters.add(query.limit());
		return sql.all(row -> row.getString("plan_id"), "SELECT s.plan_id FROM plan_state s --DERBY-PROPERTIES index=plan_state_by_name\nWHERE "
				+ String.join(" AND ", conditions) + " ORDER BY s.client_key, s.plan_key, s.plan_name OFFSET ? ROWS FETCH NEXT ? ROWS ONLY",
				parameters.toArray());
	}

	private static final String COUNTS = "SELECT s.last_state, COUNT(*) AS plan_count, COUNT(s.last_backup) AS backup_count ";

	private static String condition(Health health) {
		return switch (health) {
		case FAILED -> "s.last_state IN ('FAILED', 'INTERRUPTED')";
		case OVERDUE -> "(s.last_state IS NULL OR s.last_state NOT IN ('FAILED', 'INTERRUPTED')) AND " + IS_OVERDUE;
		case PARTIAL -> "s.last_state = 'PARTIAL' AND NOT " + IS_OVERDUE;
		case NEVER -> "s.last_backup IS NULL AND (s.last_state IS NULL OR s.last_state = 'CANCELLED') AND NOT " + IS_OVERDUE;
		case GOOD -> "s.last_backup IS NOT NULL AND (s.last_state IS NULL OR s.last_state IN ('SUCCEEDED', 'CANCELLED')) AND NOT " + IS_OVERDUE;
		};
	}

	static Map<Health, Integer> totals(Sql sql, Instant owedBefore) throws SQLException {
		Map<Health, Integer> totals = new EnumMap<>(Health.class);
		for (Group group : sql.all(Group::read, COUNTS + "FROM plan_state s WHERE removed = FALSE GROUP BY s.last_state")) {
			group.health().forEach((health, plans) -> totals.merge(health, plans, Integer::sum));
		}
		for (Group group : sql.all(Group::read, COUNTS + "FROM due d JOIN plan_state s ON s.plan_id = d.subject WHERE d.owed < ? GROUP BY s.last_state",
				owedBefore.toEpochMilli())) {
			group.health().forEach((health, plans) -> {
				if (health != Health.FAILED) {
					totals.merge(health, -plans, Integer::sum);
					totals.merge(Health.OVERDUE, plans, Integer::sum);
				}
			});
		}
		totals.values().removeIf(count -> count == 0);
		return totals;
	}

	/**
	 * Plans whose last run ended in the same state.
	 *
	 * @param state    null if they never ran
	 * @param plans    how many
	 * @param backedUp how many of them have a backup
	 */
	private record Group(RunState state, int plans, int backedUp) {

		static Group read(ResultSet row) throws SQLException {
			String state = row.getString("last_state");
			return new Group(state == null ? null : RunState.valueOf(state), row.getInt("plan_count"), row.getInt("backup_count"));
		}

		/** But for what they are owed. */
		Map<Health, Integer> health() {
			return switch (state) {
			case FAILED, INTERRUPTED -> Map.of(Health.FAILED, plans);
			case PARTIAL -> Map.of(Health.PARTIAL, plans);
			case null, default -> Map.of(Health.NEVER, plans - backedUp, Health.GOOD, backedUp);
			};
		}
	}

	private static PlanStatus read(ResultSet row, Due due) throws SQLException {
		String state = row.getString("last_state");
		String schedule = row.getString("schedule");
		boolean nothingWaits = due != null && due.at() == null && schedule.isEmpty();
		return new PlanStatus(row.getString("id"), row.getString("name"), row.getString("client_id"), row.getString("client_name"),
				row.getString("transport"), schedule, row.getBoolean("paused") || row.getBoolean("client_paused"), row.getString("last_run"),
				state == null ? null : RunState.valueOf(state), Columns.instant(row, "last_finished"), row.getString("last_message"),
				Columns.instant(row, "last_backup"), Columns.instant(row, "last_complete"), nothingWaits ? null : due);
	}
}
