package backtrac.engine.catalog;

import java.util.List;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import backtrac.api.catalog.Catalog;
import backtrac.api.catalog.Client;
import backtrac.api.catalog.Plan;
import backtrac.api.catalog.RunRecord;

/** The catalog in a database. */
@Component
public final class SqlCatalog implements Catalog {

	private final Database database;

	@Activate
	public SqlCatalog(@Reference Database database) {
		this.database = database;
	}

	@Override
	public List<Client> clients() {
		return database.read("list the clients", Clients::all);
	}

	@Override
	public Optional<Client> clientNamed(String name) {
		return database.read("find the client " + name, sql -> Clients.named(sql, name));
	}

	@Override
	public Optional<Client> client(String id) {
		return clients().stream().filter(client -> client.id().equals(id)).findFirst();
	}

	@Override
	public void removeClient(String id) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void removePlan(String id) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void save(Client client) {
		database.write("store the client " + client.name(), sql -> Clients.save(sql, client));
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
		database.write("store the plan " + plan.name(), sql -> Plans.save(sql, plan));
	}

	@Override
	public void save(RunRecord run) {
		database.write("store the run " + run.id(), sql -> Runs.save(sql, run));
	}

	@Override
	public List<RunRecord> runs(int limit) {
		return database.read("list the latest runs", sql -> Runs.latest(sql, limit));
	}

	@Override
	public Optional<RunRecord> run(String id) {
		return database.read("find the run " + id, sql -> Runs.withId(sql, id));
	}

	@Override
	public List<RunRecord> openRuns() {
		return database.read("list the open runs", Runs::open);
	}
}
