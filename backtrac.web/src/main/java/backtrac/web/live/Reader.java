package backtrac.web.live;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import backtrac.api.catalog.Catalog;
import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.Client;
import backtrac.api.catalog.Plan;
import backtrac.api.catalog.PlanOverview;
import backtrac.api.catalog.PlanQuery.Health;
import backtrac.api.catalog.PlanStatus;
import backtrac.api.catalog.RunQuery;
import backtrac.api.catalog.RunRecord;
import backtrac.api.catalog.Servers;
import backtrac.api.catalog.Settings;
import backtrac.api.catalog.SnapshotIndex;
import backtrac.api.job.JobRunner;
import backtrac.api.job.Run;
import backtrac.api.job.RunState;
import backtrac.api.store.RepositoryInfo;
import backtrac.api.store.Snapshot;
import backtrac.web.status.LiveRun;
import backtrac.web.status.Overview;
import backtrac.web.status.PlanFilter;
import backtrac.web.status.PlanLine;
import backtrac.web.status.PlanPage;
import backtrac.web.status.RunFacts;
import backtrac.web.status.RunLine;
import backtrac.web.status.Storage;

/** Asks the services for what pages show. What they cannot say becomes a sentence, not an exception. All methods may block. */
@Component(service = Reader.class)
public final class Reader {

	/** How many of the runs that have ended the dashboard shows. */
	private static final int RECENT = 10;

	private static final Set<RunState> ENDED = Arrays.stream(RunState.values()).filter(RunState::isFinal).collect(Collectors.toUnmodifiableSet());
	private static final Logger log = LoggerFactory.getLogger(Reader.class);

	private final Services services;

	@Activate
	public Reader(@Reference Services services) {
		this.services = services;
	}

	/** What the dashboard shows. */
	public Overview overview(PlanFilter filter) {
		List<String> troubles = new ArrayList<>();
		Instant now = Instant.now();
		Map<Health, Integer> totals = Map.of();
		List<PlanStatus> worst = List.of();
		PlanPage page = PlanPage.EMPTY;
		List<LiveRun> live = List.of();
		List<RunLine> recent = List.of();
		boolean paused = false;
		if (services.plans().isEmpty() || services.history().isEmpty() || services.catalog().isEmpty()) {
			troubles.add("The catalog is not running.");
		} else {
			try {
				PlanOverview plans = services.plans().get();
				totals = plans.totals(now.minus(PlanFilter.GRACE));
				worst = worst(plans, totals, now);
				page = page(plans, services.catalog().get(), filter, totals, now);
				live = live();
				recent = services.history().get().runs(new RunQuery(null, null, Set.of(), ENDED, null, null, RECENT)).stream().map(RunLine::new).toList();
				paused = services.settings().flatMap(settings -> settings.get(Settings.PAUSED)).filter("true"::equals).isPresent();
			} catch (CatalogException | IllegalStateException e) {
				log.warn("The dashboard cannot read the catalog", e);
				troubles.add("The catalog cannot be read: " + e.getMessage());
			}
		}
		Storage storage = storage(troubles);
		if (services.jobs().isEmpty()) {
			troubles.add("The job runner is not running, no backup can start.");
		}
		if (services.scheduler().isEmpty()) {
			troubles.add("The scheduler is not running, no backup starts by itself.");
		}
		return new Overview(troubles, totals, worst, page, live, recent, paused, storage);
	}

	private static List<PlanStatus> worst(PlanOverview plans, Map<Health, Integer> totals, Instant now) {
		for (Health health : Health.values()) {
			if (health != Health.GOOD && totals.getOrDefault(health, 0) > 0) {
				return plans.plans(PlanFilter.first(health, Overview.NAMED, now));
			}
		}
		return List.of();
	}

	private static PlanPage page(PlanOverview plans, Catalog catalog, PlanFilter filter, Map<Health, Integer> totals, Instant now) {
		List<PlanStatus> found = plans.plans(filter.query(now));
		boolean more = found.size() > PlanFilter.PAGE;
		Map<String, Boolean> clients = new HashMap<>();
		List<PlanLine> lines = found.stream().limit(PlanFilter.PAGE).map(plan -> line(plan, catalog, clients, now)).toList();
		int count = filter.text().isEmpty()
				? totals.entrySet().stream().filter(e -> filter.health() == null || filter.health() == e.getKey()).mapToInt(Map.Entry::getValue).sum()
				: more ? -1 : filter.offset() + lines.size();
		return new PlanPage(filter, lines, more, count);
	}

