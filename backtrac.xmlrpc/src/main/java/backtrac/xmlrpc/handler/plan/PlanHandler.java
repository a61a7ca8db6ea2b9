package backtrac.xmlrpc.handler.plan;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import backtrac.api.catalog.Catalog;
import backtrac.api.catalog.Client;
import backtrac.api.catalog.Plan;
import backtrac.api.catalog.PlanOverview;
import backtrac.api.catalog.PlanQuery;
import backtrac.api.catalog.PlanQuery.Health;
import backtrac.api.catalog.RunHistory;
import backtrac.api.catalog.RunRecord;
import backtrac.api.catalog.Secrets;
import backtrac.api.schedule.Scheduler;
import backtrac.api.schedule.Timing;
import backtrac.api.store.Repository;
import backtrac.api.store.SnapshotNames;
import backtrac.xmlrpc.handler.Lookup;
import backtrac.xmlrpc.handler.Wire;
import backtrac.xmlrpc.handler.transport.TransportForms;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.PlanApi;
import backtrac.xmlrpc.remote.PlanDefinition;
import backtrac.xmlrpc.remote.PlanDetails;
import backtrac.xmlrpc.remote.PlanFilter;
import backtrac.xmlrpc.remote.PlanInfo;
import backtrac.xmlrpc.remote.ProtectedFolder;
import backtrac.xmlrpc.remote.RpcFault;
import backtrac.xmlrpc.remote.SavedPlan;

/** Answers {@code plan.…}. */
@Component(property = "xmlrpc.handler=plan", immediate = true)
public final class PlanHandler implements PlanApi {

	/** A plan that should have had a newer backup for as long as that counts as overdue. */
	private static final Duration PATIENCE = Duration.ofDays(1);
	private static final int NEXT_RUNS = 5;
	private static final int MOST_RUNS = 1000;

	private final Catalog catalog;
	private final PlanOverview overview;
	private final RunHistory history;
	private final Secrets secrets;
	private final Scheduler scheduler;
	private final LocalFolders folders;
	private final Lookup lookup;
	private final PlanSettings settings;
	private final Definitions definitions;
	private final Clock clock;
	private final String host;

	@Activate
	public PlanHandler(@Reference Catalog catalog, @Reference PlanOverview overview, @Reference RunHistory history, @Reference Secrets secrets,
			@Reference Scheduler scheduler, @Reference Repository repository, @Reference TransportForms transports) {
		this(catalog, overview, history, secrets, scheduler, repository, transports, Clock.systemDefaultZone(),
				SnapshotNames.ofThisMachine());
	}

	/**
	 * @param transports what they want to be told
	 * @param clock      with the zone of new plans
	 */
	PlanHandler(Catalog catalog, PlanOverview overview, RunHistory history, Secrets secrets, Scheduler scheduler, Repository repository,
			TransportForms transports, Clock clock, String host) {
		this.catalog = catalog;
		this.overview = overview;
		this.history = history;
		this.secrets = secrets;
		this.scheduler = scheduler;
		this.folders = new LocalFolders(repository);
		this.lookup = new Lookup(catalog, overview);
		this.settings = new PlanSettings(folders, transports);
		this.definitions = new Definitions(settings, clock.getZone());
		this.clock = clock;
		this.host = host;
	}

	/** One at a time, so that two calls do not make two plans of one folder. */
	@Override
	public synchronized ProtectedFolder protect(String path) {
		Path folder = folders.readable(path);
		Optional<Plan> existing = catalog.plans().stream()
				.filter(plan -> plan.transport().equals(LocalFolders.SCHEME) && folder.toString().equals(plan.settings().get(LocalFolders.PATH)))
				.min(Comparator.comparing(Plan::paused)); // rather one that runs
		if (existing.isPresent()) {
			Plan plan = existing.get();
			return new ProtectedFolder(plan.id(), clientName(plan), plan.name(), false);
		}
		Client client = catalog.clientNamed(host).orElseGet(this::newClient);
		Stream<String> taken = catalog.plans().stream().filter(plan -> plan.clientId().equals(client.id())).map(Plan::name);
		Plan plan = new Plan(UUID.randomUUID().toString(), client.id(), SnapshotNames.unique(SnapshotNames.ofFolder(folder), taken.toList()),
				LocalFolders.SCHEME, Map.of(LocalFolders.PATH, folder.toString()), List.of());
		catalog.save(plan);
		return new ProtectedFolder(plan.id(), client.name(), plan.name(), true);
	}

	@Override
	public List<PlanInfo> list(PlanFilter filter) {
		PlanFilter wanted = Wire.orElse(filter, new PlanFilter(null, null, null, null, null));
		Instant owedBefore = clock.instant().minus(PATIENCE);
		String clientId = Wire.isMissing(wanted.client()) ? null : lookup.client(wanted.client()).id();
		PlanQuery query = new PlanQuery(clientId, Wire.orEmpty(wanted.text()), Wire.constant(Health.class, "health", wanted.health(), null), owedBefore,
				Wire.offset(wanted.offset()), Wire.limit(wanted.limit(), PlanFilter.MOST));
		return overview.plans(query).stream().map(status -> PlanInfos.of(status, owedBefore)).toList();
	}

