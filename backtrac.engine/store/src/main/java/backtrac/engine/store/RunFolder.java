package backtrac.engine.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import backtrac.api.entry.ByteString;
import backtrac.posix.Directory;
import backtrac.posix.FileHandle;

/**
 * A run's folder, {@code runs/<id>/}: its lock, its journal, those of runs before it that were cut off, and the snapshot on
 * its way. Closed by {@link #close}, which leaves the folder for {@link Runs} to remove.
 */
final class RunFolder implements AutoCloseable {

	private final String id;
	private final Path path;
	private final Directory folder;
	private final Directory snapshot;
	private final Directory tree;
	private final FileHandle journalFile;
	private final Journal journal;
	private final List<Path> earlier;
	private final RunLock lock;

	/**
	 * Makes what a run needs in its folder.
	 *
	 * @param folder  new, but for journals of earlier runs; closed with this
	 * @param earlier these journals
	 * @param lock    the run's; given up with this
	 */
	RunFolder(String id, Path path, Directory folder, List<Path> earlier, RunLock lock) throws IOException {
		this.id = id;
		this.path = path;
		this.folder = folder;
		this.earlier = List.copyOf(earlier);
		this.lock = lock;
		Files.makeFolder(folder, Layout.SNAPSHOT);
		this.snapshot = folder.directory(Layout.SNAPSHOT);
		Files.makeFolder(snapshot, Layout.TREE);
		this.tree = snapshot.directory(Layout.TREE);
		this.journalFile = folder.create(Layout.JOURNAL, Layout.FILE_MODE);
		this.journal = new Journal(journalFile);
	}

	String id() {
		return id;
	}

	/** For passing names. */
	Directory folder() {
		return folder;
	}

	Directory snapshot() {
		return snapshot;
	}

	Directory tree() {
		return tree;
	}

	Journal journal() {
		return journal;
	}

	/** The journal as far as it is written, for the calling thread only. */
	Journal.Reader readJournal() throws IOException {
		return Journal.Reader.openForThisThread(Layout.resolve(path, Layout.JOURNAL));
	}

	/** Journals of runs of the same plan that were cut off. */
	List<Journal.Reader> readEarlierJournals() throws IOException {
		List<Journal.Reader> readers = new ArrayList<>();
		for (Path journalPath : earlier) {
			readers.add(Journal.Reader.open(journalPath));
		}
		return readers;
	}

	/** The name that a run's journal has in the folder of a later run. */
	static ByteString earlierJournal(String run) {
		return ByteString.of("journal-" + run);
	}

	static boolean isJournal(ByteString name) {
		return name.toString().startsWith("journal");
	}

	@Override
	public void close() throws IOException {
		try (lock; folder; snapshot; tree) {
			journalFile.close();
		}
	}
}
