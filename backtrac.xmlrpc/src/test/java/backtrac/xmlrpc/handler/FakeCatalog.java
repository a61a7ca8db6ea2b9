package backtrac.xmlrpc.handler;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import backtrac.api.catalog.Catalog;
import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.Client;
import backtrac.api.catalog.Plan;
import backtrac.api.catalog.RunRecord;

/** A catalog in memory, as strict as the real one. */
final class FakeCatalog implements Catalog {

	private final Map<String, Client> clients = new LinkedHashMap<>();
	private final Map<String, Plan> plans = new LinkedHashMap<>();
	private final Map<String, RunRecord> runs = new LinkedHashMap<>();

	@Override
	public List<Client> clients() {
		return new ArrayList<>(clients.values());
	}

	@Override
	public Optional<Client> clientNamed(String name) {
		return clients().stream().filter(client -> client.name().equalsIgnoreCase(name)).findFirst();
	}

	@Override
	public Optional<Client> client(String id) {
		return Optional.ofNullable(clients.get(id));
	}

	@Override
	public void removeClient(String id) {
		clients.remove(id);
	}

	@Override
	public void removePlan(String id) {
		plans.remove(id);
	}

	@Override
	public void save(Client client) {
		if (clientNamed(client.name()).filter(other -> !other.id().equals(client.id())).isPresent()) {
			throw new CatalogException("another client is named " + client.name());
		}
		clients.put(client.id(), client);
	}

	@Override
	public List<Plan> plans() {
		return new ArrayList<>(plans.values());
	}

	@Override
	public Optional<Plan> plan(String id) {
		return Optional.ofNullable(plans.get(id));
	}

	@Override
	public void save(Plan plan) {
		if (!clients.containsKey(plan.clientId()) || plans().stream().anyMatch(other -> !other.id().equals(plan.id())
				&& other.clientId().equals(plan.clientId()) && other.name().equalsIgnoreCase(plan.name()))) {
			throw new CatalogException("the plan " + plan.name() + " has no client, or a name that is taken");
		}
		plans.put(plan.id(), plan);
	}

	@Override
	public void save(RunRecord run) {
		runs.put(run.id(), run);
	}

	@Override
	public List<RunRecord> runs(int limit) {
		return runs.values().stream().limit(limit).toList();
	}

	@Override
	public Optional<RunRecord> run(String id) {
		return Optional.ofNullable(runs.get(id));
	}

	@Override
	public List<RunRecord> openRuns() {
		return runs.values().stream().filter(run -> !run.state().isFinal()).toList();
	}
}
