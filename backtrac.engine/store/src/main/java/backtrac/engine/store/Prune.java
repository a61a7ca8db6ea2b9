package backtrac.engine.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.api.store.PruneOptions;
import backtrac.api.store.PruneReport;
import backtrac.api.store.WorkListener;
import backtrac.posix.Directory;

/** Frees content that is not in use, while nobody else works on the repository: the caller holds the lock alone. */
final class Prune {

	/** Folders of the pool, for a word on how far it is. */
	private static final int POOL_FOLDERS = 256;

	private final Directory root;
	private final Snapshots snapshots;
	private final Runs runs;
	private final Trash trash;

	Prune(Directory root, Snapshots snapshots, Runs runs, Trash trash) {
		this.root = root;
		this.snapshots = snapshots;
		this.runs = runs;
		this.trash = trash;
	}

	PruneReport run(PruneOptions options, WorkListener listener) throws IOException, InterruptedException {
		if (!options.dryRun()) {
			runs.clearCutOff(options.cutOffRuns());
			trash.empty();
		}
		listener.expected(snapshots.places().size() + POOL_FOLDERS, 0);
		Mark mark = new Mark(snapshots, options.cutOffRuns() ? List.of() : runs.journals(), options.asIfForgotten(), listener);
		if (!options.dryRun()) {
			// a snapshot that a power cut brings back must find its content
			root.syncFileSystem();
		}
		try (Directory pool = root.directory(Layout.POOL)) {
			return new Sweep(mark.used(), doomed(options, mark), options.dryRun()).run(pool, listener);
		}
	}

	private DoomedLinks doomed(PruneOptions options, Mark mark) throws IOException {
		List<EntryPath> folders = new ArrayList<>();
		if (options.dryRun()) {
			folders.add(EntryPath.of(Layout.TRASH));
			for (ByteString run : runs.cutOff()) {
				folders.add(EntryPath.of(Layout.RUNS).resolve(run).resolve(Layout.SNAPSHOT));
			}
			for (ByteString place : mark.leftOut()) {
				folders.add(EntryPath.parse(Layout.SNAPSHOTS + "/" + place));
			}
		}
		return new DoomedLinks(root, folders);
	}
}
