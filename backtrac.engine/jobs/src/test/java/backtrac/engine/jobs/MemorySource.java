package backtrac.engine.jobs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;
import backtrac.api.entry.FileId;
import backtrac.api.entry.FileType;
import backtrac.api.transport.FileContent;
import backtrac.api.transport.Listing;
import backtrac.api.transport.Reason;
import backtrac.api.transport.TransportException;
import backtrac.api.transport.TransportSession;

/** A client's folder in memory, with faults to order: what a real file system cannot be made to do at will. */
final class MemorySource implements TransportSession {

	static final Instant TIME = Instant.parse("2026-01-02T03:04:05.123456789Z");

	private final NavigableMap<EntryPath, FileEntry> entries = new TreeMap<>();
	private final Map<EntryPath, byte[]> contents = new ConcurrentHashMap<>();
	private final Map<EntryPath, Fault> listFaults = new ConcurrentHashMap<>();
	private final Map<EntryPath, Fault> readFaults = new ConcurrentHashMap<>();
	private final Map<EntryPath, Runnable> atEnd = new ConcurrentHashMap<>();
	private final Map<EntryPath, List<Listing.Problem>> hidden = new ConcurrentHashMap<>();
	private final Map<EntryPath, AtomicInteger> reads = new ConcurrentHashMap<>();
	private volatile CountDownLatch closed = new CountDownLatch(1);
	/** Counted down when a blocked read has begun. */
	final CountDownLatch blocked = new CountDownLatch(1);
	volatile EntryPath blockedFile;

	private record Fault(Reason reason, AtomicInteger times) {
	}

	MemorySource() {
		entries.put(EntryPath.ROOT, FileEntry.directory(ByteString.EMPTY, TIME));
	}

	/** A new session: one at a time. */
	MemorySource open() {
		closed = new CountDownLatch(1);
		return this;
	}

	static EntryPath path(String display) {
		return EntryPath.parse(display);
	}

	/** Adds a file and the folders that it is in, or changes it, by one of its names. */
	synchronized MemorySource file(String display, String text, Instant modified) {
		EntryPath path = path(display);
		for (EntryPath folder = path.parent(); folder != null; folder = folder.parent()) {
			entries.putIfAbsent(folder, FileEntry.directory(folder.name(), TIME));
		}
		contents.put(path, text.getBytes(StandardCharsets.UTF_8));
		FileEntry old = entries.put(path, FileEntry.file(path.name(), contents.get(path).length, modified));
		if (old != null && old.id() != null) {
			withId(path, old.id());
		}
		return this;
	}

	MemorySource file(String display, String text) {
		return file(display, text, TIME);
	}

	/** Makes a file say that it has another size than it has. */
	synchronized MemorySource tell(String display, long size) {
		FileEntry entry = entries.get(path(display));
		entries.put(path(display), entry.withContent(size, entry.modified()));
		return this;
	}

	/** Makes two names one file. */
	synchronized MemorySource hardLink(String display, String other) {
		FileEntry old = entries.get(path(display));
		file(other, new String(contents.get(path(display)), StandardCharsets.UTF_8), old.modified());
		FileId id = old.id() != null ? old.id() : new FileId(1, entries.size());
		withId(path(display), id);
		withId(path(other), id);
		return this;
	}

	private void withId(EntryPath path, FileId id) {
		FileEntry e = entries.get(path);
		entries.put(path, new FileEntry(e.name(), e.type(), e.size(), e.modified(), e.mode(), e.uid(), e.gid(), e.owner(), e.group(), e.target(),
				e.device(), id, e.attributes()));
	}

	/** Adds something that is no file and no folder; a link's target is {@code target}. */
	synchronized MemorySource other(String display, FileType type, int uid) {
		EntryPath path = path(display);
		ByteString target = type == FileType.SYMLINK ? ByteString.of("target") : null;
		entries.put(path, new FileEntry(path.name(), type, 0, TIME, 0644, uid, uid, null, null, target, 0, null, Map.of()));
		return this;
	}

	synchronized void delete(String display) {
		entries.remove(path(display));
		contents.remove(path(display));
	}

