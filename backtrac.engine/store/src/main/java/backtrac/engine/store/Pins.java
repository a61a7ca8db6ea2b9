package backtrac.engine.store;

import java.io.IOException;
import java.nio.file.Path;

import backtrac.api.store.RepositoryException;
import backtrac.posix.Directory;

/**
 * Sets pins, and lets nothing be forgotten that has one. Threads of this process wait for each other here, so that a pin that was set
 * holds.
 */
final class Pins {

	/** The longest note, in characters. */
	private static final int LONGEST = 1000;

	private final Path location;
	private final Snapshots snapshots;
	private final Trash trash;

	/** @param location the repository, for messages */
	Pins(Path location, Snapshots snapshots, Trash trash) {
		this.location = location;
		this.snapshots = snapshots;
		this.trash = trash;
	}

	/** @param why null takes the pin away */
	synchronized void set(String id, String why) throws IOException {
		if (why != null && (why.length() > LONGEST || why.chars().anyMatch(Character::isISOControl))) {
			throw new RepositoryException("a pin's note is one line of at most " + LONGEST + " characters");
		}
		try (Directory folder = snapshots.open(snapshots.find(id))) {
			if (why == null) {
				PinFile.remove(folder);
			} else {
				PinFile.write(folder, why, trash.folder());
			}
		}
		// another process may have forgotten it meanwhile
		snapshots.find(id);
	}

	/** Moves a snapshot to the trash, unless it is pinned. */
	synchronized void forget(String id) throws IOException {
		Snapshots.Stored stored = snapshots.find(id);
		if (stored.file().snapshot().isPinned()) {
			throw new RepositoryException("snapshot " + id + " is pinned and stays: 'backtrac repo unpin " + location + " " + id + "' takes its pin away");
		}
		snapshots.moveTo(trash, stored);
	}
}
