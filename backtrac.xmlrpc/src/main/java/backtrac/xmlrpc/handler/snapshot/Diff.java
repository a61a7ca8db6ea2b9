package backtrac.xmlrpc.handler.snapshot;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import backtrac.api.diff.DiffSummary;
import backtrac.api.diff.Difference;
import backtrac.api.diff.SnapshotDiff;
import backtrac.api.diff.TooManyDifferencesException;
import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.api.store.RepositoryException;
import backtrac.api.store.Snapshot;
import backtrac.api.store.SnapshotEntry;
import backtrac.api.store.SnapshotReader;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.RpcFault;

/** A comparison of two snapshots, on its way or done. */
final class Diff {

	private final String caller;
	private final Snapshot first;
	private final Snapshot second;
	private final List<EntryPath> paths;
	private final Set<Difference.Kind> kinds;
	private final List<Difference> found = new ArrayList<>();
	private final CompletableFuture<DiffSummary> done = new CompletableFuture<>();
	private volatile boolean cancelled;
	private long used;

	/**
	 * @param caller the name of who has begun it
	 * @param kinds  that are told; all are counted
	 */
	Diff(String caller, Snapshot first, Snapshot second, List<EntryPath> paths, Set<Difference.Kind> kinds) {
		this.caller = caller;
		this.first = first;
		this.second = second;
		this.paths = paths;
		this.kinds = kinds;
	}

	String caller() {
		return caller;
	}

	Snapshot first() {
		return first;
	}

	Snapshot second() {
		return second;
	}

	/**
	 * Compares, in the thread that calls.
	 *
	 * @param beforeDone called when all is found, before those who wait see it done
	 */
	void run(OpenSnapshots open, int most, Runnable beforeDone) {
		if (cancelled) {
			return;
		}
		try (OpenSnapshots.Lease before = open.open(first); OpenSnapshots.Lease after = open.open(second)) {
			DiffSummary summary = SnapshotDiff.compare(new Watched(before.reader()), new Watched(after.reader()), paths, most, difference -> {
				if (kinds.contains(difference.kind())) {
					found.add(difference);
				}
			});
			beforeDone.run();
			done.complete(summary);
		} catch (TooManyDifferencesException e) {
			done.completeExceptionally(new RepositoryException(e.getMessage() + ": compare folder by folder, with paths"));
		} catch (IOException | RuntimeException e) {
			done.completeExceptionally(e);
		} catch (Error e) { // who waits must not wait for ever
			done.completeExceptionally(e);
			throw e;
		}
	}

	/**
	 * Waits for the end.
	 *
	 * @return empty if it goes on
	 * @throws IOException if it has failed
	 */
	Optional<DiffSummary> await(long millis) throws IOException {
		try {
			return Optional.of(done.get(millis, TimeUnit.MILLISECONDS));
		} catch (TimeoutException _) {
			return Optional.empty();
		} catch (InterruptedException _) {
			Thread.currentThread().interrupt();
			throw new RpcFault(Fault.UNAVAILABLE, "the server is stopping");
		} catch (ExecutionException e) {
			switch (e.getCause()) {
			case IOException failed -> throw failed;
			case RuntimeException failed -> throw failed;
			case Throwable other -> throw new IllegalStateException(other);
			}
		}
	}

	/** What was found, when it is done. */
	List<Difference> found() {
		return found;
	}

	boolean isDone() {
		return done.isDone();
	}

	/** Ends it soon. */
	void cancel() {
		cancelled = true;
		done.completeExceptionally(cancellation());
	}

	private static RpcFault cancellation() {
		return new RpcFault(Fault.NOT_FOUND, "the comparison was cancelled");
	}

	/** When somebody has asked last, by a clock of the owner. */
	long used() {
		return used;
	}

	void use(long now) {
		used = now;
	}

	/** A snapshot that cannot be read any more when the comparison was cancelled. */
	private final class Watched implements SnapshotReader {

		private final SnapshotReader reader;

		Watched(SnapshotReader reader) {
			this.reader = reader;
		}

		@Override
		public Snapshot snapshot() {
			return reader.snapshot();
		}

		@Override
		public Optional<SnapshotEntry> find(EntryPath path) throws IOException {
			return reader.find(path);
		}

		@Override
		public List<SnapshotEntry> list(EntryPath directory) throws IOException {
			return list(directory, null, Integer.MAX_VALUE);
		}

		@Override
		public List<SnapshotEntry> list(EntryPath directory, ByteString after, int limit) throws IOException {
			if (cancelled) {
				throw cancellation();
			}
			return reader.list(directory, after, limit);
		}

		@Override
		public InputStream read(SnapshotEntry file) throws IOException {
			return reader.read(file);
		}

		@Override
		public void close() {
			// its owner does
		}
	}
}
