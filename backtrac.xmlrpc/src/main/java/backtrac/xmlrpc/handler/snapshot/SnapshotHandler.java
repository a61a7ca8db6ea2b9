package backtrac.xmlrpc.handler.snapshot;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

import backtrac.api.access.Role;
import backtrac.api.catalog.Catalog;
import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.PlanOverview;
import backtrac.api.catalog.SnapshotIndex;
import backtrac.api.store.Repository;
import backtrac.api.store.RepositoryException;
import backtrac.api.store.Snapshot;
import backtrac.api.store.SnapshotCounts;
import backtrac.api.store.SnapshotReader;
import backtrac.xmlrpc.handler.PlanSnapshots;
import backtrac.xmlrpc.handler.RepositoryCalls;
import backtrac.xmlrpc.handler.SnapshotLookup;
import backtrac.xmlrpc.handler.SnapshotScope;
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
import backtrac.xmlrpc.server.Caller;

/** Answers {@code snapshot.…}. */
@Component(property = "xmlrpc.handler=snapshot", immediate = true)
public final class SnapshotHandler implements SnapshotApi {

	/** How often what nobody uses any more is looked for. */
	private static final int SECONDS_BETWEEN_LOOKS = 10;
	private static final Logger log = LoggerFactory.getLogger(SnapshotHandler.class);

	private final SnapshotIndex index;
	private final Repository repository;
	private final SnapshotLookup lookup;
	private final OpenSnapshots open;
	private final Browsing browsing;
	private final Contents contents;
	private final Diffs diffs;
	private final Forgetting forgetting;
	private final Waits waits;
	private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("backtrac-rpc-idle").factory());

	@Activate
	public SnapshotHandler(@Reference SnapshotIndex index, @Reference Repository repository, @Reference Catalog catalog, @Reference PlanOverview overview,
			@Reference Waits waits) {
		this(index, repository, new PlanSnapshots(catalog, overview, repository, Clock.systemUTC()), waits, System::nanoTime, Diffs.MOST_DIFFERENCES);
		timer.scheduleWithFixedDelay(this::closeIdle, SECONDS_BETWEEN_LOOKS, SECONDS_BETWEEN_LOOKS, TimeUnit.SECONDS);
	}

	SnapshotHandler(SnapshotIndex index, Repository repository, PlanSnapshots plans, Waits waits, LongSupplier nanoTime, int mostDifferences) {
		this.index = index;
		this.repository = repository;
		this.lookup = new SnapshotLookup(index);
		this.open = new OpenSnapshots(repository, nanoTime);
		this.browsing = new Browsing(open, nanoTime);
		this.contents = new Contents(open, nanoTime);
		this.diffs = new Diffs(open, nanoTime, mostDifferences);
		this.forgetting = new Forgetting(index, repository, plans, open, nanoTime);
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
		SnapshotFilter wanted = Wire.orElse(filter, new SnapshotFilter(null, null, null, null));
		return index.snapshots(SnapshotScope.client(wanted.client()), nullIfMissing(wanted.plan()), Wire.offset(wanted.offset()),
				Wire.limit(wanted.limit(), SnapshotFilter.MOST)).stream().map(SnapshotHandler::info).toList();
	}

	@Override
	public SnapshotDetails get(String snapshot) {
		Snapshot found = lookup.snapshot(snapshot);
		return RepositoryCalls.answer(() -> repository.snapshots(found.client(), found.plan())).stream().filter(s -> s.id().equals(found.id())).findFirst()
				.map(SnapshotHandler::details).orElseThrow(() -> new RpcFault(Fault.NOT_FOUND, "the snapshot " + found.id() + " has been forgotten"));
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
		Snapshot found = lookup.snapshot(snapshot);
		String said = Wire.orEmpty(why).strip();
		return pin(found, said.isEmpty() && found.isPinned() ? found.pin() : said);
	}

	@Override
	public String unpin(String snapshot) {
		return pin(lookup.snapshot(snapshot), null);
	}

	/** In the repository first: that one is right where the two differ. */
	private String pin(Snapshot snapshot, String why) {
		try {
			repository.pin(snapshot.id(), why);
			try (SnapshotReader reader = repository.open(snapshot.id())) {
				list(reader.snapshot());
			}
			return snapshot.id();
		} catch (RepositoryException e) {
			throw new RpcFault(Fault.REFUSED, e.getMessage());
		} catch (IOException e) {
			throw new RpcFault(Fault.REFUSED, "the repository cannot be written: " + e.getMessage());
		}
	}

	/** It holds all the same if the list cannot be written, which is made good by the next start or rebuild. */
	private void list(Snapshot snapshot) {
		try {
			index.put(List.of(snapshot));
		} catch (CatalogException e) {
			log.warn("the catalog's list of snapshots does not show whether {} is pinned until the server's next start or a rebuild", snapshot.id(), e);
		}
	}

	private static SnapshotInfo info(Snapshot s) {
		SnapshotCounts counts = s.counts();
		return new SnapshotInfo(s.id(), Wire.text(s.client()), Wire.text(s.plan()), Wire.text(s.source()), Wire.time(s.started()), Wire.time(s.finished()),
				s.result().name(), counts.files(), counts.directories(), counts.others(), counts.bytes(), counts.filesStored(), counts.bytesStored(),
				counts.unreadable(), s.isPinned(), Wire.text(s.pin()));
	}

	private static SnapshotDetails details(Snapshot s) {
		SnapshotInfo i = info(s);
		Map<String, Object> definition = new TreeMap<>();
		boolean all = Caller.current().role() == Role.ADMIN; // a setting may turn out to be a secret
		s.definition().forEach((key, value) -> {
			if (all || !key.startsWith("setting.")) {
				definition.put(key, Wire.text(value));
			}
		});
		return new SnapshotDetails(i.snapshotId(), i.client(), i.plan(), i.source(), i.started(), i.finished(), i.result(), i.files(), i.directories(), i.others(),
				i.bytes(), s.counts().filesRead(), s.counts().bytesRead(), i.filesStored(), i.bytesStored(), i.unreadable(), i.pinned(), i.pin(),
				s.hasTree() ? Wire.text(s.tree().toString()) : "", definition);
	}

	private static String nullIfMissing(String text) {
		return Wire.isMissing(text) ? null : text;
	}
}
