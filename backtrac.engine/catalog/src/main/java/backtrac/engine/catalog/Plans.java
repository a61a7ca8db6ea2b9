package backtrac.engine.catalog;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.Client;
import backtrac.api.catalog.Plan;
import backtrac.api.store.SnapshotNames;

/** The table of plans. */
final class Plans {

	private static final String SELECT = "SELECT " + PlanRows.qualified("p") + " FROM plans p JOIN clients c ON c.id = p.client_id ";

	private Plans() {
	}

	static List<Plan> all(Sql sql) throws SQLException {
		return read(sql, SELECT + "ORDER BY c.name_key, p.name_key, p.name", "");
	}

	static Optional<Plan> withId(Sql sql, String id) throws SQLException {
		return read(sql, SELECT + "WHERE p.id = ?", "WHERE plan_id = ? ", id).stream().findFirst();
	}

	static List<String> idsOf(Sql sql, String clientId) throws SQLException {
		return sql.all(row -> row.getString("id"), "SELECT id FROM plans WHERE client_id = ? ORDER BY id", clientId);
	}

	/** The plans come first, as in {@link #save}: who has read a plan's row keeps others from changing its details, and no one waits for who waits for him. */
	private static List<Plan> read(Sql sql, String select, String whereOfDetails, Object... parameters) throws SQLException {
		List<Plan> plans = sql.all(PlanRows::read, select, parameters);
		return plans.isEmpty() ? plans : PlanDetails.read(sql, whereOfDetails, parameters).addTo(plans);
	}

	static void save(Sql sql, Plan plan) throws SQLException {
		String name = Names.checked("plan", plan.name());
		Client client = Clients.withId(sql, plan.clientId()).orElseThrow(
				() -> new CatalogException("The plan " + name + " is of a client that does not exist: " + plan.clientId() + "."));
		if (sql.exists("SELECT id FROM plans WHERE client_id = ? AND name = ? AND id <> ?", plan.clientId(), name, plan.id())) {
			throw new CatalogException("The client has already a plan named " + name + ": choose another name.");
		}
		Optional<Plan> before = withId(sql, plan.id());
		if (before.isEmpty()) {
			add(sql, plan);
		} else {
			update(sql, before.get(), plan);
		}
		PlanStates.save(sql, plan, client);
		PlanDetails.save(sql, plan);
	}

	/** Answers false if the plan is not as it was. Two that come at once wait for each other at its row. */
	static boolean change(Sql sql, Plan before, Plan after) throws SQLException {
		if (!before.id().equals(after.id())) {
			throw new IllegalArgumentException("one plan does not become another: " + before.id() + ", " + after.id());
		}
		sql.update("UPDATE plans SET priority = priority WHERE id = ?", before.id());
		if (!withId(sql, before.id()).filter(before::equals).isPresent()) {
			return false;
		}
		save(sql, after);
		return true;
	}

	private static void add(Sql sql, Plan plan) throws SQLException {
		List<Object> values = PlanRows.values(plan);
		values.add(SnapshotNames.key(plan.name()));
		sql.update("INSERT INTO plans (" + String.join(", ", PlanRows.COLUMNS) + ", name_key) VALUES ("
				+ String.join(", ", Collections.nCopies(values.size(), "?")) + ")", values.toArray());
		DueRows.ensure(sql, plan.id());
	}

	private static void update(Sql sql, Plan before, Plan plan) throws SQLException {
		List<Object> values = new ArrayList<>(PlanRows.values(plan));
		values.add(SnapshotNames.key(plan.name()));
		values.add(plan.id());
		sql.update("UPDATE plans SET " + String.join(" = ?, ", PlanRows.COLUMNS) + " = ?, name_key = ? WHERE id = ?", values.toArray());
		if (!before.timing().equals(plan.timing()) || before.paused() != plan.paused()) {
			DueRows.reset(sql, plan.id());
		}
		if (!before.clientId().equals(plan.clientId())) {
			EndedRuns.movePlan(sql, plan.id(), plan.clientId());
		}
	}

	static void remove(Sql sql, String id) throws SQLException {
		if (!PlanStates.remove(sql, id)) {
			return;
		}
		if (OpenRuns.hasPlan(sql, id)) {
			throw new CatalogException("A run of the plan " + withId(sql, id).map(Plan::name).orElse(id)
					+ " has not ended: cancel it first, or wait for its end.");
		}
		EndedRuns.forgetPlan(sql, id);
		DueRows.remove(sql, id);
		sql.update("DELETE FROM secrets WHERE owner_id = ?", id);
		sql.update("DELETE FROM plans WHERE id = ?", id);
	}
}
