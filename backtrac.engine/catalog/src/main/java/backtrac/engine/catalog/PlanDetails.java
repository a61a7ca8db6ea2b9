package backtrac.engine.catalog;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import backtrac.api.catalog.Plan;
import backtrac.api.schedule.Timing;

/**
 * What of plans is in tables of its own. It is read by one query a table, however many plans there are.
 *
 * @param settings  by plan
 * @param excludes  by plan
 * @param windows   by plan
 * @param blackouts by plan
 */
record PlanDetails(Map<String, Map<String, String>> settings, Map<String, List<String>> excludes, Map<String, List<String>> windows,
		Map<String, List<String>> blackouts) {

	private static final String WINDOW = "window";
	private static final String BLACKOUT = "blackout";

	/** @param where begins with WHERE and ends with a space; empty for all plans */
	static PlanDetails read(Sql sql, String where, Object... parameters) throws SQLException {
		PlanDetails details = new PlanDetails(new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>());
		sql.all(row -> details.settings.computeIfAbsent(row.getString("plan_id"), _ -> new HashMap<>()).put(row.getString("setting"),
				row.getString("content")), "SELECT plan_id, setting, content FROM plan_settings " + where, parameters);
		sql.all(row -> details.excludes.computeIfAbsent(row.getString("plan_id"), _ -> new ArrayList<>()).add(row.getString("glob")),
				"SELECT plan_id, glob FROM plan_excludes " + where + "ORDER BY plan_id, place", parameters);
		sql.all(row -> (row.getString("kind").equals(WINDOW) ? details.windows : details.blackouts)
				.computeIfAbsent(row.getString("plan_id"), _ -> new ArrayList<>()).add(row.getString("words")),
				"SELECT plan_id, kind, words FROM plan_windows " + where + "ORDER BY plan_id, kind, place", parameters);
		return details;
	}

	/** The plans with what is theirs. */
	List<Plan> addTo(List<Plan> plans) {
		return plans.stream().map(this::addTo).toList();
	}

	private Plan addTo(Plan plan) {
		String id = plan.id();
		Timing timing = plan.timing();
		return new Plan(id, plan.clientId(), plan.name(), plan.transport(), settings.getOrDefault(id, Map.of()), excludes.getOrDefault(id, List.of()),
				new Timing(timing.schedule(), timing.zone(), windows.getOrDefault(id, List.of()), blackouts.getOrDefault(id, List.of()), timing.jitter(),
						timing.endsWithWindow()),
				plan.retention(), plan.paused(), plan.priority(), plan.retries(), plan.allowEmpty());
	}

	static void save(Sql sql, Plan plan) throws SQLException {
		for (String table : List.of("plan_settings", "plan_excludes", "plan_windows")) {
			sql.update("DELETE FROM " + table + " WHERE plan_id = ?", plan.id());
		}
		List<Object[]> settings = new ArrayList<>();
		plan.settings().forEach((setting, content) -> settings.add(new Object[] { plan.id(), setting, content }));
		sql.updateAll("INSERT INTO plan_settings (plan_id, setting, content) VALUES (?, ?, ?)", settings);
		List<Object[]> excludes = new ArrayList<>();
		plan.excludes().forEach(glob -> excludes.add(new Object[] { plan.id(), excludes.size(), glob }));
		sql.updateAll("INSERT INTO plan_excludes (plan_id, place, glob) VALUES (?, ?, ?)", excludes);
		List<Object[]> windows = new ArrayList<>();
		plan.timing().windows().forEach(words -> windows.add(new Object[] { plan.id(), WINDOW, windows.size(), words }));
		plan.timing().blackouts().forEach(words -> windows.add(new Object[] { plan.id(), BLACKOUT, windows.size(), words }));
		sql.updateAll("INSERT INTO plan_windows (plan_id, kind, place, words) VALUES (?, ?, ?, ?)", windows);
	}
}
