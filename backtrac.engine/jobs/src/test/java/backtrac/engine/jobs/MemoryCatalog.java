package backtrac.engine.jobs;

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
import backtrac.api.job.RunState;

/** A catalog in memory. */
final class MemoryCatalog implements Catalog {

	private final Map<String, Client> clients = new LinkedHashMap<>();
	private final Map<String, Plan> plans = new LinkedHashMap<>();
	private final Map<String, RunRecord> runs = new LinkedHashMap<>();
	private final Map<String, List<RunState>> states = new LinkedHashMap<>();
	volatile boolean broken;

	/** All states that were saved of a run. */
	synchronized List<RunState> states(String run) {
		return List.copyOf(states.getOrDefault(run, List.of()));
	}

	@Override
	public synchronized List<Client> clients() {
		return List.copyOf(clients.values());
	}

	@Override
	public synchronized Optional<Client> clientNamed(String name) {
		return clients.values().stream().filter(c -> c.name().equalsIgnoreCase(name)).findFirst();
	}

	@Override
	public synchronized Optional<Client> client(String id) {
		return Optional.ofNullable(clients.get(id));
	}

	@Override
	public synchronized void removeClient(String id) {
		clients.remove(id);
	}

	@Override
	public synchronized void removePlan(String id) {
		plans.remove(id);
	}

	@Override
	public synchronized void save(Client client) {
		clients.put(client.id(), client);
	}

	@Override
	public synchronized List<Plan> plans() {
		return List.copyOf(plans.values());
	}

	@Override
	public synchronized Optional<Plan> plan(String id) {
		return Optional.ofNullable(plans.get(id));
	}

	@Override
	public synchronized void save(Plan plan) {
		plans.put(plan.id(), plan);
	}

	@Override
	public synchronized void save(RunRecord run) {
		if (broken) {
			throw new CatalogException("the database is away");
		}
		runs.put(run.id(), run);
		states.computeIfAbsent(run.id(), id -> new ArrayList<>()).add(run.state());
	}

	@Override
	public synchronized List<RunRecord> runs(int limit) {
		return runs.values().stream().toList().reversed().stream().limit(limit).toList();
	}

	@Override
	public synchronized Optional<RunRecord> run(String id) {
		return Optional.ofNullable(runs.get(id));
	}

	@Override
	public synchronized List<RunRecord> openRuns() {
		return runs.values().stream().filter(run -> !run.state().isFinal()).toList();
	}
}
