package backtrac.engine.jobs.catalog;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import backtrac.api.catalog.Catalog;
import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.Client;
import backtrac.api.catalog.Plan;
import backtrac.api.store.SnapshotNames;

/** The clients and plans of a catalog, read once, for who adds many. For one thread. */
final class CatalogContents {

	private final Catalog catalog;
	private final Map<String, Client> clients = new HashMap<>();
	private final Map<String, Client> clientsByName = new HashMap<>();
	private final Set<String> plans = new HashSet<>();
	private final Map<List<String>, String> plansByName = new HashMap<>();

	CatalogContents(Catalog catalog) {
		this.catalog = catalog;
		catalog.clients().forEach(this::know);
		catalog.plans().forEach(this::know);
	}

	private void know(Client client) {
		clients.put(client.id(), client);
		clientsByName.put(SnapshotNames.key(client.name()), client);
	}

	private void know(Plan plan) {
		plans.add(plan.id());
		plansByName.put(key(plan.clientId(), plan.name()), plan.id());
	}

	private static List<String> key(String client, String plan) {
		return List.of(client, SnapshotNames.key(plan));
	}

	int clientCount() {
		return clients.size();
	}

	Optional<Client> client(String id) {
		return Optional.ofNullable(clients.get(id));
	}

	Optional<Client> clientNamed(String name) {
		return Optional.ofNullable(clientsByName.get(SnapshotNames.key(name)));
	}

	boolean hasPlan(String id) {
		return plans.contains(id);
	}

	/** Whether a client has a plan of that name. */
	boolean hasPlan(Client client, String name) {
		return planNamed(client, name).isPresent();
	}

	/** The id of the plan of that name that a client has. */
	Optional<String> planNamed(Client client, String name) {
		return Optional.ofNullable(plansByName.get(key(client.id(), name)));
	}

	/** Adds a client that was there before, unless somebody has added one of that name meanwhile. Answers the one that there is. */
	Client add(Client client) {
		Client added = client;
		try {
			catalog.addAgain(client);
		} catch (CatalogException e) {
			added = catalog.clientNamed(client.name()).orElseThrow(() -> e);
		}
		know(added);
		return added;
	}

	/** Adds a plan. Answers false if somebody has added one of that name meanwhile. */
	boolean add(Plan plan) {
		try {
			catalog.save(plan);
		} catch (CatalogException e) {
			if (catalog.plans().stream().noneMatch(p -> key(p.clientId(), p.name()).equals(key(plan.clientId(), plan.name())))) {
				throw e;
			}
			return false;
		}
		know(plan);
		return true;
	}
}
