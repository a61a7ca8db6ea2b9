package backtrac.engine.store;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

import backtrac.api.store.RepositoryException;
import backtrac.posix.PosixException;

/** What to make of what went wrong with the repository's own files. */
final class Failures {

	private Failures() {
	}

	/** Something that may fail. */
	interface Step {
		void run() throws IOException;
	}

	/**
	 * Does something, whatever has failed before.
	 *
	 * @param failure what that was, or null
	 * @return what has failed first, or null
	 */
	static IOException attempt(Step step, IOException failure) {
		try {
			step.run();
			return failure;
		} catch (IOException e) {
			if (failure == null) {
				return e;
			}
			failure.addSuppressed(e);
			return failure;
		}
	}

	/** A failure in a sentence that a person can act on. */
	static RepositoryException of(Path repository, IOException failure) {
		if (failure instanceof RepositoryException known) {
			return known;
		}
		return new RepositoryException(sentence(repository, failure), failure);
	}

	private static String sentence(Path repository, IOException failure) {
		if (failure instanceof PosixException posix) {
			switch (posix.errno()) {
			case ENOSPC:
				return full(repository);
			case EDQUOT:
				return "the disk quota of repository " + repository + " is used up: raise it or make room, and run it again";
			case EROFS:
				return readOnly(repository);
			case EACCES, EPERM:
				return "repository " + repository + " may not be changed by this user (" + posix.getMessage() + "): run it as the repository's owner";
			case EXDEV:
				return "repository " + repository + " spans several file systems: keep all of its folders on one, so that hard links work";
			case ENAMETOOLONG:
				return "repository " + repository + " cannot hold a path that is too long for this system (" + posix.getMessage()
						+ "): exclude that folder, or give the repository a shorter path";
			default:
				return "repository " + repository + " failed: " + posix.getMessage();
			}
		}
		if (failure instanceof FileSystemException other && other.getReason() != null) {
			switch (other.getReason()) {
			case "No space left on device":
				return full(repository);
			case "Read-only file system":
				return readOnly(repository);
			default:
			}
		}
		return "repository " + repository + " failed: " + failure.getMessage();
	}

	private static String full(Path repository) {
		return "the disk of repository " + repository + " is full: make room (or free inodes) and run it again";
	}

	private static String readOnly(Path repository) {
		return "repository " + repository + " is on a read-only file system: make it writable and run it again";
	}
}
