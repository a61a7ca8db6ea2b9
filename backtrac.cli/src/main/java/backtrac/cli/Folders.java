package backtrac.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** Checks what a person names. */
final class Folders {

	private Folders() {
	}

	/** This user's home folder: what the environment says, as a shell would, else what Java knows. */
	static Path home() {
		String home = System.getenv("HOME");
		return Path.of(home == null || home.isEmpty() ? System.getProperty("user.home") : home);
	}

	/**
	 * The folder, absolute.
	 *
	 * @throws Failure if there is none
	 */
	static Path require(Path folder) throws Failure {
		if (folder.toString().isEmpty()) { // a shell variable that was not set; it would mean the current folder
			throw new Failure("the folder's name is empty: give a folder");
		}
		Path absolute = folder.toAbsolutePath().normalize();
		if (Files.isDirectory(absolute)) {
			return absolute;
		}
		throw new Failure(folder + ": " + (Files.exists(absolute) ? "not a folder" : "no such folder"));
	}
}
