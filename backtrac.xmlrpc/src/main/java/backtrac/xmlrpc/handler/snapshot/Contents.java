package backtrac.xmlrpc.handler.snapshot;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import backtrac.api.entry.EntryPath;
import backtrac.api.store.RepositoryException;
import backtrac.api.store.Snapshot;
import backtrac.api.store.SnapshotEntry;
import backtrac.xmlrpc.handler.Wire;
import backtrac.xmlrpc.remote.FileChunk;
import backtrac.xmlrpc.remote.SnapshotApi;

/**
 * Reads files part by part. A file stays open for its next part, so that all of it is hashed on the way while it is read once. The last part of each is kept, for
 * who has not got it. Few files, and not for long after the last part.
 */
final class Contents implements AutoCloseable {

	private static final int KEPT = 8;
	private static final Duration IDLE = Duration.ofSeconds(30);
	/** To come to an offset takes several calls rather than more than this. */
	private static final Duration LONGEST_SKIP = Duration.ofSeconds(3);
	private static final int SKIPPED = 1 << 20;
	private static final Logger log = LoggerFactory.getLogger(Contents.class);

	private final OpenSnapshots open;
	private final LongSupplier nanoTime;
	/** Those that nobody reads at this moment, the one that was used last at the end. */
	private final List<OpenFile> files = new ArrayList<>();
	private boolean closed;

	/** @param nanoTime as {@link System#nanoTime} */
	Contents(OpenSnapshots open, LongSupplier nanoTime) {
		this.open = open;
		this.nanoTime = nanoTime;
	}

	private static final class OpenFile {

		private final String snapshot;
		private final EntryPath path;
		private final SnapshotEntry entry;
		private final InputStream content;
		private long position;
		private long lastOffset = -1;
		private int lastLimit;
		private FileChunk last;
		private long used;

		OpenFile(String snapshot, EntryPath path, SnapshotEntry entry, InputStream content) {
			this.snapshot = snapshot;
			this.path = path;
			this.entry = entry;
			this.content = content;
		}

		boolean hasSent(long offset, int limit) {
			return lastOffset == offset && lastLimit == limit;
		}
	}

	FileChunk read(Snapshot snapshot, Object where, long offset, int limit) throws IOException {
		Wire.between("limit", limit, 1, SnapshotApi.MOST_BYTES);
		EntryPath path = Wire.path("path", where);
		OpenFile file = take(snapshot.id(), path, offset, limit);
		if (file == null) {
			file = open(snapshot, path);
		}
		boolean sound = false;
		try {
			if (offset < 0 || offset > file.entry.entry().size()) {
				throw Wire.bad("offset must be from 0 to the file's size, " + file.entry.entry().size() + ", not " + offset);
			}
			FileChunk chunk = file.hasSent(offset, limit) ? file.last : read(file, offset, limit);
			sound = true;
			return chunk;
		} finally {
			if (sound) {
				keep(file);
			} else {
				close(file);
			}
		}
	}

	private OpenFile open(Snapshot snapshot, EntryPath path) throws IOException {
		try (OpenSnapshots.Lease lease = open.open(snapshot)) {
			SnapshotEntry entry = Browsing.entry(lease.reader(), path);
			return new OpenFile(snapshot.id(), path, entry, lease.reader().read(entry));
		}
	}

	private FileChunk read(OpenFile file, long offset, int limit) throws IOException {
		long size = file.entry.entry().size();
		if (!skip(file, offset)) {
			return new FileChunk(new byte[0], size, false, file.entry.hash());
		}
		byte[] data = file.content.readNBytes((int) Math.min(limit, size - offset));
		file.position += data.length;
		boolean end = file.position == size;
		if (end) {
			file.content.read(); // finds the end, and whether all of it is what was stored
		}
		file.lastOffset = offset;
		file.lastLimit = limit;
		file.last = new FileChunk(data, size, end, file.entry.hash());
		return file.last;
	}

	/** Reads on to an offset; false if that takes too long. */
	private boolean skip(OpenFile file, long offset) throws IOException {
		long start = nanoTime.getAsLong();
		byte[] skipped = new byte[(int) Math.min(SKIPPED, offset - file.position)];
		while (file.position < offset) {
			if (nanoTime.getAsLong() - start > LONGEST_SKIP.toNanos()) {
				return false;
			}
			int read = file.content.readNBytes(skipped, 0, (int) Math.min(skipped.length, offset - file.position));
			if (read == 0) {
				throw new RepositoryException("'" + file.path + "' in snapshot " + file.snapshot + " ends before byte " + offset);
			}
			file.position += read;
		}
		return true;
	}

	/** The open file that is nearest before an offset, or has sent that part last; null if there is none. */
	private synchronized OpenFile take(String snapshot, EntryPath path, long offset, int limit) {
		List<OpenFile> same = files.stream().filter(file -> file.snapshot.equals(snapshot) && file.path.equals(path)).toList();
		OpenFile best = same.stream().filter(file -> file.hasSent(offset, limit)).findFirst()
				.or(() -> same.stream().filter(file -> file.position <= offset).max(Comparator.comparingLong(file -> file.position))).orElse(null);
		files.remove(best);
		return best;
	}

	private void keep(OpenFile file) {
		OpenFile surplus = null;
		synchronized (this) {
			file.used = nanoTime.getAsLong();
			files.add(file);
			if (closed || files.size() > KEPT) {
				surplus = files.removeFirst();
			}
		}
		close(surplus);
	}

	/** Closes those that nobody has read for a while. */
	void closeIdle() {
		long now = nanoTime.getAsLong();
		closeAll(now - IDLE.toNanos());
	}

	private void closeAll(long before) {
		List<OpenFile> idle;
		synchronized (this) {
			idle = files.stream().filter(file -> file.used - before <= 0).toList();
			files.removeAll(idle);
		}
		idle.forEach(Contents::close);
	}

	/** How many are open, for tests. */
	synchronized int count() {
		return files.size();
	}

	private static void close(OpenFile file) {
		try {
			if (file != null) {
				file.content.close();
			}
		} catch (IOException e) {
			log.warn("'{}' of snapshot {} could not be closed: {}", file.path, file.snapshot, e.getMessage());
		}
	}

	/** Closes all; those that are being read at this moment, after that. */
	@Override
	public void close() {
		synchronized (this) {
			closed = true;
		}
		closeAll(nanoTime.getAsLong());
	}
}
