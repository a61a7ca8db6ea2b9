package backtrac.xmlrpc.handler.snapshot;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

import backtrac.api.catalog.MemoryCatalog;
import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;
import backtrac.api.entry.FileType;
import backtrac.api.store.Repository;
import backtrac.api.store.Snapshot;
import backtrac.api.store.SnapshotRequest;
import backtrac.api.store.SnapshotWriter;
import backtrac.engine.store.HardLinkRepository;
import backtrac.xmlrpc.handler.Callers;
import backtrac.xmlrpc.handler.FakeOverview;
import backtrac.xmlrpc.handler.PlanSnapshots;
import backtrac.xmlrpc.handler.Waits;
import backtrac.xmlrpc.remote.SnapshotApi;
import backtrac.xmlrpc.server.Caller;

/** A handler over a real repository, whose snapshots a test makes of a few words. Its clock stands still unless it is told. */
public final class RealSnapshots implements AutoCloseable {

	static final Instant TIME = Instant.parse("2026-03-01T12:00:00.123456789Z");
	static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

	final MemoryCatalog catalog = new MemoryCatalog();
	final HardLinkRepository repository;
	final AtomicLong nanos = new AtomicLong();
	final SnapshotHandler handler;
	private final NavigableMap<EntryPath, FileEntry> entries = new TreeMap<>();
	private final Map<EntryPath, byte[]> contents = new HashMap<>();

	public RealSnapshots(Path folder) throws IOException {
		this(folder, 1000);
	}

	RealSnapshots(Path folder, int mostDifferences) throws IOException {
		repository = HardLinkRepository.init(folder.resolve("repository"));
		handler = new SnapshotHandler(catalog, catalog, repository,
				new PlanSnapshots(catalog, new FakeOverview(catalog), repository, Clock.fixed(NOW, ZoneOffset.UTC)), new Waits(9, 9), nanos::get, mostDifferences);
	}

	/** The handler itself. */
	public SnapshotApi handler() {
		return handler;
	}

	/** The handler for who may do everything. */
	public SnapshotApi api() {
		return as(Callers.ADMIN);
	}

	public Repository repository() {
		return repository;
	}

	SnapshotApi as(Caller caller) {
		return Callers.as(caller, SnapshotApi.class, handler);
	}

	/** A file of the next snapshots, with the folders that it is in. The path is as people type it, with {@code \xNN}. */
	public RealSnapshots file(String path, String content) {
		byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
		return put(path, FileEntry.file(EntryPath.parse(path).name(), bytes.length, TIME), bytes);
	}

	RealSnapshots link(String path, String target) {
		return put(path, new FileEntry(EntryPath.parse(path).name(), FileType.SYMLINK, 0, TIME, 0777, 0, 100, "root", "users", ByteString.parse(target), 0, null, Map.of()),
				null);
	}

	RealSnapshots put(String path, FileEntry entry, byte[] content) {
		EntryPath where = EntryPath.parse(path);
		entries.put(where, entry);
		for (EntryPath parent = where.parent(); parent != null; parent = parent.parent()) {
			entries.putIfAbsent(parent, FileEntry.directory(parent.name(), TIME));
		}
		if (content != null) {
			contents.put(where, content);
		}
		return this;
	}

	RealSnapshots remove(String path) {
		entries.keySet().removeIf(entry -> entry.startsWith(EntryPath.parse(path)));
		return this;
	}

	/** Takes a snapshot of the files; those whose content is not there are unreadable. */
	public Snapshot take(String client, String plan, String started) throws IOException {
		try (SnapshotWriter writer = repository.begin(new SnapshotRequest(client, plan, Instant.parse(started), false, "/home").withDefinition(Map.of("schedule", "daily", "setting.host", "nas")))) {
			for (var folder : entries.entrySet()) {
				if (folder.getValue().isDirectory()) {
					for (FileEntry file : writer.directory(folder.getKey(), folder.getValue(), children(folder.getKey()))) {
						byte[] content = contents.get(folder.getKey().resolve(file.name()));
						if (content == null) {
							writer.unreadable(folder.getKey(), file, "permission denied");
						} else {
							writer.put(folder.getKey(), file, new ByteArrayInputStream(content));
						}
					}
				}
			}
			Snapshot snapshot = writer.commit();
			catalog.put(List.of(snapshot));
			return snapshot;
		}
	}

	private List<FileEntry> children(EntryPath folder) {
		List<FileEntry> children = new ArrayList<>();
		entries.tailMap(folder, false).entrySet().stream().takeWhile(e -> e.getKey().startsWith(folder)).filter(e -> e.getKey().parent().equals(folder))
				.forEach(e -> children.add(e.getValue()));
		return children;
	}

	@Override
	public void close() {
		handler.stop();
		repository.close();
	}
}
