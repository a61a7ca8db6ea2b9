package backtrac.engine.jobs.verb;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

import backtrac.api.job.Request;
import backtrac.api.store.RepositoryException;

/** Makes the folder of the server that a restore writes to. */
final class RestoreFolder {

	private RestoreFolder() {
	}

	/**
	 * Makes the folder if it is not there. That it does not lead out of where it must stay is looked at now, whatever was seen when
	 * the restore was asked for: another may have written a symbolic link since.
	 *
	 * @return the folder; if it must stay within another, its real path
	 * @throws RepositoryException if it cannot be made, or leads out; the message is for people
	 */
	static Path make(Request.Folder target) throws RepositoryException {
		try {
			return target.within() == null ? Files.createDirectories(target.path()) : makeWithin(target);
		} catch (FileAlreadyExistsException e) {
			throw new RepositoryException("'" + target.path() + "' is not a folder: choose another one to restore to", e);
		} catch (IOException e) {
			throw new RepositoryException("the folder '" + target.path() + "' cannot be made: " + e.getMessage(), e);
		}
	}

	private static Path makeWithin(Request.Folder target) throws IOException {
		Path real = step(target.within(), target);
		for (Path name : target.within().relativize(target.path())) {
			if (!name.toString().isEmpty()) { // as it is when both are the same
				real = step(real.resolve(name), target);
			}
		}
		return real;
	}

	private static Path step(Path folder, Request.Folder target) throws IOException {
		if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
			Files.createDirectory(folder);
		}
		Path real = folder.toRealPath();
		if (!real.startsWith(target.within())) {
			throw new RepositoryException("'" + folder + "' is a symbolic link that leads out of '" + target.within() + "': restore to another folder there");
		}
		if (!Files.isDirectory(real)) {
			throw new FileAlreadyExistsException(real.toString());
		}
		return real;
	}
}