	/** Something whose name cannot stand in a path. */
	synchronized MemorySource unsafe(String folder, String name) {
		hidden.computeIfAbsent(path(folder), p -> new ArrayList<>()).add(new Listing.Problem(FileEntry.file(ByteString.of(name), 1, TIME), null));
		return this;
	}

	/** Something that is there but cannot be looked at. */
	synchronized MemorySource hidden(String folder, String name, String reason) {
		hidden.computeIfAbsent(path(folder), p -> new ArrayList<>()).add(new Listing.Problem(FileEntry.file(ByteString.of(name), 0, TIME), reason));
		return this;
	}

	MemorySource failList(String folder, Reason reason, int times) {
		listFaults.put(path(folder), new Fault(reason, new AtomicInteger(times)));
		return this;
	}

	MemorySource failRead(String file, Reason reason, int times) {
		readFaults.put(path(file), new Fault(reason, new AtomicInteger(times)));
		return this;
	}

	/** Does something each time a file has been read to its end. */
	MemorySource atEndOf(String file, Runnable action) {
		atEnd.put(path(file), action);
		return this;
	}

	/** Blocks who reads the file until the session is closed. */
	MemorySource block(String file) {
		blockedFile = path(file);
		return this;
	}

	int reads(String file) {
		AtomicInteger count = reads.get(path(file));
		return count == null ? 0 : count.get();
	}

	boolean isClosed() {
		return closed.getCount() == 0;
	}

	@Override
	public synchronized Listing list(EntryPath directory) throws TransportException {
		check(directory, listFaults);
		FileEntry folder = entries.get(directory);
		if (folder == null) {
			throw new TransportException(Reason.NOT_FOUND, directory + ": no such file or directory");
		}
		List<FileEntry> children = new ArrayList<>();
		entries.forEach((path, entry) -> {
			if (directory.equals(path.parent())) {
				children.add(entry);
			}
		});
		List<Listing.Problem> problems = new ArrayList<>();
		for (Listing.Problem problem : hidden.getOrDefault(directory, List.of())) {
			if (!EntryPath.isSafe(problem.entry().name())) {
				children.add(problem.entry());
			} else {
				problems.add(problem);
			}
		}
		return new Listing(folder, children, problems);
	}

	@Override
	public FileContent read(EntryPath file) throws TransportException {
		reads.computeIfAbsent(file, f -> new AtomicInteger()).incrementAndGet();
		check(file, readFaults);
		byte[] content = contents.get(file);
		if (content == null) {
			throw new TransportException(Reason.NOT_FOUND, file + ": no such file or directory");
		}
		return new Content(file, content);
	}

	private void check(EntryPath path, Map<EntryPath, Fault> faults) throws TransportException {
		if (isClosed()) {
			throw new TransportException(Reason.CLOSED, "the session is closed");
		}
		Fault fault = faults.get(path);
		if (fault != null && fault.times.getAndDecrement() > 0) {
			throw new TransportException(fault.reason, path + ": made to fail");
		}
	}

	@Override
	public void close() {
		closed.countDown();
	}

	private final class Content extends FileContent {

		private final EntryPath path;
		private final byte[] bytes;
		private int position;
		private boolean ended;

		Content(EntryPath path, byte[] bytes) {
			this.path = path;
			this.bytes = bytes;
		}

		@Override
		public int read() throws IOException {
			byte[] one = new byte[1];
			return read(one, 0, 1) < 0 ? -1 : one[0];
		}

		@Override
		public int read(byte[] buffer, int offset, int length) throws IOException {
			if (path.equals(blockedFile)) {
				blocked.countDown();
				try {
					closed.await();
				} catch (InterruptedException e) {
					throw new IOException("interrupted, which must not happen", e);
				}
			}
			if (isClosed()) {
				throw new TransportException(Reason.CLOSED, "the session is closed");
			}
			int n = Math.min(length, bytes.length - position);
			System.arraycopy(bytes, position, buffer, offset, n);
			position += n;
			if (position == bytes.length && !ended) {
				ended = true;
				atEnd.getOrDefault(path, () -> {
				}).run();
			}
			return n == 0 ? -1 : n;
		}

		@Override
		public FileEntry state() throws TransportException {
			synchronized (MemorySource.this) {
				FileEntry entry = entries.get(path);
				return entry != null ? entry : FileEntry.file(path.name(), bytes.length, TIME);
			}
		}
	}
}
