package backtrac.engine.jobs;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;
import backtrac.api.store.SnapshotEntry;
import backtrac.api.store.SnapshotReader;
import backtrac.api.transport.Reason;
import backtrac.api.transport.TransportException;
import backtrac.api.transport.WritableSession;

/**
 * Brings folders and files of a snapshot to a session. What fails for one entry is a problem and the rest goes on; what
 * fails for all is thrown.
 */
final class RestoreVisitor implements TreeWalk.Visitor<SnapshotEntry> {

	private static final String IN_REPOSITORY = "the repository is there";
	private static final String NOT_IN_SNAPSHOT = "not in the snapshot: ";

	private final SnapshotReader reader;
	private final WritableSession target;
	private final boolean overwrite;
	private final Excludes keepOut;
	private final ProgressMeter meter;
	private final Problems problems;
	private final Stop stop;
	private final AtomicLong files = new AtomicLong();
	private final AtomicLong bytes = new AtomicLong();
	private final HardLinks links = new HardLinks();
	private final Queue<Placed> toSeal = new ConcurrentLinkedQueue<>();

	RestoreVisitor(SnapshotReader reader, WritableSession target, boolean overwrite, Excludes keepOut, ProgressMeter meter, Problems problems,
			Stop stop) {
		this.reader = reader;
		this.target = target;
		this.overwrite = overwrite;
		this.keepOut = keepOut;
		this.meter = meter;
		this.problems = problems;
		this.stop = stop;
	}

	long files() {
		return files.get();
	}

	long bytes() {
		return bytes.get();
	}

	/** The root: it is there, and gets its metadata in the end, unless it has to stay as it is. */
	TreeWalk.Contents<SnapshotEntry> root() throws IOException {
		makeFolder(new Placed(EntryPath.ROOT, reader.find(EntryPath.ROOT).orElseThrow()));
		return contents(EntryPath.ROOT);
	}

	/**
	 * Makes the folders that a path is in, as far as they are not there. Those that are there are not touched.
	 *
	 * @param known folders that are there for sure; more are added
	 * @return whether they are all there now
	 */
	boolean parents(EntryPath path, Set<EntryPath> known) throws IOException {
		for (EntryPath folder = path.parent(); folder != null; folder = folder.parent()) {
			if (keepOut.excludes(folder, true)) {
				problems.add(path.toString(), IN_REPOSITORY);
				return false;
			}
		}
		return isThere(path.parent(), known);
	}

	private boolean isThere(EntryPath folder, Set<EntryPath> known) throws IOException {
		if (folder.isRoot() || known.contains(folder)) {
			return true;
		}
		if (!isThere(folder.parent(), known) || !exists(folder) && !makeFolder(new Placed(folder, reader.find(folder).orElseThrow()))) {
			return false;
		}
		known.add(folder);
		return true;
	}

	private boolean exists(EntryPath folder) throws TransportException {
		try {
			target.list(folder);
			return true;
		} catch (TransportException e) {
			if (!e.isAboutOneEntry()) {
				throw e;
			}
			return e.reason() == Reason.ACCESS_DENIED;
		}
	}

	@Override
	public TreeWalk.Contents<SnapshotEntry> folder(EntryPath parent, SnapshotEntry folder) throws IOException {
		Placed placed = new Placed(parent.resolve(folder.entry().name()), folder);
		return isWanted(placed) && makeFolder(placed) ? contents(placed.path()) : nothing(placed.path());
	}

	private boolean makeFolder(Placed folder) throws IOException {
		if (!write(folder, null)) {
			return false;
		}
		toSeal.add(folder);
		return true;
	}

	private TreeWalk.Contents<SnapshotEntry> contents(EntryPath path) {
		List<SnapshotEntry> entries;
		try {
			entries = reader.list(path);
		} catch (IOException e) {
			problems.add(path.toString(), e.getMessage());
			return nothing(path);
		}
		List<SnapshotEntry> files = new ArrayList<>();
		List<SnapshotEntry> folders = new ArrayList<>();
		for (SnapshotEntry entry : entries) {
			if (!EntryPath.isSafe(entry.entry().name())) {
				problems.add(Reasons.place(path, entry.entry()), NOT_IN_SNAPSHOT + entry.unreadable());
			} else {
				(entry.entry().isDirectory() ? folders : files).add(entry);
			}
		}
		return new TreeWalk.Contents<>(path, files, folders);
	}

