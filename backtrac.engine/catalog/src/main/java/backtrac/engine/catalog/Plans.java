package backtrac.engine.catalog;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.Plan;
import backtrac.api.store.SnapshotNames;

/** The table of plans, with those of their settings and excludes. */
final class Plans {

	private static final String SELECT = "SELECT p.id, p.client_id, p.name, p.transport FROM plans p JOIN clients c ON c.id = p.client_id ";

	private Plans() {
	}

	static List<Plan> all(Sql sql) throws SQLException {
		return read(sql, SELECT + "ORDER BY c.name_key, p.name_key, p.name", "");
	}

	static Optional<Plan> withId(Sql sql, String id) throws SQLException {
		return read(sql, SELECT + "WHERE p.id = ?", "WHERE plan_id = ? ", id).stream().findFirst();
	}

	static boolean exists(Sql sql, String id) throws SQLException {
		return sql.exists("SELECT id FROM plans WHERE id = ?", id);
	}

	static int save(Sql sql, Plan plan) throws SQLException {
		String name = Names.checked("plan", plan.name());
		if (!sql.exists("SELECT id FROM clients WHERE id = ?", plan.clientId())) {
			throw new CatalogException("The plan " + name + " is of a client that does not exist: " + plan.clientId() + ".");
		}
		if (sql.exists("SELECT id FROM plans WHERE client_id = ? AND name = ? AND id <> ?", plan.clientId(), name, plan.id())) {
			throw new CatalogException("The client has already a plan named " + name + ": choose another name.");
		}
		int changed = sql.update("UPDATE plans SET client_id = ?, name = ?, name_key = ?, transport = ? WHERE id = ?", plan.clientId(), name,
				SnapshotNames.key(name), plan.transport(), plan.id());
		if (changed == 0) {
			changed = sql.update("INSERT INTO plans (id, client_id, name, name_key, transport) VALUES (?, ?, ?, ?, ?)", plan.id(),
					plan.clientId(), name, SnapshotNames.key(name), plan.transport());
		}
		saveDetails(sql, plan);
		return changed;
	}

	private static void saveDetails(Sql sql, Plan plan) throws SQLException {
		sql.update("DELETE FROM plan_settings WHERE plan_id = ?", plan.id());
		sql.update("DELETE FROM plan_excludes WHERE plan_id = ?", plan.id());
		List<Object[]> settings = new ArrayList<>();
		plan.settings().forEach((setting, content) -> settings.add(new Object[] { plan.id(), setting, content }));
		sql.updateAll("INSERT INTO plan_settings (plan_id, setting, content) VALUES (?, ?, ?)", settings);
		List<Object[]> excludes = new ArrayList<>();
		plan.excludes().forEach(glob -> excludes.add(new Object[] { plan.id(), excludes.size(), glob }));
		sql.updateAll("INSERT INTO plan_excludes (plan_id, place, glob) VALUES (?, ?, ?)", excludes);
	}

	/**
	 * Reads plans by three queries, however many plans there are. The plans come first, as in {@link #save}: who has read
	 * a plan's row keeps others from changing its details, and no one waits for who waits for him.
	 */
	private static List<Plan> read(Sql sql, String select, String whereOfDetails, Object... parameters) throws SQLException {
		List<Plan> plans = sql.all(row -> new Plan(row.getString("id"), row.getString("client_id"), row.getString("name"),
				row.getString("transport"), Map.of(), List.of()), select, parameters);
		Map<String, Map<String, String>> settings = new HashMap<>();
		sql.all(row -> settings.computeIfAbsent(row.getString("plan_id"), id -> new HashMap<>()).put(row.getString("setting"),
				row.getString("content")), "SELECT plan_id, setting, content FROM plan_settings " + whereOfDetails, parameters);
		Map<String, List<String>> excludes = new HashMap<>();
		sql.all(row -> excludes.computeIfAbsent(row.getString("plan_id"), id -> new ArrayList<>()).add(row.getString("glob")),
				"SELECT plan_id, glob FROM plan_excludes " + whereOfDetails + "ORDER BY plan_id, place", parameters);
		return plans.stream().map(plan -> new Plan(plan.id(), plan.clientId(), plan.name(), plan.transport(),
				settings.getOrDefault(plan.id(), Map.of()), excludes.getOrDefault(plan.id(), List.of()))).toList();
	}
}
