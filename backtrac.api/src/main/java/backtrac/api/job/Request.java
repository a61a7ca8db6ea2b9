package backtrac.api.job;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

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

	/**
	 * Proves that snapshots are whole.
	 *
	 * @param snapshots their ids; none means all
	 * @param readData  whether each content is read and compared with its hash
	 */
	record Verify(Set<String> snapshots, boolean readData) implements Request {
		public Verify {
			snapshots = Set.copyOf(snapshots);
		}
	}

	/**
	 * Reads the next share of the pool.
	 *
	 * @param share of the pool, above 0 and up to 1
	 */
	record Scrub(double share) implements Request {
	}

	/** Frees content that no snapshot names any more. */
	record Prune() implements Request {
	}

	/** Makes what is missing or damaged again from the repository: trees of snapshots, and what the catalog should know of them. */
	record Rebuild() implements Request {
	}

	/** The name of what it does: {@code backup}, {@code restore} … */
	default String verb() {
		return getClass().getSimpleName().toLowerCase(Locale.ROOT);
	}
}
