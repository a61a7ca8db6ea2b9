package backtrac.xmlrpc.handler.snapshot;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import backtrac.api.catalog.Catalog;
import backtrac.api.catalog.PlanOverview;
import backtrac.api.catalog.SnapshotIndex;
import backtrac.api.store.Repository;
import backtrac.api.store.Snapshot;
import backtrac.xmlrpc.handler.PlanSnapshots;
import backtrac.xmlrpc.handler.RepositoryCalls;
import backtrac.xmlrpc.handler.SnapshotLookup;
import backtrac.xmlrpc.handler.Waits;
import backtrac.xmlrpc.handler.Wire;
import backtrac.xmlrpc.remote.BrowsePage;
import backtrac.xmlrpc.remote.DiffPage;
import backtrac.xmlrpc.remote.DiffQuery;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.FileChunk;
import backtrac.xmlrpc.remote.ForgetReport;
import backtrac.xmlrpc.remote.ForgetRequest;
import backtrac.xmlrpc.remote.RpcFault;
import backtrac.xmlrpc.remote.ScanPage;
import backtrac.xmlrpc.remote.SearchPage;
import backtrac.xmlrpc.remote.SearchQuery;
import backtrac.xmlrpc.remote.SnapshotApi;
import backtrac.xmlrpc.remote.SnapshotDetails;
import backtrac.xmlrpc.remote.SnapshotFilter;
import backtrac.xmlrpc.remote.SnapshotInfo;

/** Answers {@code snapshot.…}. */
@Component(property = "xmlrpc.handler=snapshot", immediate = true)
public final class SnapshotHandler implements SnapshotApi {

	/** How often what nobody uses any more is looked for. */
	private static final int SECONDS_BETWEEN_LOOKS = 10;
	private static final Logger log = LoggerFactory.getLogger(SnapshotHandler.class);

	private final SnapshotList list;
	private final Repository repository;
	private final SnapshotLookup lookup;
	private final OpenSnapshots open;
	private final Browsing browsing;
	private final Contents contents;
	private final Diffs diffs;
	private final Forgetting forgetting;
	private final Pins pins;
	private final Waits waits;
	private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("backtrac-rpc-idle").factory());

	@Activate
	public SnapshotHandler(@Reference SnapshotIndex index, @Reference Repository repository, @Reference Catalog catalog, @Reference PlanOverview overview,
			@Reference Waits waits) {
		this(index, catalog, repository, new PlanSnapshots(catalog, overview, repository, Clock.systemUTC()), waits, System::nanoTime, Diffs.MOST_DIFFERENCES);
		timer.scheduleWithFixedDelay(this::closeIdle, SECONDS_BETWEEN_LOOKS, SECONDS_BETWEEN_LOOKS, TimeUnit.SECONDS);
	}

	SnapshotHandler(SnapshotIndex index, Catalog catalog, Repository repository, PlanSnapshots plans, Waits waits, LongSupplier nanoTime, int mostDifferences) {
		this.repository = repository;
		this.lookup = new SnapshotLookup(index, catalog);
		this.list = new SnapshotList(index, lookup);
		this.open = new OpenSnapshots(repository, nanoTime);
		this.browsing = new Browsing(open, nanoTime);
		this.contents = new Contents(open, nanoTime);
		this.diffs = new Diffs(open, nanoTime, mostDifferences);
		this.forgetting = new Forgetting(index, repository, lookup, plans, open, nanoTime);
		this.pins = new Pins(index, repository);
		this.waits = waits;
	}

	/** Closes what nobody has used for a while, so that the repository's disk can be unmounted. */
	void closeIdle() {
		closeIdle(diffs::closeIdle);
		closeIdle(contents::closeIdle);
		closeIdle(open::closeIdle);
	}

	/** An exception would end the timer, and nobody would know. */
	private static void closeIdle(Runnable one) {
		try {
			one.run();
		} catch (RuntimeException e) {
			log.warn("what nobody has used for a while could not be closed: this is tried again in {} s", SECONDS_BETWEEN_LOOKS, e);
		}
	}

	/** How many snapshots, files and comparisons are open, for tests. */
	int openCount() {
		return open.count() + contents.count() + diffs.count();
	}

	@Deactivate
	void stop() {
		timer.shutdownNow();
		diffs.close();
		contents.close();
		open.close();
	}

	@Override
	public List<SnapshotInfo> list(SnapshotFilter filter) {
		return list.page(Wire.orElse(filter, new SnapshotFilter(null, null, null, null))).stream().map(SnapshotInfos::info).toList();
	}

	@Override
	public SnapshotDetails get(String snapshot) {
		Snapshot found = lookup.snapshot(snapshot);
		return RepositoryCalls.answer(() -> repository.snapshots(found.client(), found.plan())).stream().filter(s -> s.id().equals(found.id())).findFirst()
				.map(SnapshotInfos::details).orElseThrow(() -> new RpcFault(Fault.NOT_FOUND, "the snapshot " + found.id() + " has been forgotten"));
	}

	@Override
	public BrowsePage browse(String snapshot, Object path, String cursor, int limit) {
		Snapshot found = lookup.snapshot(snapshot);
		return RepositoryCalls.answer(() -> browsing.browse(found, path, cursor, limit));
	}

	@Override
	public ScanPage scan(String snapshot, Object path, String cursor, int limit) {
		Snapshot found = lookup.snapshot(snapshot);
		return RepositoryCalls.answer(() -> browsing.scan(found, path, cursor, limit));
	}

	@Override
	public SearchPage search(String snapshot, SearchQuery query) {
		Snapshot found = lookup.snapshot(snapshot);
		SearchQuery wanted = Wire.orElse(query, new SearchQuery(null, null, null, null, null, null, null, null, null, null));
		return RepositoryCalls.answer(() -> browsing.search(found, wanted));
	}

	@Override
	public String diff(DiffQuery query) {
		if (query == null) {
			throw Wire.bad("the snapshots are missing: give first and second");
		}
		Snapshot first = lookup.snapshot(query.first());
		Snapshot second = lookup.snapshot(query.second());
		return RepositoryCalls.answer(() -> diffs.start(first, second, query));
	}

	@Override
	public DiffPage diffPoll(String diff, String cursor, int limit, int waitMs) {
		return waits.ask(waitMs, granted -> RepositoryCalls.answer(() -> diffs.poll(diff, cursor, limit, granted)));
	}

	@Override
	public void diffCancel(String diff) {
		diffs.cancel(diff);
	}

	@Override
	public FileChunk read(String snapshot, Object path, long offset, int limit) {
		Snapshot found = lookup.snapshot(snapshot);
		return RepositoryCalls.answer(() -> contents.read(found, path, offset, limit));
	}

	@Override
	public ForgetReport forget(ForgetRequest request) {
		return RepositoryCalls.answer(() -> forgetting.forget(request));
	}

	@Override
	public String pin(String snapshot, String why) {
		return pins.pin(lookup.snapshot(snapshot), why);
	}

	@Override
	public String unpin(String snapshot) {
		return pins.unpin(lookup.snapshot(snapshot));
	}
}
