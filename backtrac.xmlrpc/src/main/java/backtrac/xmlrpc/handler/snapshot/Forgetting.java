package backtrac.xmlrpc.handler.snapshot;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.SnapshotIndex;
import backtrac.api.store.Repository;
import backtrac.api.store.RepositoryException;
import backtrac.api.store.Snapshot;
import backtrac.xmlrpc.handler.PlanSnapshots;
import backtrac.xmlrpc.handler.SnapshotLookup;
import backtrac.xmlrpc.handler.Wire;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.ForgetChoice;
import backtrac.xmlrpc.remote.ForgetReport;
import backtrac.xmlrpc.remote.ForgetRequest;
import backtrac.xmlrpc.remote.RpcFault;

/** Forgets snapshots. */
final class Forgetting {

	/** A call that has taken so long leaves the rest to the next one: a snapshot's tree is removed name by name. */
	private static final Duration LONGEST = Duration.ofSeconds(10);
	private static final Logger log = LoggerFactory.getLogger(Forgetting.class);

	private final SnapshotIndex index;
	private final Repository repository;
	private final SnapshotLookup lookup;
	private final PlanSnapshots plans;
	private final OpenSnapshots open;
	private final LongSupplier nanoTime;

	Forgetting(SnapshotIndex index, Repository repository, SnapshotLookup lookup, PlanSnapshots plans, OpenSnapshots open, LongSupplier nanoTime) {
		this.index = index;
		this.repository = repository;
		this.lookup = lookup;
		this.plans = plans;
		this.open = open;
		this.nanoTime = nanoTime;
	}

	/** What goes, and what stays, each with its snapshot. */
	private record Decision(List<Snapshot> going, List<ForgetChoice> forgotten, List<ForgetChoice> kept) {
	}

	ForgetReport forget(ForgetRequest request) throws IOException {
		List<String> named = Wire.orNone(request == null ? null : request.snapshots());
		boolean byPolicy = request != null && !Wire.isMissing(request.plan());
		if (named.isEmpty() != byPolicy || !byPolicy && request != null && !Wire.isMissing(request.policy())) {
			throw Wire.bad("name snapshots, or a plan whose policy decides: one of both");
		}
		Decision decision = byPolicy ? byPolicy(request) : named(named);
		boolean dryRun = Boolean.TRUE.equals(request.dryRun());
		int done = dryRun ? decision.going.size() : forget(decision.going);
		return new ForgetReport(dryRun, decision.forgotten.subList(0, done), decision.kept,
				decision.going.subList(done, decision.going.size()).stream().map(Snapshot::id).toList());
	}

	private Decision named(List<String> named) {
		List<Snapshot> going = named.stream().map(lookup::snapshot).distinct().toList();
		for (Snapshot snapshot : going) {
			if (snapshot.isPinned()) {
				throw new RpcFault(Fault.REFUSED, "nothing is forgotten, because snapshot " + snapshot.id() + " is pinned"
						+ (snapshot.pin().isEmpty() ? "" : " (" + Wire.text(snapshot.pin()) + ")") + ": take its pin away first");
			}
		}
		return new Decision(going, going.stream().map(snapshot -> choice(snapshot, List.of())).toList(), List.of());
	}

	private Decision byPolicy(ForgetRequest request) throws IOException {
		if ("".equals(request.policy())) {
			throw empty(); // nobody who gave one means the plan's own
		}
		PlanSnapshots.Decided decided = plans.decide(request.plan(), request.policy());
		if (decided.policy().isEmpty()) {
			throw empty();
		}
		List<Snapshot> going = new ArrayList<>();
		List<ForgetChoice> forgotten = new ArrayList<>();
		List<ForgetChoice> kept = new ArrayList<>();
		var byId = decided.snapshots().stream().collect(Collectors.toMap(Snapshot::id, Function.identity()));
		decided.decisions().forEach(decision -> {
			Snapshot snapshot = byId.get(decision.candidate().id());
			(decision.keep() ? kept : forgotten).add(choice(snapshot, decision.reasons()));
			if (!decision.keep()) {
				going.add(snapshot);
			}
		});
		if (!going.isEmpty()) {
			requireSound(kept);
		}
		return new Decision(going, forgotten, kept);
	}

	private static RpcFault empty() {
		return Wire.bad("the policy is empty and removes nothing: give one, as 'cascade last=3 daily=13', or leave it out for the plan's own");
	}

	/** The good ones must not go while a damaged one takes their place. */
	private void requireSound(List<ForgetChoice> kept) throws IOException {
		for (ForgetChoice choice : kept) {
			try {
				repository.check(choice.snapshotId());
			} catch (RepositoryException e) {
				throw new RpcFault(Fault.REFUSED, Wire.text("nothing is forgotten, because a snapshot that the policy keeps is damaged: " + e.getMessage() + "; see run.verify, or forget "
						+ choice.snapshotId() + " by its id first"));
			}
		}
	}

	/** Answers how many were forgotten: at least one, or all before the time was over. */
	private int forget(List<Snapshot> going) throws IOException {
		long start = nanoTime.getAsLong();
		int done = 0;
		for (Snapshot snapshot : going) {
			if (done > 0 && nanoTime.getAsLong() - start > LONGEST.toNanos()) {
				break;
			}
			try {
				repository.forget(snapshot.id());
			} catch (IOException e) {
				if (done == 0) {
					throw e;
				}
				throw new RpcFault(Fault.REFUSED, Wire.text(e.getMessage() + "; forgotten before that: "
						+ going.subList(0, done).stream().map(Snapshot::id).collect(Collectors.joining(", "))));
			}
			open.drop(snapshot.id());
			unlist(snapshot);
			done++;
		}
		return done;
	}

	/** It is gone all the same if the list cannot be written, which is made good by the next start or rebuild. */
	private void unlist(Snapshot snapshot) {
		try {
			index.remove(List.of(snapshot.id()));
		} catch (CatalogException e) {
			log.warn("the catalog's list of snapshots shows {}, which was forgotten, until the server's next start or a rebuild", snapshot.id(), e);
		}
	}

	private static ForgetChoice choice(Snapshot snapshot, List<String> reasons) {
		return new ForgetChoice(snapshot.id(), Wire.text(snapshot.client()), Wire.text(snapshot.plan()), Wire.time(snapshot.started()), reasons);
	}
}