	private static PlanLine line(PlanStatus plan, Catalog catalog, Map<String, Boolean> clients, Instant now) {
		boolean clientPaused = plan.paused() && clients.computeIfAbsent(plan.clientId(), id -> catalog.client(id).map(Client::paused).orElse(false));
		boolean planPaused = plan.paused() && (!clientPaused || catalog.plan(plan.planId()).map(Plan::paused).orElse(false));
		return PlanLine.of(plan, now.minus(PlanFilter.GRACE), planPaused, clientPaused);
	}

	private Storage storage(List<String> troubles) {
		if (services.repository().isEmpty()) {
			troubles.add("The repository is not open.");
			return Storage.UNKNOWN;
		}
		try {
			RepositoryInfo info = services.repository().get().info();
			int snapshots = services.snapshots().map(SnapshotIndex::count).orElse(-1);
			return new Storage(info.location().toString(), info.id(), snapshots);
		} catch (CatalogException | IllegalStateException e) {
			log.warn("The dashboard cannot read the repository", e);
			troubles.add("The repository cannot be read: " + e.getMessage());
			return Storage.UNKNOWN;
		}
	}

	/** The runs that wait or work, of all servers, the oldest first; those of this server with how far they are. */
	public List<LiveRun> live() {
		List<LiveRun> open = services.history().map(history -> history.open().stream().map(LiveRun::of).toList()).orElse(List.of());
		return open.stream().map(this::measured).filter(run -> !run.state().isFinal()).toList();
	}

	/** The same runs, further; null if there are others now. */
	public List<LiveRun> further(List<LiveRun> known) {
		Optional<JobRunner> jobs = services.jobs();
		if (jobs.isEmpty()) {
			return known;
		}
		List<String> own = known.stream().filter(LiveRun::isOwn).map(LiveRun::id).sorted().toList();
		if (!own.equals(jobs.get().running().stream().map(Run::id).sorted().toList())) {
			return null;
		}
		return known.stream().map(this::measured).toList();
	}

	/** The same run, further; empty if it has ended since. */
	public Optional<LiveRun> further(LiveRun known) {
		if (!known.isOwn() || services.jobs().isEmpty()) {
			return Optional.of(known);
		}
		return services.jobs().flatMap(jobs -> jobs.run(known.id())).map(known::at).filter(run -> !run.state().isFinal());
	}

	private LiveRun measured(LiveRun run) {
		return services.jobs().flatMap(jobs -> jobs.run(run.id())).map(run::at).orElse(run);
	}

	/**
	 * A page of the history.
	 *
	 * @throws CatalogException if the catalog is away or fails; the message is for people
	 */
	public List<RunRecord> runs(RunQuery query) {
		return services.history().orElseThrow(() -> new CatalogException("The catalog is not running.")).runs(query);
	}

	/**
	 * All that is known of a run; empty if there is no such run.
	 *
	 * @throws CatalogException as with {@link #runs}
	 */
	public Optional<RunFacts> run(String id) {
		return services.history().orElseThrow(() -> new CatalogException("The catalog is not running.")).run(id).map(run -> {
			LiveRun live = run.state().isFinal() ? null : measured(LiveRun.of(run));
			Optional<Snapshot> snapshot = Optional.ofNullable(run.snapshotId()).flatMap(known -> services.snapshots().flatMap(index -> index.snapshot(known)));
			String server = services.servers().stream().flatMap(servers -> servers.all().stream()).filter(each -> each.id().equals(run.server()))
					.map(Servers.Server::name).findFirst().orElse(run.server());
			return new RunFacts(run, live == null || live.state().isFinal() ? null : live, snapshot.orElse(null),
					services.log().map(lines -> lines.causes(id)).orElse(List.of()), server);
		});
	}
}
