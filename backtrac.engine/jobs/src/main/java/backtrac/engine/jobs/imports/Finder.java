package backtrac.engine.jobs.imports;

import java.io.IOException;
import java.nio.file.Path;

/** Knows how one tool lays out its backups. */
interface Finder {

	/**
	 * Adds the backups that are in a folder, or the one that it is.
	 *
	 * @return false if they are not of this kind; then nothing is added
	 */
	boolean find(Path folder, Finding finding) throws IOException;
}
