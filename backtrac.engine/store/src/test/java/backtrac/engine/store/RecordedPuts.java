package backtrac.engine.store;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;
import backtrac.api.store.Repository;
import backtrac.api.store.Snapshot;
import backtrac.api.store.SnapshotCounts;
import backtrac.api.store.SnapshotRequest;
import backtrac.api.store.SnapshotWriter;

/** Knows which files a backup was asked for, and which of them it has put. */
final class RecordedPuts {

	private final Set<EntryPath> asked = new HashSet<>();
	private final Set<EntryPath> put = new HashSet<>();

	Set<EntryPath> asked() {
		return asked;
	}

	/** All files that were put in folders of which all files were. */
	Set<EntryPath> ofDoneFolders() {
		Set<EntryPath> waiting = new HashSet<>();
		for (EntryPath file : asked) {
			if (!put.contains(file)) {
				waiting.add(file.parent());
			}
		}
		Set<EntryPath> done = new HashSet<>(put);
		done.removeIf(file -> waiting.contains(file.parent()));
		return done;
	}

	Snapshot backup(MemorySource source, Repository repository) throws IOException {
		try (SnapshotWriter writer = new Recorder(repository.begin(new SnapshotRequest("client", "plan", Instant.now(), false)))) {
			source.record(writer, Integer.MAX_VALUE);
			return writer.commit();
		}
	}

	private final class Recorder implements SnapshotWriter {

		private final SnapshotWriter writer;

		Recorder(SnapshotWriter writer) {
			this.writer = writer;
		}

		@Override
		public String id() {
			return writer.id();
		}

		@Override
		public List<FileEntry> directory(EntryPath path, FileEntry directory, List<FileEntry> children) throws IOException {
			List<FileEntry> wanted = writer.directory(path, directory, children);
			wanted.forEach(file -> asked.add(path.resolve(file.name())));
			return wanted;
		}

		@Override
		public void put(EntryPath directory, FileEntry file, InputStream content) throws IOException {
			writer.put(directory, file, content);
			put.add(directory.resolve(file.name()));
		}

		@Override
		public boolean link(EntryPath directory, FileEntry file) throws IOException {
			return writer.link(directory, file);
		}

		@Override
		public void unreadable(EntryPath directory, FileEntry entry, String reason) throws IOException {
			writer.unreadable(directory, entry, reason);
		}

		@Override
		public SnapshotCounts counts() {
			return writer.counts();
		}

		@Override
		public Snapshot commit() throws IOException {
			return writer.commit();
		}

		@Override
		public void close() throws IOException {
			writer.close();
		}
	}
}
