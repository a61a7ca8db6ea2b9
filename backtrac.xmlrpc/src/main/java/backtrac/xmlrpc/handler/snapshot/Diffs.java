package backtrac.xmlrpc.handler.snapshot;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;

import backtrac.api.diff.DiffSummary;
import backtrac.api.diff.Difference;
import backtrac.api.entry.EntryPath;
import backtrac.api.store.Snapshot;
import backtrac.xmlrpc.handler.SnapshotScope;
import backtrac.xmlrpc.handler.Wire;
import backtrac.xmlrpc.remote.DiffPage;
import backtrac.xmlrpc.remote.DiffQuery;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.RpcFault;
import backtrac.xmlrpc.remote.SnapshotApi;
import backtrac.xmlrpc.server.Caller;

/**
 * Comparisons that callers have begun: one works at a time, and what they have found is kept for a while. All of them together keep no more than so many
 * differences, so that memory is bounded; each caller has a few, so that none takes the places of all others.
 */
final class Diffs implements AutoCloseable {

	/** Some 500 bytes each. */
	static final int MOST_DIFFERENCES = 200_000;
	/** Of comparisons that wait, work or are kept. */
	private static final int MOST = 16;
	/** Of these, of one caller. */
	private static final int MOST_OF_ONE = 2;
	private static final Duration IDLE = Duration.ofMinutes(5);
	private static final String WORKING = "WORKING";

	private final OpenSnapshots open;
	private final LongSupplier nanoTime;
	private final int mostDifferences;
	private final Map<String, Diff> diffs = new HashMap<>();
	private final ExecutorService worker;

	Diffs(OpenSnapshots open, LongSupplier nanoTime, int mostDifferences) {
		this(open, nanoTime, mostDifferences, Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("backtrac-rpc-diff").factory()));
	}

	/** @param worker compares, one after the other; ends with this */
	Diffs(OpenSnapshots open, LongSupplier nanoTime, int mostDifferences, ExecutorService worker) {
		this.open = open;
		this.nanoTime = nanoTime;
		this.mostDifferences = mostDifferences;
		this.worker = worker;
	}

	String start(Snapshot first, Snapshot second, DiffQuery query) throws IOException {
		List<EntryPath> paths = new ArrayList<>();
		for (Object path : Wire.orNone(query.paths())) {
			paths.add(Wire.path("a path", path));
		}
		Set<Difference.Kind> kinds = EnumSet.noneOf(Difference.Kind.class);
		Wire.orNone(query.kinds()).forEach(kind -> kinds.add(Wire.constant(Difference.Kind.class, "a kind", kind, null)));
		requireThere(first, second, paths);
		Diff diff = new Diff(Caller.current().name(), first, second, paths, kinds.isEmpty() ? EnumSet.allOf(Difference.Kind.class) : kinds);
		String id = UUID.randomUUID().toString();
		synchronized (this) {
			makeRoom(diff.caller());
			diff.use(nanoTime.getAsLong());
			diffs.put(id, diff);
		}
		worker.execute(() -> diff.run(open, mostDifferences, () -> dropSurplus(diff)));
		return id;
	}

	/** What neither has is a mistake, and not equal. */
	private void requireThere(Snapshot first, Snapshot second, List<EntryPath> paths) throws IOException {
		try (OpenSnapshots.Lease before = open.open(first); OpenSnapshots.Lease after = open.open(second)) {
			for (EntryPath path : paths) {
				if (before.reader().find(path).isEmpty()) {
					Browsing.entry(after.reader(), path);
				}
			}
		}
	}

	/** The caller's own goes before another's. */
	private void makeRoom(String caller) {
		List<Diff> own = diffs.values().stream().filter(diff -> diff.caller().equals(caller)).toList();
		if (own.size() >= MOST_OF_ONE) {
			diffs.values().remove(oldestDone(own).orElseThrow(() -> new RpcFault(Fault.BUSY,
					"as many comparisons as the server takes of one caller are going on: wait for one of yours, or cancel it")));
		} else if (diffs.size() >= MOST) {
			diffs.values().remove(oldestDone(own).or(() -> oldestDone(diffs.values()))
					.orElseThrow(() -> new RpcFault(Fault.BUSY, "as many comparisons as the server takes are going on: try again later")));
		}
	}

	private static Optional<Diff> oldestDone(Collection<Diff> diffs) {
		return diffs.stream().filter(Diff::isDone).min(byUse());
	}

	/** What was asked for longest ago goes. */
	private synchronized void dropSurplus(Diff latest) {
		List<Diff> done = new ArrayList<>(diffs.values().stream().filter(diff -> diff != latest && diff.isDone()).sorted(byUse()).toList());
		long kept = latest.found().size() + done.stream().mapToLong(diff -> diff.found().size()).sum();
		for (Diff diff : done) {
			if (kept > mostDifferences) {
				diffs.values().remove(diff);
				kept -= diff.found().size();
			}
		}
	}

	private static Comparator<Diff> byUse() {
		return (a, b) -> Long.signum(a.used() - b.used());
	}

	DiffPage poll(String id, String cursor, int limit, int waitMs) throws IOException {
		Wire.between("limit", limit, 1, SnapshotApi.MOST_DIFFERENCES);
		Wire.between("wait_ms", waitMs, 0, SnapshotApi.LONGEST_WAIT_MS);
		Diff diff = find(id).orElseThrow(() -> new RpcFault(Fault.NOT_FOUND, "there is no comparison '" + id + "' any more: begin it again"));
		Optional<DiffSummary> summary = diff.await(waitMs);
		if (summary.isEmpty()) {
			return new DiffPage(WORKING, diff.first().id(), diff.second().id(), List.of(), "", null);
		}
		int from = from(cursor, diff.found().size());
		int to = Math.min(from + limit, diff.found().size());
		return new DiffPage(DiffPage.DONE, diff.first().id(), diff.second().id(), diff.found().subList(from, to).stream().map(EntryInfos::of).toList(),
				to == diff.found().size() ? "" : Integer.toString(to), EntryInfos.of(summary.get()));
	}

	private static int from(String cursor, int size) {
		if (Wire.isMissing(cursor)) {
			return 0;
		}
		if (!cursor.matches("\\d{1,9}") || Integer.parseInt(cursor) > size) {
			throw Wire.bad("no page of this has ended with the cursor '" + cursor + "': give what the answer before has, or an empty one");
		}
		return Integer.parseInt(cursor);
	}

	/** Of another client's there is none. */
	private synchronized Optional<Diff> find(String id) {
		Optional<Diff> found = Optional.ofNullable(diffs.get(Wire.orEmpty(id)))
				.filter(diff -> SnapshotScope.hasClient(diff.first().client()) && SnapshotScope.hasClient(diff.second().client()));
		found.ifPresent(diff -> diff.use(nanoTime.getAsLong()));
		return found;
	}

	synchronized void cancel(String id) {
		find(id).ifPresent(diff -> {
			diff.cancel();
			diffs.remove(id);
		});
	}

	/** Forgets those that nobody has asked for for a while. */
	synchronized void closeIdle() {
		long now = nanoTime.getAsLong();
		diffs.values().removeIf(diff -> {
			boolean idle = now - diff.used() > IDLE.toNanos();
			if (idle) {
				diff.cancel();
			}
			return idle;
		});
	}

	/** How many there are, for tests. */
	synchronized int count() {
		return diffs.size();
	}

	/** Ends all; those who wait are told. */
	@Override
	public synchronized void close() {
		diffs.values().forEach(Diff::cancel);
		diffs.clear();
		worker.shutdown();
	}
}
