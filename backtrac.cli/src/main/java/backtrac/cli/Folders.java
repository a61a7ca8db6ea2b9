package backtrac.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** Checks what a person names. */
final class Folders {

	private Folders() {
	}

	/**
	 * The folder, absolute.
	 *
	 * @throws Failure if there is none
	 */
	static Path require(Path folder) throws Failure {
		Path absolute = folder.toAbsolutePath().normalize();
		if (Files.isDirectory(absolute)) {
			return absolute;
		}
		throw new Failure(folder + ": " + (Files.exists(absolute) ? "not a folder" : "no such folder"));
	}
}
