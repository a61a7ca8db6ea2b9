package backtrac.xmlrpc.handler.restore;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import backtrac.api.access.Role;
import backtrac.api.catalog.Catalog;
import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.Client;
import backtrac.api.catalog.Plan;
import backtrac.api.catalog.PlanOverview;
import backtrac.api.catalog.SnapshotIndex;
import backtrac.api.entry.EntryPath;
import backtrac.api.job.JobRunner;
import backtrac.api.job.Request;
import backtrac.api.job.Run;
import backtrac.api.job.RunState;
import backtrac.api.store.Repository;
import backtrac.api.store.Snapshot;
import backtrac.xmlrpc.handler.Lookup;
import backtrac.xmlrpc.handler.SnapshotLookup;
import backtrac.xmlrpc.handler.SnapshotScope;
import backtrac.xmlrpc.handler.Wire;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.RestoreApi;
import backtrac.xmlrpc.remote.RestoreRequest;
import backtrac.xmlrpc.remote.RpcFault;
import backtrac.xmlrpc.server.Caller;

/** Answers {@code restore.…}. */
@Component(property = "xmlrpc.handler=restore", immediate = true)
public final class RestoreHandler implements RestoreApi {

	/** While as many restores of a client wait, one who may restore no other is refused. */
	static final int MOST_WAITING = 8;

	private final JobRunner runner;
	private final Catalog catalog;
	private final Repository repository;
	private final SnapshotIndex index;
	private final SnapshotLookup snapshots;
	private final Lookup lookup;
	private final RestoreFolders folders;

	@Activate
	public RestoreHandler(@Reference JobRunner runner, @Reference Catalog catalog, @Reference PlanOverview overview, @Reference SnapshotIndex index,
			@Reference Repository repository, @Reference RestoreFolders folders) {
		this.runner = runner;
		this.catalog = catalog;
		this.repository = repository;
		this.index = index;
		this.snapshots = new SnapshotLookup(index, catalog);
		this.lookup = new Lookup(catalog, overview);
		this.folders = folders;
	}

	@Override
	public String start(RestoreRequest request) {
		if (request == null) {
			throw Wire.bad("what to restore is missing: give a snapshot, and a target, to_source or to_plan");
		}
		boolean toSource = Boolean.TRUE.equals(request.toSource());
		if (Stream.of(!Wire.isMissing(request.target()), toSource, !Wire.isMissing(request.toPlan())).filter(given -> given).count() != 1) {
			throw Wire.bad("give one of target, a folder of the server, to_source and to_plan");
		}
		List<EntryPath> paths = Wire.orNone(request.paths()).stream().map(path -> Wire.path("a path", path)).toList();
		Snapshot snapshot = snapshots.snapshot(request.snapshot());
		Request.Target target = toSource ? new Request.Source(plan(snapshot)) : Wire.isMissing(request.toPlan()) ? folder(request.target()) : otherSource(request.toPlan());
		return begin(new Request.Restore(snapshot.id(), paths, target, Boolean.TRUE.equals(request.overwrite())));
	}

	/** One after the other, so that no two count before either has come in. */
	private synchronized String begin(Request request) {
		requireFewWaiting();
		try {
			return runner.start(request).id();
		} catch (IllegalStateException e) { // the server is stopping
			throw new RpcFault(Fault.BUSY, e.getMessage());
		} catch (IllegalArgumentException | CatalogException e) { // it is not the snapshot's own source
			throw new RpcFault(Fault.REFUSED, Wire.text(e.getMessage()));
		}
	}

	/** Who may restore all clients is not held up by a token that fills the queue. */
	private void requireFewWaiting() {
		Caller.current().onlyClient().ifPresent(client -> {
			if (runner.running().stream().filter(this::isWaitingOfCaller).limit(MOST_WAITING).count() == MOST_WAITING) {
				throw new RpcFault(Fault.REFUSED, MOST_WAITING + " restores of the client " + client + " wait already: try again when one of them has begun, or cancel one");
			}
		});
	}

	private boolean isWaitingOfCaller(Run run) {
		return run.state() == RunState.QUEUED && run.request() instanceof Request.Restore restore
				&& index.snapshot(restore.snapshotId()).filter(snapshots::has).isPresent();
	}

	/** The plan that has taken a snapshot: by its id, as it may have another name now, or else by the names. */
	private String plan(Snapshot snapshot) {
		Optional<String> known = snapshot.planId().filter(id -> catalog.plan(id).isPresent());
		String plan = known.orElseGet(() -> named(snapshot).id());
		requireOwnClient(plan);
		return plan;
	}

	/** A snapshot keeps its client's name when the client gets another; but what is written to belongs to the client that the plan has now. */
	private void requireOwnClient(String plan) {
		Caller caller = Caller.current();
		Optional<Client> client = catalog.plan(plan).flatMap(known -> catalog.client(known.clientId()));
		if (caller.onlyClient().isPresent() && client.filter(known -> SnapshotScope.hasClient(known.name())).isEmpty()) {
			throw new RpcFault(Fault.FORBIDDEN, "the plan of the snapshot is of a client with another name now, and the token '" + caller.name()
					+ "' may write to the client " + caller.client() + " only: restore to a folder of the server");
		}
	}

	private Plan named(Snapshot snapshot) {
		try {
			return lookup.plan(snapshot.client() + "/" + snapshot.plan());
		} catch (RpcFault e) {
			if (!e.is(Fault.NOT_FOUND)) {
				throw e;
			}
			throw new RpcFault(Fault.REFUSED, "the plan '" + Wire.text(snapshot.client() + "/" + snapshot.plan())
					+ "' of the snapshot does not exist any more: restore to a folder of the server");
		}
	}

	/** What a plan names may be any folder of any machine, this one's included. */
	private Request.OtherSource otherSource(String plan) {
		Caller caller = Caller.current();
		if (caller.role() != Role.ADMIN) {
			throw new RpcFault(Fault.FORBIDDEN, "'" + caller.name() + "' may not restore to the source of a plan that is named: that needs the role admin; restore to_source, or to a "
					+ "folder of the server");
		}
		return new Request.OtherSource(lookup.plan(plan).id());
	}

	private Request.Folder folder(String target) {
		Caller caller = Caller.current();
		try {
			Request.Folder folder = folders.roots().folder(target, caller.onlyClient(), caller.role() == Role.ADMIN);
			Path location = repository.info().location();
			if (RestoreRoots.real(folder.path()).startsWith(RestoreRoots.real(location))) {
				throw new RpcFault(Fault.REFUSED, Wire.text("'" + folder.path() + "' lies in the repository " + location + ": choose a folder outside of it"));
			}
			return folder;
		} catch (IOException e) {
			throw new RpcFault(Fault.REFUSED, Wire.text("'" + target + "' cannot be looked at: " + e.getMessage()));
		}
	}
}
