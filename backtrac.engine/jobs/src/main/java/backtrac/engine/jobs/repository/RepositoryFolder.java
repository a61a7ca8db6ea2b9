package backtrac.engine.jobs.repository;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.api.exclude.Excludes;
import backtrac.api.store.RepositoryException;

/** Keeps runs off the repository's own folder: none is backed up into itself, and no restore writes into one. */
public final class RepositoryFolder {

	private RepositoryFolder() {
	}

	/**
	 * Leaves the repository out of what is below a folder of this machine. Symbolic links on the way to either are
	 * followed. Must be asked before each backup from, and each restore to, the {@code local} transport.
	 *
	 * @param excludes   what is left out anyway
	 * @param folder     the root of a backup or the target of a restore; need not exist
	 * @param repository where the repository is
	 * @return the excludes, with the repository's path if it lies below the folder
	 * @throws RepositoryException if the folder is the repository or lies in it
	 */
	public static Excludes leaveOut(Excludes excludes, Path folder, Path repository) throws IOException {
		return leaveOut(excludes, folder, repository, "the repository");
	}

	/** Leaves out a folder of which people are told as what it is. */
	static Excludes leaveOut(Excludes excludes, Path folder, Path keep, String what) throws IOException {
		Path root = real(folder);
		Path kept = real(keep);
		if (root.startsWith(kept)) {
			throw new RepositoryException("'" + folder + "' lies in " + what + " " + keep + ": choose a folder outside of it");
		}
		return kept.startsWith(root) ? excludes.and(below(root, kept)) : excludes;
	}

	/** The real path of what is there of a path, and the rest as it is. */
	static Path real(Path path) throws IOException {
		Path absolute = path.toAbsolutePath().normalize();
		for (Path there = absolute; there != null; there = there.getParent()) {
			if (Files.exists(there)) {
				return there.toRealPath().resolve(there.relativize(absolute));
			}
		}
		return absolute;
	}

	/** A path's names as bytes: only its URI shows them all, whatever character set the Java runtime thinks names have. */
	private static EntryPath below(Path root, Path path) {
		EntryPath result = EntryPath.ROOT;
		for (int i = root.getNameCount(); i < path.getNameCount(); i++) {
			URI uri = path.getRoot().resolve(path.getName(i)).toUri();
			String raw = uri.getRawPath();
			String name = raw.substring(raw.lastIndexOf('/', raw.length() - 2) + 1, raw.endsWith("/") ? raw.length() - 1 : raw.length());
			result = result.resolve(ByteString.parse(name.replace("\\", "\\\\").replaceAll("%([0-9A-Fa-f]{2})", "\\\\x$1")));
		}
		return result;
	}
}
