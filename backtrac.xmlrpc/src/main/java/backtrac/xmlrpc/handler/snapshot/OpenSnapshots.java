package backtrac.xmlrpc.handler.snapshot;

import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import backtrac.api.store.Repository;
import backtrac.api.store.RepositoryException;
import backtrac.api.store.Snapshot;
import backtrac.api.store.SnapshotReader;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.RpcFault;

/**
 * Snapshots that are open, for the next page of the same one. Few of them, and not for long after the last page: an open one keeps its disk from being
 * unmounted.
 */
final class OpenSnapshots implements AutoCloseable {

	/** So many that nobody reads at this moment are kept. */
	private static final int KEPT = 4;
	private static final Duration IDLE = Duration.ofSeconds(30);
	private static final Logger log = LoggerFactory.getLogger(OpenSnapshots.class);

	private final Repository repository;
	private final LongSupplier nanoTime;
	private final Map<String, Entry> entries = new LinkedHashMap<>();
	private boolean closed;

	/** @param nanoTime as {@link System#nanoTime} */
	OpenSnapshots(Repository repository, LongSupplier nanoTime) {
		this.repository = repository;
		this.nanoTime = nanoTime;
	}

	private static final class Entry {

		private final SnapshotReader reader;
		private int users;
		private long used;

		Entry(SnapshotReader reader) {
			this.reader = reader;
		}
	}

	/** A snapshot that is open until this is closed. */
	final class Lease implements AutoCloseable {

		private final Entry entry;
		private boolean returned;

		private Lease(Entry entry) {
			this.entry = entry;
		}

		SnapshotReader reader() {
			return entry.reader;
		}

		@Override
		public void close() {
			synchronized (OpenSnapshots.this) {
				if (!returned) {
					returned = true;
					giveBack(entry);
				}
			}
		}
	}

	/**
	 * Opens a snapshot, or has it open. The caller closes the lease.
	 *
	 * @throws RpcFault {@link Fault#NOT_FOUND} if it has gone, {@link Fault#REFUSED} if it is damaged
	 */
	Lease open(Snapshot snapshot) throws IOException {
		synchronized (this) {
			Entry there = entries.get(snapshot.id());
			if (there != null) {
				there.users++;
				return new Lease(there);
			}
		}
		Entry opened = new Entry(read(snapshot)); // others need not wait for the disk
		synchronized (this) {
			opened.users = 1;
			if (!closed && !entries.containsKey(snapshot.id())) {
				entries.put(snapshot.id(), opened);
			}
			return new Lease(opened);
		}
	}

	private SnapshotReader read(Snapshot snapshot) throws IOException {
		try {
			return repository.open(snapshot.id());
		} catch (RepositoryException e) {
			if (repository.snapshots(snapshot.client(), snapshot.plan()).stream().noneMatch(other -> other.id().equals(snapshot.id()))) {
				throw new RpcFault(Fault.NOT_FOUND, "the snapshot " + snapshot.id() + " has been forgotten");
			}
			throw e;
		}
	}

	private void giveBack(Entry entry) {
		entry.users--;
		entry.used = nanoTime.getAsLong();
		if (entry.users == 0 && entries.get(entry.reader.snapshot().id()) != entry) {
			close(entry);
		}
		closeSurplus();
	}

	/** The ones that were used last stay. */
	private void closeSurplus() {
		long idle = entries.values().stream().filter(entry -> entry.users == 0).count();
		while (idle-- > KEPT) {
			Entry oldest = entries.values().stream().filter(entry -> entry.users == 0).min((a, b) -> Long.compare(a.used - b.used, 0)).orElseThrow();
			entries.remove(oldest.reader.snapshot().id());
			close(oldest);
		}
	}

	/** Closes those that nobody has read for a while. */
	synchronized void closeIdle() {
		long now = nanoTime.getAsLong();
		for (Iterator<Entry> all = entries.values().iterator(); all.hasNext();) {
			Entry entry = all.next();
			if (entry.users == 0 && now - entry.used > IDLE.toNanos()) {
				all.remove();
				close(entry);
			}
		}
	}

	/** Closes a snapshot that is not there any more, as soon as nobody reads it. */
	synchronized void drop(String id) {
		Entry entry = entries.remove(id);
		if (entry != null && entry.users == 0) {
			close(entry);
		}
	}

	/** How many are open, for tests. */
	synchronized int count() {
		return entries.size();
	}

	private static void close(Entry entry) {
		try {
			entry.reader.close();
		} catch (IOException e) {
			log.warn("the snapshot {} could not be closed: {}", entry.reader.snapshot().id(), e.getMessage());
		}
	}

	/** Closes all; those that are being read at this moment, when they are given back. */
	@Override
	public synchronized void close() {
		closed = true;
		entries.values().stream().filter(entry -> entry.users == 0).forEach(OpenSnapshots::close);
		entries.clear();
	}
}
