package backtrac.engine.jobs.restore;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import backtrac.api.entry.EntryPath;
import backtrac.api.store.SnapshotCounts;
import backtrac.api.store.SnapshotEntry;
import backtrac.api.store.SnapshotReader;
import backtrac.engine.jobs.report.ProgressMeter;
import backtrac.engine.jobs.thread.Stop;

/** What of a snapshot is to be restored. */
final class Selection {

	private static final Logger log = LoggerFactory.getLogger(Selection.class);

	private final SnapshotReader reader;
	private final List<EntryPath> paths = new ArrayList<>();

	/**
	 * @param paths none for everything; those that lie in others of them do not count
	 * @throws IllegalArgumentException if the snapshot does not have one of them
	 */
	Selection(SnapshotReader reader, List<EntryPath> paths) throws IOException {
		this.reader = reader;
		if (paths.isEmpty()) {
			this.paths.add(EntryPath.ROOT);
		}
		for (EntryPath path : paths.stream().sorted().toList()) {
			find(path);
			if (this.paths.isEmpty() || !path.startsWith(this.paths.getLast())) {
				this.paths.add(path);
			}
		}
	}

	List<EntryPath> paths() {
		return paths;
	}

	SnapshotEntry find(EntryPath path) throws IOException {
		return reader.find(path).orElseThrow(() -> new IllegalArgumentException(
				"the snapshot has no '" + path + "': a path is given from the root of what was backed up"));
	}

	/** Tells the meter how much it is. */
	void expect(ProgressMeter meter, Stop stop) throws IOException, InterruptedException {
		if (paths.getFirst().isRoot()) {
			SnapshotCounts counts = reader.snapshot().counts();
			meter.expect(counts.files(), counts.bytes());
			return;
		}
		long files = 0;
		long bytes = 0;
		Deque<EntryPath> folders = new ArrayDeque<>();
		for (EntryPath path : paths) {
			List<SnapshotEntry> entries = List.of(find(path));
			EntryPath parent = path.parent();
			while (entries != null) {
				stop.check();
				for (SnapshotEntry entry : entries) {
					if (entry.unreadable() == null && entry.entry().isDirectory()) {
						folders.push(parent.resolve(entry.entry().name()));
					} else if (entry.unreadable() == null && entry.entry().isFile()) {
						files++;
						bytes += entry.entry().size();
					}
				}
				parent = folders.poll();
				entries = parent == null ? null : list(parent);
			}
		}
		meter.expect(files, bytes);
	}

	private List<SnapshotEntry> list(EntryPath folder) {
		try {
			return reader.list(folder);
		} catch (IOException e) {
			// the restore itself will say so
			log.debug("counting {}: {}", folder, e.getMessage());
			return List.of();
		}
	}
}
