package backtrac.cli.command;

import java.nio.file.Files;
import java.nio.file.Path;

import backtrac.cli.console.Failure;

/** Checks what a person names. */
public final class Folders {

	private static final char LOST = '\uFFFD';

	private Folders() {
	}

	/** This user's home folder: what the environment says, as a shell would, else what Java knows. */
	public static Path home() {
		String home = System.getenv("HOME");
		return Path.of(home == null || home.isEmpty() ? System.getProperty("user.home") : home);
	}

	/**
	 * A folder that may not be there yet, absolute.
	 *
	 * @throws Failure if it has no name, or one that has not come whole
	 */
	public static Path named(Path folder) throws Failure {
		if (folder.toString().isEmpty()) { // a shell variable that was not set; it would mean the current folder
			throw new Failure("the folder's name is empty: give a folder");
		}
		Path absolute = folder.toAbsolutePath().normalize();
		// Java puts this character in the place of bytes that are no text, and they are lost
		if (folder.toString().indexOf(LOST) >= 0 && Files.notExists(absolute)) {
			throw new Failure(folder + ": a name that is no valid UTF-8 cannot be given: make a symbolic link to the folder and give that");
		}
		return absolute;
	}

	/**
	 * The folder, absolute.
	 *
	 * @throws Failure if there is none
	 */
	public static Path require(Path folder) throws Failure {
		Path absolute = named(folder);
		if (Files.isDirectory(absolute)) {
			return absolute;
		}
		throw new Failure(folder + ": " + (Files.exists(absolute) ? "not a folder" : "no such folder"));
	}
}
