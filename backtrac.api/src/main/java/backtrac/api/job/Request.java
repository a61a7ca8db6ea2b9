package backtrac.api.job;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

import backtrac.api.entry.EntryPath;

/** What a run shall do. */
public sealed interface Request {

	/** Takes a snapshot of what a plan names. */
	record Backup(String planId) implements Request {
		public Backup {
			Objects.requireNonNull(planId, "planId");
		}
	}

	/**
	 * Writes files of a snapshot to a folder of the server.
	 *
	 * @param snapshotId a snapshot's id
	 * @param paths      what to restore; folders with all they hold; empty for everything
	 * @param target     an absolute folder, made if it is not there. Each entry keeps its path below the snapshot's root
	 * @param overwrite  whether to replace what is there
	 */
	record Restore(String snapshotId, List<EntryPath> paths, Path target, boolean overwrite) implements Request {
		public Restore {
			Objects.requireNonNull(snapshotId, "snapshotId");
			paths = List.copyOf(paths);
			if (!target.isAbsolute()) {
				throw new IllegalArgumentException("a restore needs an absolute folder, not " + target);
			}
		}
	}
}
