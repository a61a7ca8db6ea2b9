package backtrac.api.diff;

import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;
import backtrac.api.entry.FileType;
import backtrac.api.store.Snapshot;
import backtrac.api.store.SnapshotEntry;
import backtrac.api.store.SnapshotReader;

/** A snapshot in memory: a file's hash is its content. */
final class MemorySnapshot implements SnapshotReader {

	private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

	private final NavigableMap<EntryPath, SnapshotEntry> entries = new TreeMap<>();

	MemorySnapshot() {
		entries.put(EntryPath.ROOT, new SnapshotEntry(FileEntry.directory(ByteString.EMPTY, TIME), null, null));
	}

	/** A file with the folders that it is in. */
	MemorySnapshot file(String path, String content) {
		return put(path, name -> new SnapshotEntry(FileEntry.file(name, content.length(), TIME), content, null));
	}

	MemorySnapshot folder(String path) {
		return folder(path, TIME);
	}

	MemorySnapshot folder(String path, Instant time) {
		return put(path, name -> new SnapshotEntry(FileEntry.directory(name, time), null, null));
	}

	MemorySnapshot link(String path, String target) {
		return put(path, name -> new SnapshotEntry(new FileEntry(name, FileType.SYMLINK, 0, TIME, FileEntry.UNKNOWN, FileEntry.UNKNOWN,
				FileEntry.UNKNOWN, null, null, ByteString.of(target), 0, null, Map.of()), null, null));
	}

	/** A file of the content "x" with POSIX metadata. */
	MemorySnapshot owned(String path, int mode, int uid, String owner, Instant time, Map<ByteString, ByteString> attributes) {
		return put(path, name -> new SnapshotEntry(
				new FileEntry(name, FileType.FILE, 1, time, mode, uid, 0, owner, "root", null, 0, null, attributes), "x", null));
	}

	MemorySnapshot unreadable(String path, boolean folder) {
		return put(path, name -> new SnapshotEntry(folder ? FileEntry.directory(name, TIME) : FileEntry.file(name, 1, TIME), null, "denied"));
	}

	private interface Entry {
		SnapshotEntry of(ByteString name);
	}

	private MemorySnapshot put(String path, Entry entry) {
		EntryPath where = EntryPath.parse(path);
		if (!entries.containsKey(where.parent())) {
			folder(where.parent().toString());
		}
		entries.put(where, entry.of(where.name()));
		return this;
	}

	@Override
	public Snapshot snapshot() {
		throw new UnsupportedOperationException();
	}

	@Override
	public Optional<SnapshotEntry> find(EntryPath path) {
		return Optional.ofNullable(entries.get(path));
	}

	@Override
	public List<SnapshotEntry> list(EntryPath directory) {
		SnapshotEntry folder = entries.get(directory);
		if (folder == null || !folder.entry().isDirectory() || folder.unreadable() != null) {
			throw new AssertionError("no such folder: " + directory);
		}
		return entries.tailMap(directory, false).entrySet().stream().takeWhile(e -> e.getKey().startsWith(directory))
				.filter(e -> e.getKey().parent().equals(directory)).map(Map.Entry::getValue).toList();
	}

	@Override
	public InputStream read(SnapshotEntry file) {
		throw new AssertionError("a comparison reads no content");
	}

	@Override
	public void close() {
		// holds nothing
	}
}
