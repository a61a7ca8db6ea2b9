package backtrac.web.status;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import backtrac.api.catalog.Client;
import backtrac.api.catalog.Plan;
import backtrac.api.catalog.RunRecord;
import backtrac.api.store.RepositoryInfo;
import backtrac.api.store.Snapshot;

/**
 * All that the dashboard shows, at one moment. Immutable, and free of the objects of other bundles.
 *
 * @param troubles   sentences about services that are missing or fail, the gravest first
 * @param clients    by name, with their plans
 * @param runs       the latest first
 * @param repository what and where it is; null if it is not there
 * @param snapshots  by id
 */
public record Overview(List<String> troubles, List<ClientStatus> clients, List<RunLine> runs, RepositoryInfo repository,
		Map<String, Snapshot> snapshots) {

	/** How many runs are listed. */
	public static final int RUNS = 50;

	/**
	 * Puts together what the services said.
	 *
	 * @param runs      the latest first
	 * @param snapshots the latest first
	 */
	public static Overview of(List<String> troubles, List<Client> clients, List<Plan> plans, List<RunRecord> runs, RepositoryInfo repository,
			List<Snapshot> snapshots) {
		Map<String, Client> clientsById = clients.stream().collect(Collectors.toMap(Client::id, Function.identity()));
		Map<String, Plan> plansById = plans.stream().collect(Collectors.toMap(Plan::id, Function.identity()));
		List<ClientStatus> statuses = clients.stream()
				.map(client -> new ClientStatus(client,
						plans.stream().filter(plan -> plan.clientId().equals(client.id())).map(plan -> status(client, plan, runs, snapshots)).toList()))
				.toList();
		List<RunLine> lines = runs.stream().limit(RUNS).map(run -> line(run, plansById, clientsById)).toList();
		return new Overview(List.copyOf(troubles), statuses, lines, repository,
				snapshots.stream().collect(Collectors.toUnmodifiableMap(Snapshot::id, Function.identity(), (a, _) -> a)));
	}

	/** The same with other running runs. */
	public Overview withLive(List<LiveRun> live) {
		Map<String, LiveRun> byPlan = new HashMap<>();
		live.stream().filter(run -> run.planId() != null).forEach(run -> byPlan.put(run.planId(), run));
		List<ClientStatus> now = clients.stream()
				.map(client -> new ClientStatus(client.client(),
						client.plans().stream().map(plan -> plan.withLive(byPlan.get(plan.plan().id()))).toList()))
				.toList();
		return new Overview(troubles, now, runs, repository, snapshots);
	}

	public List<PlanStatus> plans() {
		return clients.stream().flatMap(client -> client.plans().stream()).toList();
	}

	private static PlanStatus status(Client client, Plan plan, List<RunRecord> runs, List<Snapshot> snapshots) {
		List<RunRecord> backups = runs.stream()
				.filter(run -> plan.id().equals(run.planId()) && run.verb().equals("backup") && run.state().isFinal()).toList();
		RunRecord lastRun = backups.isEmpty() ? null : backups.getFirst();
		Backup lastGood = snapshots.stream().filter(snapshot -> snapshot.client().equals(client.name()) && snapshot.plan().equals(plan.name()))
				.max(Comparator.comparing(Snapshot::finished)).map(Backup::of)
				.or(() -> backups.stream().filter(run -> run.snapshotId() != null && run.finished() != null).findFirst().map(Backup::of))
				.orElse(null);
		return new PlanStatus(plan, lastGood, lastRun, null);
	}

	private static RunLine line(RunRecord run, Map<String, Plan> plans, Map<String, Client> clients) {
		Plan plan = run.planId() == null ? null : plans.get(run.planId());
		Client client = plan == null ? null : clients.get(plan.clientId());
		return new RunLine(run, client == null ? "" : client.name(), plan == null ? "" : plan.name());
	}
}
