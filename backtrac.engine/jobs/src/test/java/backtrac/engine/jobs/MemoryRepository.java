package backtrac.engine.jobs;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;
import backtrac.api.entry.FileType;
import backtrac.api.store.PruneOptions;
import backtrac.api.store.PruneReport;
import backtrac.api.store.Repository;
import backtrac.api.store.RepositoryException;
import backtrac.api.store.RepositoryInfo;
import backtrac.api.store.Snapshot;
import backtrac.api.store.SnapshotCounts;
import backtrac.api.store.SnapshotEntry;
import backtrac.api.store.SnapshotReader;
import backtrac.api.store.SnapshotRequest;
import backtrac.api.store.SnapshotWriter;
import backtrac.api.store.Upkeep;
import backtrac.api.store.VerifyOptions;
import backtrac.api.store.VerifyReport;
import backtrac.api.store.WorkListener;

/** A repository in memory that keeps to the contract and checks that others do. */
final class MemoryRepository implements Repository {

	private final Map<String, byte[]> pool = new ConcurrentHashMap<>();
	private int begun;
	private final List<Kept> kept = new ArrayList<>();
	private final Path location;
	/** What {@code put} throws, to be a repository that fails. */
	volatile IOException failure;
	/** What {@code forget} throws. */
	volatile IOException forgetFailure;
	/** What commit waits for. */
	volatile Runnable beforeCommit = () -> {
	};
	volatile int open;
	/** Snapshots whose manifests are damaged. */
	final Set<String> damaged = ConcurrentHashMap.newKeySet();
	final MemoryUpkeep upkeep = new MemoryUpkeep();

	private record Kept(Snapshot snapshot, NavigableMap<EntryPath, SnapshotEntry> entries) {
	}

	MemoryRepository() {
		this(Path.of("/memory"));
	}

	MemoryRepository(Path location) {
		this.location = location;
	}

	@Override
	public RepositoryInfo info() {
		return new RepositoryInfo("0", location, Instant.EPOCH, 1, 65000);
	}

	@Override
	public SnapshotWriter begin(SnapshotRequest request) throws IOException {
		open++;
		return new Writer(request);
	}

	@Override
	public synchronized List<Snapshot> snapshots() {
		return kept.stream().map(Kept::snapshot).toList().reversed();
	}

	@Override
	public synchronized void check(String id) throws IOException {
		if (damaged.contains(id)) {
			throw new RepositoryException("the manifest of " + id + " is damaged");
		}
	}

	@Override
	public synchronized void forget(String id) throws IOException {
		if (forgetFailure != null) {
			throw forgetFailure;
		}
		if (!kept.removeIf(k -> k.snapshot.id().equals(id))) {
			throw new RepositoryException("there is no snapshot " + id);
		}
	}

	@Override
	public synchronized void pin(String id, String why) {
		kept.replaceAll(k -> k.snapshot.id().equals(id) ? new Kept(pinned(k.snapshot, why), k.entries) : k);
	}

	private static Snapshot pinned(Snapshot s, String why) {
		return new Snapshot(s.id(), s.client(), s.plan(), s.started(), s.finished(), s.result(), s.counts(), s.tree(), s.source(), s.definition(), why);
	}

	@Override
	public Upkeep upkeep() {
		return upkeep;
	}

	@Override
	public VerifyReport verify(VerifyOptions options, WorkListener listener) throws IOException, InterruptedException {
		return upkeep.verify(options, listener);
	}

	@Override
	public PruneReport prune(PruneOptions options, WorkListener listener) throws IOException, InterruptedException {
		return upkeep.prune(options, listener);
	}

	@Override
	public synchronized SnapshotReader open(String id) throws IOException {
		return new Reader(kept.stream().filter(k -> k.snapshot.id().equals(id)).findFirst()
				.orElseThrow(() -> new RepositoryException("no snapshot '" + id + "'")));
	}

	/** Damages what a snapshot has of a file. */
	void damage(SnapshotEntry file) {
		pool.get(file.hash())[0]++;
	}

