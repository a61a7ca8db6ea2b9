package backtrac.engine.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;
import backtrac.api.store.Repository;
import backtrac.api.store.Snapshot;
import backtrac.api.store.SnapshotEntry;
import backtrac.api.store.SnapshotReader;
import backtrac.api.store.SnapshotRequest;
import backtrac.api.store.SnapshotWriter;

/** Folders and files to back up, in memory. */
final class MemorySource {

	static final Instant TIME = Instant.parse("2025-03-04T05:06:07.123456789Z");

	private final Map<EntryPath, FileEntry> entries = new TreeMap<>();
	private final Map<EntryPath, byte[]> contents = new TreeMap<>();
	private Instant started = Instant.parse("2026-01-01T00:00:00Z");

	MemorySource() {
		entries.put(EntryPath.ROOT, FileEntry.directory(ByteString.EMPTY, TIME));
	}

	MemorySource file(String path, String content) {
		return file(path, content, TIME);
	}

	MemorySource file(String path, String content, Instant modified) {
		return file(path, content.getBytes(StandardCharsets.UTF_8), modified);
	}

	MemorySource file(String path, byte[] content, Instant modified) {
		EntryPath at = EntryPath.parse(path);
		contents.put(at, content);
		return entry(at.parent(), FileEntry.file(at.name(), content.length, modified));
	}

	MemorySource entry(EntryPath folder, FileEntry entry) {
		for (EntryPath at = folder; !entries.containsKey(at); at = at.parent()) {
			entries.put(at, FileEntry.directory(at.name(), TIME));
		}
		entries.put(folder.resolve(entry.name()), entry);
		return this;
	}

	MemorySource remove(String path) {
		entries.remove(EntryPath.parse(path));
		contents.remove(EntryPath.parse(path));
		return this;
	}

	Snapshot backup(Repository repository) throws IOException {
		return backup(repository, "client", "plan");
	}

	Snapshot backup(Repository repository, String client, String plan) throws IOException {
		started = started.plusSeconds(3600);
		try (SnapshotWriter writer = repository.begin(new SnapshotRequest(client, plan, started, false))) {
			record(writer, Integer.MAX_VALUE);
			return writer.commit();
		}
	}

	/** Records all, but puts no more than so many files. */
	void record(SnapshotWriter writer, int most) throws IOException {
		int put = 0;
		for (Map.Entry<EntryPath, FileEntry> entry : entries.entrySet()) {
			if (entry.getValue().isDirectory()) {
				EntryPath folder = entry.getKey();
				for (FileEntry asked : writer.directory(folder, entry.getValue(), children(folder))) {
					if (put++ < most) {
						writer.put(folder, asked, new ByteArrayInputStream(contents.get(folder.resolve(asked.name()))));
					}
				}
			}
		}
	}

	private List<FileEntry> children(EntryPath folder) {
		List<FileEntry> children = new ArrayList<>();
		entries.forEach((path, entry) -> {
			if (!path.isRoot() && path.parent().equals(folder)) {
				children.addFirst(entry); // any order will do
			}
		});
		return children;
	}

	/** Reads a snapshot whole, and checks that it is what is here. */
	void requireIn(Repository repository, Snapshot snapshot) throws IOException {
		try (SnapshotReader reader = repository.open(snapshot.id())) {
			int[] found = new int[1];
			requireFolder(reader, EntryPath.ROOT, found);
			if (found[0] != entries.size() - 1) {
				throw new AssertionError(found[0] + " entries of " + (entries.size() - 1));
			}
		}
	}

	private void requireFolder(SnapshotReader reader, EntryPath folder, int[] found) throws IOException {
		for (SnapshotEntry entry : reader.list(folder)) {
			EntryPath path = folder.resolve(entry.entry().name());
			found[0]++;
			if (!entry.entry().equals(entries.get(path))) {
				throw new AssertionError(path + ": " + entry.entry() + " is not " + entries.get(path));
			}
			if (entry.entry().isDirectory()) {
				requireFolder(reader, path, found);
			} else if (entry.entry().isFile() && !Arrays.equals(contents.get(path), read(reader, entry))) {
				throw new AssertionError(path + " has another content");
			}
		}
	}

	static byte[] read(SnapshotReader reader, SnapshotEntry file) throws IOException {
		try (var in = reader.read(file)) {
			return in.readAllBytes();
		}
	}
}
