package backtrac.xmlrpc.handler.run;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

import backtrac.api.catalog.Catalog;
import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.LogLine;
import backtrac.api.catalog.LogQuery;
import backtrac.api.catalog.PlanOverview;
import backtrac.api.catalog.RunHistory;
import backtrac.api.catalog.RunLog;
import backtrac.api.catalog.RunRecord;
import backtrac.api.catalog.SnapshotIndex;
import backtrac.api.job.JobRunner;
import backtrac.api.job.Request;
import backtrac.api.job.Run;
import backtrac.api.job.RunsElsewhereException;
import backtrac.api.store.Repository;
import backtrac.xmlrpc.handler.Lookup;
import backtrac.xmlrpc.handler.RunLookup;
import backtrac.xmlrpc.handler.RunScope;
import backtrac.xmlrpc.handler.SnapshotLookup;
import backtrac.xmlrpc.handler.Waits;
import backtrac.xmlrpc.handler.Wire;
import backtrac.xmlrpc.remote.CauseInfo;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.LogEntry;
import backtrac.xmlrpc.remote.LogFilter;
import backtrac.xmlrpc.remote.RpcFault;
import backtrac.xmlrpc.remote.RunApi;
import backtrac.xmlrpc.remote.RunFilter;
import backtrac.xmlrpc.remote.RunInfo;
import backtrac.xmlrpc.remote.RunStatus;
import backtrac.xmlrpc.server.Caller;

/** Answers {@code run.…}. */
@Component(property = "xmlrpc.handler=run", immediate = true)
public final class RunHandler implements RunApi {

	private final JobRunner runner;
	private final RunList list;
	private final RunLog log;
	private final Lookup lookup;
	private final RunLookup runs;
	private final SnapshotLookup snapshots;
	private final RunWatch watch;
	private final Waits waits;

	@Activate
	public RunHandler(@Reference JobRunner runner, @Reference Catalog catalog, @Reference PlanOverview overview, @Reference RunHistory history,
			@Reference RunLog log, @Reference SnapshotIndex index, @Reference Repository repository, @Reference Waits waits) {
		this(runner, catalog, overview, history, log, index, repository, waits, Waiter.SYSTEM);
	}

	RunHandler(JobRunner runner, Catalog catalog, PlanOverview overview, RunHistory history, RunLog log, SnapshotIndex index, Repository repository,
			Waits waits, Waiter waiter) {
		this.runner = runner;
		this.log = log;
		this.lookup = new Lookup(catalog, overview);
		RunScope scope = new RunScope(index, catalog);
		this.list = new RunList(history, lookup, scope);
		this.runs = new RunLookup(history, scope);
		this.snapshots = new SnapshotLookup(index, catalog);
		this.watch = new RunWatch(runner, history, new RunStatuses(repository), waiter);
		this.waits = waits;
	}

	/** Lets those who wait go. */
	@Deactivate
	void stop() {
		watch.stop();
	}

	@Override
	public String start(String plan) {
		String planId = lookup.plan(plan).id();
		try {
			return begin(new Request.Backup(planId));
		} catch (IllegalArgumentException e) { // it has been deleted at this moment
			throw new RpcFault(Fault.NOT_FOUND, e.getMessage());
		} catch (CatalogException e) {
			throw new RpcFault(Fault.REFUSED, e.getMessage());
		}
	}

	@Override
	public String verify(List<String> wanted, boolean readData) {
		Set<String> ids = new HashSet<>();
		Wire.orNone(wanted).forEach(each -> ids.add(snapshots.snapshot(each).id()));
		return startChore(new Request.Verify(ids, readData));
	}

	@Override
	public String scrub(double share) {
		if (!(share > 0 && share <= 1)) {
			throw Wire.bad("a share is above 0 and up to 1, not " + share);
		}
		return startChore(new Request.Scrub(share));
	}

	@Override
	public String prune() {
		return startChore(new Request.Prune());
	}

	@Override
	public String rebuild() {
		return startChore(new Request.Rebuild());
	}

	private String startChore(Request request) {
		return Wire.refusable(() -> begin(request));
	}

	private String begin(Request request) {
		try {
			return runner.start(request).id();
		} catch (RunsElsewhereException e) {
			throw new RpcFault(Fault.REFUSED, e.getMessage());
		} catch (IllegalStateException e) { // another begins or ends at this moment, or the server is stopping
			throw new RpcFault(Fault.BUSY, e.getMessage());
		}
	}

	@Override
	public List<RunInfo> list(RunFilter filter) {
		return list.page(filter).stream().map(RunInfos::of).toList();
	}

	@Override
	public RunInfo get(String run) {
		return RunInfos.of(runs.run(run));
	}

	@Override
	public RunStatus poll(String run, int waitMs) {
		Wire.between("wait_ms", waitMs, 0, LONGEST_WAIT_MS);
		String id = id(run);
		return waits.ask(waitMs, granted -> watch.poll(id, granted));
	}

	@Override
	public boolean cancel(String run) {
		String id = id(run);
		Optional<Run> own = runner.run(id);
		if (own.isPresent()) {
			boolean open = !own.get().state().isFinal();
			own.get().cancel();
			return open;
		}
		if (!runs.run(id).state().isFinal()) {
			throw new RpcFault(Fault.REFUSED, "this server does not work on the run " + id + ": another one of the catalog does; cancel it there");
		}
		return false;
	}

	/** The whole id. Who may see all runs need not wait for the catalog to see one that this server works on. */
	private String id(String run) {
		boolean isKnown = run != null && runner.run(run).isPresent() && Caller.current().onlyClient().isEmpty();
		return isKnown ? run : runs.run(run).id();
	}

	@Override
	public List<LogEntry> log(LogFilter filter) {
		if (filter == null) {
			throw Wire.bad("the run is missing: give its id");
		}
		RunRecord run = runs.run(filter.run());
		long after = filter.after() == null ? 0 : filter.after();
		int limit = Wire.limit(filter.limit() == null ? Integer.valueOf(LogFilter.USUAL) : filter.limit(), LogFilter.MOST);
		LogQuery query = new LogQuery(run.id(), Wire.constant(LogLine.Level.class, "level", filter.level(), LogLine.Level.DEBUG),
				Wire.orEmpty(filter.text()), Wire.orEmpty(filter.cause()), after, limit, Boolean.TRUE.equals(filter.last()));
		return log.lines(query).stream().map(RunInfos::entry).toList();
	}

	@Override
	public List<CauseInfo> causes(String run) {
		return log.causes(runs.run(run).id()).stream()
				.map(cause -> new CauseInfo(Wire.text(cause.cause()), cause.level().name(), cause.count(), Wire.text(cause.path()))).toList();
	}
}