	static String hash(byte[] bytes) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
		} catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException(e);
		}
	}

	private final class Writer implements SnapshotWriter {

		private final SnapshotRequest request;
		private final int number;
		private final NavigableMap<EntryPath, SnapshotEntry> before;
		private final NavigableMap<EntryPath, SnapshotEntry> entries = new TreeMap<>();
		private final Set<EntryPath> wanted = new HashSet<>();
		private long read;
		private long bytesRead;
		private long stored;
		private long bytesStored;
		private boolean closed;

		Writer(SnapshotRequest request) {
			this.request = request;
			this.number = ++begun;
			this.before = kept.stream().filter(k -> k.snapshot.client().equals(request.client()) && k.snapshot.plan().equals(request.plan()))
					.reduce((a, b) -> b).map(Kept::entries).orElse(new TreeMap<>());
		}

		@Override
		public String id() {
			return "%016x".formatted(number);
		}

		@Override
		public synchronized List<FileEntry> directory(EntryPath path, FileEntry directory, List<FileEntry> children) throws IOException {
			check();
			if (!path.isRoot() && !entries.containsKey(path)) {
				throw new IllegalStateException("the folder '" + path + "' comes before the one that it is in");
			}
			entries.put(path, new SnapshotEntry(directory, null, null));
			List<FileEntry> toRead = new ArrayList<>();
			for (FileEntry child : children) {
				if (!EntryPath.isSafe(child.name())) {
					entries.put(path.resolve(ByteString.of("unsafe")), new SnapshotEntry(child, null, "unsafe"));
					continue;
				}
				EntryPath place = path.resolve(child.name());
				SnapshotEntry old = before.get(place);
				boolean same = old != null && old.hash() != null && old.entry().size() == child.size()
						&& old.entry().modified().equals(child.modified());
				entries.put(place, new SnapshotEntry(child, same ? old.hash() : null, null));
				if (child.isFile() && !same) {
					wanted.add(place);
					toRead.add(child);
				}
			}
			return toRead;
		}

		@Override
		public void put(EntryPath directory, FileEntry file, InputStream content) throws IOException {
			byte[] bytes = content.readAllBytes();
			synchronized (this) {
				check();
				EntryPath path = directory.resolve(file.name());
				if (!wanted.remove(path)) {
					throw new IllegalStateException(path + " was not asked for");
				}
				String hash = hash(bytes);
				read++;
				bytesRead += bytes.length;
				if (pool.putIfAbsent(hash, bytes) == null) {
					stored++;
					bytesStored += bytes.length;
				}
				entries.put(path, new SnapshotEntry(file.withContent(bytes.length, file.modified()), hash, null));
			}
		}

		@Override
		public synchronized boolean link(EntryPath directory, FileEntry file) throws IOException {
			check();
			Optional<SnapshotEntry> other = entries.values().stream().filter(e -> e.hash() != null && isSame(e.entry(), file)).findFirst();
			if (other.isPresent()) {
				EntryPath path = directory.resolve(file.name());
				if (!wanted.remove(path)) {
					throw new IllegalStateException(path + " was not asked for");
				}
				entries.put(path, new SnapshotEntry(file, other.get().hash(), null));
			}
			return other.isPresent();
		}

		private static boolean isSame(FileEntry a, FileEntry b) {
			return a.id() != null && a.id().equals(b.id()) && a.size() == b.size() && a.modified().equals(b.modified());
		}

		private void check() throws IOException {
			if (closed) {
				throw new IllegalStateException("used after its end");
			}
			if (failure != null) {
				throw failure;
			}
		}

		@Override
		public synchronized void unreadable(EntryPath directory, FileEntry entry, String reason) throws IOException {
			check();
			wanted.remove(directory.resolve(entry.name()));
			entries.put(directory.resolve(entry.name()), new SnapshotEntry(entry, null, reason));
		}

		@Override
		public synchronized SnapshotCounts counts() {
			List<SnapshotEntry> good = entries.values().stream().filter(e -> e.unreadable() == null).toList();
			List<FileEntry> files = good.stream().map(SnapshotEntry::entry).filter(FileEntry::isFile).toList();
			long folders = good.stream().filter(e -> e.entry().isDirectory()).count();
			return new SnapshotCounts(files.size(), folders, good.size() - files.size() - folders, files.stream().mapToLong(FileEntry::size).sum(),
					read, bytesRead, stored, bytesStored, entries.size() - good.size());
		}

		@Override
		public Snapshot commit() throws IOException {
			beforeCommit.run();
			if (!wanted.isEmpty()) {
				throw new IllegalStateException("neither put nor unreadable: " + wanted);
			}
			synchronized (MemoryRepository.this) {
				SnapshotCounts counts = counts();
				Snapshot snapshot = new Snapshot(id(), request.client(), request.plan(), request.started(), request.started(),
						counts.unreadable() == 0 ? Snapshot.Result.COMPLETE : Snapshot.Result.PARTIAL, counts, location.resolve(id()), request.source(),
						request.definition(), null);
				kept.add(new Kept(snapshot, entries));
				return snapshot;
			}
		}

		@Override
		public synchronized void close() {
			if (!closed) {
				closed = true;
				open--;
			}
		}
	}

	private final class Reader implements SnapshotReader {

		private final Kept snapshot;

		Reader(Kept snapshot) {
			this.snapshot = snapshot;
		}

		@Override
		public Snapshot snapshot() {
			return snapshot.snapshot;
		}

		@Override
		public Optional<SnapshotEntry> find(EntryPath path) {
			return Optional.ofNullable(snapshot.entries.get(path));
		}

		@Override
		public List<SnapshotEntry> list(EntryPath directory) throws IOException {
			Optional<SnapshotEntry> folder = find(directory);
			if (folder.isEmpty() || folder.get().entry().type() != FileType.DIRECTORY) {
				throw new RepositoryException("no folder '" + directory + "' in the snapshot");
			}
			return snapshot.entries.entrySet().stream().filter(e -> directory.equals(e.getKey().parent())).map(Map.Entry::getValue).toList();
		}

		@Override
		public InputStream read(SnapshotEntry file) throws IOException {
			if (file.hash() == null) {
				throw new RepositoryException("'" + file.entry().name() + "' has no content");
			}
			byte[] bytes = pool.get(file.hash());
			return new FilterInputStream(new ByteArrayInputStream(bytes)) {
				@Override
				public int read(byte[] buffer, int offset, int length) throws IOException {
					int n = super.read(buffer, offset, length);
					if (n < 0 && !hash(bytes).equals(file.hash())) {
						throw new RepositoryException("'" + file.entry().name() + "' is damaged in the repository");
					}
					return n;
				}
			};
		}

		@Override
		public void close() {
		}
	}
}
