package backtrac.engine.catalog;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import backtrac.api.catalog.Catalog;
import backtrac.api.catalog.Client;
import backtrac.api.catalog.Plan;
import backtrac.api.catalog.RunQuery;
import backtrac.api.catalog.RunRecord;
import backtrac.api.event.Topics;

/** Clients and plans in a database. */
@Component
public final class SqlCatalog implements Catalog {

	private static final Logger log = LoggerFactory.getLogger(SqlCatalog.class);

	private final Database database;

	@Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
	private volatile EventAdmin events;

	@Activate
	public SqlCatalog(@Reference Database database) {
		this.database = database;
	}

	@Override
	public List<Client> clients() {
		return database.read("list the clients", Clients::all);
	}

	@Override
	public Optional<Client> client(String id) {
		return database.read("find the client " + id, sql -> Clients.withId(sql, id));
	}

	@Override
	public Optional<Client> clientNamed(String name) {
		return database.read("find the client " + name, sql -> Clients.named(sql, name));
	}

	@Override
	public void save(Client client) {
		List<String> revoked = database.write("store the client " + client.name(), sql -> Clients.save(sql, client));
		revoked.forEach(token -> log.info("The token {} is revoked: it was for another client with the name {}", token, client.name()));
		tell(Map.of());
	}

	@Override
	public void addAgain(Client client) {
		change("store the client " + client.name(), Map.of(), sql -> Clients.add(sql, client));
	}

	@Override
	public void removeClient(String id) {
		change("remove the client " + id, Map.of(), sql -> Clients.remove(sql, id));
	}

	@Override
	public List<Plan> plans() {
		return database.read("list the plans", Plans::all);
	}

	@Override
	public Optional<Plan> plan(String id) {
		return database.read("find the plan " + id, sql -> Plans.withId(sql, id));
	}

	@Override
	public void save(Plan plan) {
		change("store the plan " + plan.name(), Map.of(Topics.PLAN_ID, plan.id()), sql -> Plans.save(sql, plan));
	}

	@Override
	public boolean change(Plan before, Plan after) {
		boolean changed = database.write("store the plan " + after.name(), sql -> Plans.change(sql, before, after));
		if (changed) {
			tell(Map.of(Topics.PLAN_ID, after.id()));
		}
		return changed;
	}

	@Override
	public void removePlan(String id) {
		change("remove the plan " + id, Map.of(Topics.PLAN_ID, id), sql -> Plans.remove(sql, id));
	}

	@FunctionalInterface
	private interface Change {
		void run(Sql sql) throws SQLException;
	}

	private void change(String what, Map<String, String> properties, Change change) {
		database.write(what, sql -> {
			change.run(sql);
			return null;
		});
		tell(properties);
	}

	private void tell(Map<String, String> properties) {
		EventAdmin admin = events;
		if (admin != null) {
			admin.postEvent(new Event(Topics.DEFINITIONS_CHANGED, properties));
		}
	}
}