	private static TreeWalk.Contents<SnapshotEntry> nothing(EntryPath path) {
		return new TreeWalk.Contents<>(path, List.of(), List.of());
	}

	@Override
	public void file(EntryPath parent, SnapshotEntry file) throws IOException {
		Placed placed = new Placed(parent.resolve(file.entry().name()), file);
		if (!isWanted(placed)) {
			return;
		}
		meter.at(placed.path());
		if (links.isFirst(placed) && writeFile(placed)) {
			links.written(placed);
		}
	}

	/** Gives the other names to the files that have several. */
	void linkOthers() throws IOException, InterruptedException {
		for (Placed name : links.others()) {
			stop.check();
			meter.at(name.path());
			EntryPath existing = links.existing(name);
			if ((existing == null || !link(name, existing)) && writeFile(name)) {
				links.written(name);
			}
		}
	}

	/** Answers false if the name must be written instead. */
	private boolean link(Placed name, EntryPath existing) throws TransportException {
		try {
			target.link(name.path(), existing, overwrite);
			if (name.entry().entry().isFile()) {
				count(name.entry().entry());
				meter.done(1, name.entry().entry().size());
			}
			return true;
		} catch (TransportException e) {
			if (!e.isAboutOneEntry()) {
				throw e;
			}
			if (e.reason() == Reason.UNSUPPORTED) {
				return false;
			}
			problems.add(name.path().toString(), Reasons.ofWriting(e));
			return true;
		}
	}

	/** Gives the folders their metadata, the deepest first, as each change in a folder changes its time. */
	void sealFolders() throws IOException, InterruptedException {
		List<Placed> folders = new ArrayList<>(toSeal);
		folders.sort(Comparator.comparing(Placed::path).reversed());
		for (Placed folder : folders) {
			stop.check();
			try {
				report(folder.path(), target.seal(folder.path(), folder.entry().entry()));
			} catch (TransportException e) {
				fail(folder.path(), e);
			}
		}
	}

	private boolean isWanted(Placed placed) {
		if (placed.entry().unreadable() != null) {
			problems.add(placed.path().toString(), NOT_IN_SNAPSHOT + placed.entry().unreadable());
			return false;
		}
		if (keepOut.excludes(placed.path(), placed.entry().entry().isDirectory())) {
			problems.add(placed.path().toString(), IN_REPOSITORY);
			return false;
		}
		return true;
	}

	private boolean writeFile(Placed placed) throws IOException {
		FileEntry entry = placed.entry().entry();
		if (!entry.isFile()) {
			return write(placed, null);
		}
		ProgressMeter.Transfer transfer = meter.transfer(entry.size());
		try (InputStream content = new CountedContent(reader.read(placed.entry()), transfer)) {
			if (!write(placed, content)) {
				return false;
			}
		} catch (TransportException e) {
			throw e;
		} catch (IOException e) {
			problems.add(placed.path().toString(), e.getMessage());
			return false;
		}
		transfer.done(entry.size());
		count(entry);
		return true;
	}

	private void count(FileEntry file) {
		files.incrementAndGet();
		bytes.addAndGet(file.size());
	}

	private boolean write(Placed placed, InputStream content) throws IOException {
		try {
			report(placed.path(), target.write(placed.path(), placed.entry().entry(), content, overwrite));
			return true;
		} catch (TransportException e) {
			fail(placed.path(), e);
			return false;
		}
	}

	private void report(EntryPath path, List<String> lost) {
		if (!lost.isEmpty()) {
			problems.add(path.toString(), String.join("; ", lost));
		}
	}

	private void fail(EntryPath path, TransportException e) throws TransportException {
		if (!e.isAboutOneEntry()) {
			throw e;
		}
		problems.add(path.toString(), Reasons.ofWriting(e));
	}
}
