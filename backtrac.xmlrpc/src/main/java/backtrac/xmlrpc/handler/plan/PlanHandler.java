package backtrac.xmlrpc.handler.plan;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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
	private final FolderPlans folders;
	private final Lookup lookup;
	private final PlanSettings settings;
	private final PlanWriter writer;
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
		LocalFolders local = new LocalFolders(repository);
		this.folders = new FolderPlans(catalog, local, host);
		this.lookup = new Lookup(catalog, overview);
		this.settings = new PlanSettings(local, transports);
		this.writer = new PlanWriter(catalog, secrets, lookup, settings, clock.getZone());
		this.clock = clock;
		this.host = host;
	}

	/** One at a time, so that two calls do not make two plans of one folder. */
	@Override
	public synchronized ProtectedFolder protect(String path) {
		return folders.protect(path);
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
		PlanWriter.Change change = writer.change(definition);
		Plan plan = change.after();
		List<String> next = preview(plan.id(), plan.timing(), NEXT_RUNS);
		writer.store(change);
		scheduler.wake();
		return new SavedPlan(plan.id(), change.created(), next, change.warnings());
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
			throw new RpcFault(Fault.REFUSED, "the run " + open.get().id() + " of the plan has not ended: cancel it, or wait");
		}
		Wire.refusable(() -> catalog.removePlan(found.id()));
	}

	@Override
	public List<String> preview(PlanDefinition definition, int count) {
		requireNotNull(definition);
		Wire.between("count", count, 1, MOST_RUNS);
		String id = Wire.isMissing(definition.plan()) ? "" : lookup.plan(definition.plan()).id();
		return preview(id, writer.timing(definition), count);
	}

	private synchronized void setPaused(String plan, boolean paused) {
		Plan found = lookup.plan(plan);
		writer.replace(found, found.withPaused(paused));
		scheduler.wake();
	}

	private List<String> preview(String planId, Timing timing, int count) {
		return Wire.refusable(() -> scheduler.preview(planId, timing, clock.instant(), count)).stream().map(Wire::time).toList();
	}

	private static void requireNotNull(PlanDefinition definition) {
		if (definition == null) {
			throw Wire.bad("the plan is missing");
		}
	}

	private String clientName(Plan plan) {
		return catalog.client(plan.clientId()).map(Client::name).orElse(host);
	}
}
