package backtrac.engine.jobs.restore;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;

import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;
import backtrac.api.entry.FileType;
import backtrac.api.job.Progress.Phase;
import backtrac.api.job.RunReport;
import backtrac.api.store.RepositoryException;
import backtrac.api.store.SnapshotEntry;
import backtrac.api.store.SnapshotReader;
import backtrac.engine.jobs.archive.Archive;
import backtrac.engine.jobs.report.Problems;
import backtrac.engine.jobs.report.ProgressMeter;
import backtrac.engine.jobs.report.Reasons;
import backtrac.engine.jobs.thread.RunThread;
import backtrac.engine.jobs.thread.Stop;

/**
 * Writes a snapshot, or parts of it, to an archive, in the order of the paths. Each entry keeps its path below the snapshot's
 * root; folders that a selected path is in come along without what else they hold. Sockets are left out. Used once.
 */
public final class Export implements Callable<Export.Result> {

	/**
	 * What came of it.
	 *
	 * @param files        files that were written or linked
	 * @param bytes        their content, in bytes
	 * @param problems     the first entries that are not in the archive
	 * @param problemCount how many there are in all
	 */
	public record Result(long files, long bytes, List<RunReport.Problem> problems, long problemCount) {
	}

	private static final String NOT_IN_SNAPSHOT = "not in the snapshot: ";

	private final SnapshotReader reader;
	private final Archive archive;
	private final List<EntryPath> paths;
	private final ProgressMeter meter;
	private final Problems problems = new Problems();
	private final HardLinks links = new HardLinks();
	private final Deque<Placed> open = new ArrayDeque<>();
	private long files;
	private long bytes;

	/** @param paths what to export, folders with all they hold; empty for everything */
	public Export(SnapshotReader reader, Archive archive, List<EntryPath> paths, ProgressMeter meter) {
		this.reader = Objects.requireNonNull(reader);
		this.archive = Objects.requireNonNull(archive);
		this.paths = List.copyOf(paths);
		this.meter = Objects.requireNonNull(meter);
	}

	/**
	 * Exports. Blocks until that is done. What was unreadable when it was backed up is a problem in the result, and the rest goes on.
	 * To end it, interrupt the calling thread; this returns within two seconds. Only a thread that is blocked in writing may
	 * then be left, as long as it is.
	 *
	 * @throws IllegalArgumentException if the snapshot does not have one of the paths; nothing is written then
	 * @throws IOException              if a content cannot be read or is damaged, or the archive cannot be written: what is written
	 *                                  by then is of no use
	 * @throws InterruptedException     if the calling thread was interrupted
	 */
	@Override
	public Result call() throws IOException, InterruptedException {
		Stop stop = new Stop();
		return RunThread.call("export", stop, () -> run(stop));
	}

	private Result run(Stop stop) throws IOException, InterruptedException {
		meter.phase(Phase.CONNECTING);
		Selection selection = new Selection(reader, paths);
		selection.expect(meter, stop);
		meter.phase(Phase.COPYING);
		Set<EntryPath> parents = new HashSet<>(Set.of(EntryPath.ROOT));
		for (EntryPath path : selection.paths()) {
			if (!path.isRoot()) {
				addParents(path.parent(), parents);
			}
			open.push(new Placed(path, selection.find(path)));
			while (!open.isEmpty()) {
				stop.check();
				visit(open.pop(), stop);
			}
		}
		meter.phase(Phase.FINISHING);
		archive.finish();
		stop.pointOfNoReturn();
		meter.phase(Phase.DONE);
		return new Result(files, bytes, problems.first(), problems.count());
	}

	private void addParents(EntryPath folder, Set<EntryPath> known) throws IOException {
		if (known.add(folder)) {
			addParents(folder.parent(), known);
			add(new Placed(folder, reader.find(folder).orElseThrow()), null);
		}
	}

	private void visit(Placed placed, Stop stop) throws IOException {
		FileEntry entry = placed.entry().entry();
		if (placed.entry().unreadable() != null) {
			problems.add(placed.path().toString(), NOT_IN_SNAPSHOT + placed.entry().unreadable());
		} else if (entry.isDirectory()) {
			add(placed, null);
			openChildren(placed.path());
		} else if (entry.type() != FileType.SOCKET) {
			meter.at(placed.path());
			file(placed, stop);
		}
	}

	private void openChildren(EntryPath folder) throws IOException {
		// what is put last on the stack comes first
		for (SnapshotEntry child : reader.list(folder).reversed()) {
			if (EntryPath.isSafe(child.entry().name())) {
				open.push(new Placed(folder.resolve(child.entry().name()), child));
			} else {
				problems.add(Reasons.place(folder, child.entry()), NOT_IN_SNAPSHOT + child.unreadable());
			}
		}
	}

	private void file(Placed placed, Stop stop) throws IOException {
		FileEntry entry = placed.entry().entry();
		EntryPath existing = entry.id() == null ? null : links.existing(placed);
		if (existing != null && archive.link(placed.path(), entry, existing)) {
			if (entry.isFile()) {
				meter.done(1, entry.size());
			}
		} else if (!entry.isFile()) {
			if (!add(placed, null)) {
				return;
			}
		} else {
			ProgressMeter.Transfer transfer = meter.transfer(entry.size());
			try (InputStream content = new Content(placed, new CountedContent(open(placed), transfer), stop)) {
				if (!add(placed, content)) {
					return;
				}
			}
			transfer.done(entry.size());
		}
		links.written(placed);
		if (entry.isFile()) {
			files++;
			bytes += entry.size();
		}
	}

	private InputStream open(Placed file) throws IOException {
		try {
			return reader.read(file.entry());
		} catch (IOException e) {
			throw failure(file, e);
		}
	}

	private static RepositoryException failure(Placed file, IOException e) {
		return new RepositoryException("'" + file.path() + "' cannot be exported: " + e.getMessage() + "; a restore gives back all the rest", e);
	}

	private boolean add(Placed placed, InputStream content) throws IOException {
		String refusal = archive.add(placed.path(), placed.entry().entry(), content);
		if (refusal != null) {
			problems.add(placed.path().toString(), refusal);
		}
		return refusal == null;
	}

	/** Says which file it is that cannot be read, and ends when the run does. */
	private static final class Content extends FilterInputStream {

		private final Placed file;
		private final Stop stop;

		Content(Placed file, InputStream in, Stop stop) {
			super(in);
			this.file = file;
			this.stop = stop;
		}

		@Override
		public int read() throws IOException {
			byte[] one = new byte[1];
			return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
		}

		@Override
		public int read(byte[] buffer, int offset, int length) throws IOException {
			if (stop.isAsked()) {
				throw new IOException("the run was ended");
			}
			try {
				return super.read(buffer, offset, length);
			} catch (IOException e) {
				throw failure(file, e);
			}
		}
	}
}
