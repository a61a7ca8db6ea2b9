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
	 * Writes files of a snapshot to where they are wanted. Each entry keeps its path below the snapshot's root.
	 *
	 * @param snapshotId a snapshot's id
	 * @param paths      what to restore; folders with all they hold; empty for everything
	 * @param target     where to
	 * @param overwrite  whether to replace what is there
	 */
	record Restore(String snapshotId, List<EntryPath> paths, Target target, boolean overwrite) implements Request {
		public Restore {
			Objects.requireNonNull(snapshotId, "snapshotId");
			Objects.requireNonNull(target, "target");
			paths = List.copyOf(paths);
		}

		/** To any folder of the server. */
		public Restore(String snapshotId, List<EntryPath> paths, Path folder, boolean overwrite) {
			this(snapshotId, paths, new Folder(folder, null), overwrite);
		}
	}

	/** Where a restore writes to. */
	sealed interface Target {
	}

	/**
	 * A folder of the server.
	 *
	 * @param path   absolute, made if it is not there
	 * @param within absolute and without symbolic links above itself: the folder that the path is, or lies in, and that no symbolic link on its
	 *               way may lead out of; null if it may be anywhere
	 */
	record Folder(Path path, Path within) implements Target {
		public Folder {
			if (!path.isAbsolute()) {
				throw new IllegalArgumentException("a restore needs an absolute folder, not " + path);
			}
			path = path.normalize();
			if (within != null && !path.startsWith(within)) {
				throw new IllegalArgumentException("'" + path + "' does not lie in '" + within + "'");
			}
		}
	}

	/**
	 * The folder that a plan backs up, over its transport and with its settings and secrets. It must be there.
	 *
	 * @param planId the plan that the snapshot is of
	 */
	record Source(String planId) implements Target {
		public Source {
			Objects.requireNonNull(planId, "planId");
		}
	}

	/**
	 * The folder that any plan backs up, over that plan's transport and with its settings and secrets. It must be there. That the snapshot is of
	 * another plan, or of another client, is what was asked for.
	 *
	 * @param planId the plan whose folder is written to
	 */
	record OtherSource(String planId) implements Target {
		public OtherSource {
			Objects.requireNonNull(planId, "planId");
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