	@Override
	public PlanDetails get(String plan) {
		Plan found = lookup.plan(plan);
		return PlanInfos.details(found, clientName(found), settings.shown(found), secrets.names(found.id()), preview(found.id(), found.timing(), NEXT_RUNS));
	}

	@Override
	public synchronized SavedPlan save(PlanDefinition definition) {
		requireNotNull(definition);
		boolean created = Wire.isMissing(definition.plan());
		Plan before = created ? newPlan(definition) : lookup.plan(definition.plan());
		requireSameClient(definition, before);
		Set<String> presentSecrets = created ? Set.of() : secrets.names(before.id());
		requireVersion(definition, before, presentSecrets);
		Plan plan = Wire.refusable(() -> definitions.change(before, definition));
		Map<String, String> changedSecrets = Wire.refusable(() -> settings.secrets(before, plan, presentSecrets, definition));
		List<String> missing = Wire.refusable(() -> settings.missing(created, before, plan, presentSecrets, changedSecrets));
		List<String> next = preview(plan.id(), plan.timing(), NEXT_RUNS);
		if (created) {
			Wire.refusable(() -> catalog.save(plan));
		} else {
			replace(before, plan);
		}
		try {
			Wire.refusable(() -> changedSecrets.forEach((name, value) -> secrets.set(plan.id(), name, value.isEmpty() ? null : value)));
		} catch (RpcFault e) {
			if (created) {
				catalog.removePlan(plan.id()); // it could not connect
			}
			throw e;
		}
		scheduler.wake();
		List<String> warnings = settings.warnings(before, plan, changedSecrets, definition);
		return new SavedPlan(plan.id(), created, next, Stream.concat(missing.stream(), warnings.stream()).map(Wire::text).toList());
	}

	@Override
	public void pause(String plan) {
		setPaused(plan, true);
	}

	@Override
	public void resume(String plan) {
		setPaused(plan, false);
	}

	@Override
	public synchronized void remove(String plan) {
		Plan found = lookup.plan(plan);
		Optional<RunRecord> open = history.open().stream().filter(run -> found.id().equals(run.planId())).findFirst();
		if (open.isPresent()) {
			throw new RpcFault(Fault.BUSY, "the run " + open.get().id() + " of the plan has not ended: cancel it, or wait");
		}
		Wire.refusable(() -> catalog.removePlan(found.id()));
	}

	@Override
	public List<String> preview(PlanDefinition definition, int count) {
		requireNotNull(definition);
		Wire.between("count", count, 1, MOST_RUNS);
		Optional<Plan> plan = Wire.isMissing(definition.plan()) ? Optional.empty() : Optional.of(lookup.plan(definition.plan()));
		Timing timing = Wire.refusable(() -> definitions.timing(plan.map(Plan::timing).orElse(definitions.usualTiming()), definition));
		return preview(plan.map(Plan::id).orElse(""), timing, count);
	}

	private synchronized void setPaused(String plan, boolean paused) {
		Plan found = lookup.plan(plan);
		replace(found, found.withPaused(paused));
		scheduler.wake();
	}

	private void replace(Plan before, Plan after) {
		if (!Wire.refusable(() -> catalog.change(before, after))) {
			throw changedMeanwhile(before);
		}
	}

	private static void requireVersion(PlanDefinition definition, Plan present, Set<String> secrets) {
		if (Wire.isMissing(definition.version())) {
			return;
		}
		if (Wire.isMissing(definition.plan())) {
			throw Wire.bad("a plan that is added has no version: name the plan to change");
		}
		if (!definition.version().equals(PlanVersion.of(present, secrets))) {
			throw changedMeanwhile(present);
		}
	}

	private static RpcFault changedMeanwhile(Plan plan) {
		return new RpcFault(Fault.CONFLICT, "somebody else has changed the plan " + plan.name() + " meanwhile: read it again, and repeat your change");
	}

	private List<String> preview(String planId, Timing timing, int count) {
		return Wire.refusable(() -> scheduler.preview(planId, timing, clock.instant(), count)).stream().map(Wire::time).toList();
	}

	private Plan newPlan(PlanDefinition definition) {
		return definitions.usual(UUID.randomUUID().toString(), lookup.client(definition.client()).id());
	}

	private void requireSameClient(PlanDefinition definition, Plan plan) {
		if (!Wire.isMissing(definition.client()) && !lookup.client(definition.client()).id().equals(plan.clientId())) {
			throw new RpcFault(Fault.REFUSED, "a plan stays with its client: add another plan to " + definition.client());
		}
	}

	private static void requireNotNull(PlanDefinition definition) {
		if (definition == null) {
			throw Wire.bad("the plan is missing");
		}
	}

	private Client newClient() {
		Client client = new Client(UUID.randomUUID().toString(), host);
		catalog.save(client);
		return client;
	}

	private String clientName(Plan plan) {
		return catalog.client(plan.clientId()).map(Client::name).orElse(host);
	}
}
