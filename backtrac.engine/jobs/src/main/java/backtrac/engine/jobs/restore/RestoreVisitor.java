package backtrac.engine.jobs.restore;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

import backtrac.api.entry.EntryPath;
import backtrac.api.exclude.Excludes;
import backtrac.api.store.SnapshotEntry;
import backtrac.api.store.SnapshotReader;
import backtrac.engine.jobs.report.Problems;
import backtrac.engine.jobs.report.ProgressMeter;
import backtrac.engine.jobs.report.Reasons;
import backtrac.engine.jobs.thread.Stop;
import backtrac.engine.jobs.thread.TreeWalk;

/**
 * Goes over what of a snapshot is to be restored, in the order in which it can be written: folders before what they hold,
 * further names of a file and the folders' own metadata after all files.
 */
final class RestoreVisitor implements TreeWalk.Visitor<SnapshotEntry> {

	private static final String KEPT_OUT = "the repository or a folder of the server itself is there";
	private static final String NOT_IN_SNAPSHOT = "not in the snapshot: ";

	private final SnapshotReader reader;
	private final RestoreTarget target;
	private final Excludes keepOut;
	private final ProgressMeter meter;
	private final Problems problems;
	private final Stop stop;
	private final HardLinks links = new HardLinks();
	private final Queue<Placed> toSeal = new ConcurrentLinkedQueue<>();

	RestoreVisitor(SnapshotReader reader, RestoreTarget target, Excludes keepOut, ProgressMeter meter, Problems problems, Stop stop) {
		this.reader = reader;
		this.target = target;
		this.keepOut = keepOut;
		this.meter = meter;
		this.problems = problems;
		this.stop = stop;
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
				problems.add(path.toString(), KEPT_OUT);
				return false;
			}
		}
		return isThere(path.parent(), known);
	}

	private boolean isThere(EntryPath folder, Set<EntryPath> known) throws IOException {
		if (folder.isRoot() || known.contains(folder)) {
			return true;
		}
		if (!isThere(folder.parent(), known) || !target.exists(folder) && !makeFolder(new Placed(folder, reader.find(folder).orElseThrow()))) {
			return false;
		}
		known.add(folder);
		return true;
	}

	@Override
	public TreeWalk.Contents<SnapshotEntry> folder(EntryPath parent, SnapshotEntry folder) throws IOException {
		Placed placed = new Placed(parent.resolve(folder.entry().name()), folder);
		return isWanted(placed) && makeFolder(placed) ? contents(placed.path()) : nothing(placed.path());
	}

	private boolean makeFolder(Placed folder) throws IOException {
		if (!target.write(folder)) {
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
			problems.add(path.toString(), Reasons.words(e));
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
		if (links.isFirst(placed) && target.write(placed)) {
			links.written(placed);
		}
	}

	/** Gives the other names to the files that have several. */
	void linkOthers() throws IOException, InterruptedException {
		for (Placed name : links.others()) {
			stop.check();
			meter.at(name.path());
			EntryPath existing = links.existing(name);
			if ((existing == null || !target.link(name, existing)) && target.write(name)) {
				links.written(name);
			}
		}
	}

	/** Gives the folders their metadata, the deepest first, as each change in a folder changes its time. */
	void sealFolders() throws IOException, InterruptedException {
		List<Placed> folders = new ArrayList<>(toSeal);
		folders.sort(Comparator.comparing(Placed::path).reversed());
		for (Placed folder : folders) {
			stop.check();
			target.seal(folder);
		}
	}

	private boolean isWanted(Placed placed) {
		if (placed.entry().unreadable() != null) {
			problems.add(placed.path().toString(), NOT_IN_SNAPSHOT + placed.entry().unreadable());
			return false;
		}
		if (keepOut.excludes(placed.path(), placed.entry().entry().isDirectory())) {
			problems.add(placed.path().toString(), KEPT_OUT);
			return false;
		}
		return true;
	}
}
