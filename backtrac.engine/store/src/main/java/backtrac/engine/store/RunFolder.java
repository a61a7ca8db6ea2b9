package backtrac.engine.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.slf4j.LoggerFactory;

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

	private RunFolder(String id, Path path, Directory folder, Directory snapshot, Directory tree, FileHandle journalFile, List<Path> earlier,
			RunLock lock) {
		this.id = id;
		this.path = path;
		this.folder = folder;
		this.snapshot = snapshot;
		this.tree = tree;
		this.journalFile = journalFile;
		this.journal = new Journal(journalFile);
		this.earlier = List.copyOf(earlier);
		this.lock = lock;
	}

	/**
	 * Makes what a run needs in its folder.
	 *
	 * @param folder  new, but for journals of earlier runs; closed with the result
	 * @param earlier these journals
	 * @param lock    the run's; given up with the result
	 */
	static RunFolder make(String id, Path path, Directory folder, List<Path> earlier, RunLock lock) throws IOException {
		Directory snapshot = null;
		Directory tree = null;
		try {
			snapshot = makeFolder(folder, Layout.SNAPSHOT);
			tree = makeFolder(snapshot, Layout.TREE);
			return new RunFolder(id, path, folder, snapshot, tree, folder.create(Layout.JOURNAL, Layout.FILE_MODE), earlier, lock);
		} catch (IOException | RuntimeException e) {
			try (Directory _ = tree; Directory _ = snapshot) {
				throw e;
			}
		}
	}

	private static Directory makeFolder(Directory parent, ByteString name) throws IOException {
		Files.makeFolder(parent, name);
		return parent.directory(name);
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

	/** Journals of runs of the same plan that were cut off. One that cannot be read only means that more is read from the client. */
	List<Journal.Reader> readEarlierJournals() {
		List<Journal.Reader> readers = new ArrayList<>();
		for (Path journalPath : earlier) {
			try {
				readers.add(Journal.Reader.open(journalPath));
			} catch (IOException e) {
				LoggerFactory.getLogger(RunFolder.class).warn("The journal {} of a run that was cut off cannot be used: {}", journalPath, e.toString());
			}
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
