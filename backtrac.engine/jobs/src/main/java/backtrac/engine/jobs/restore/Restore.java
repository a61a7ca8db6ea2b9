package backtrac.engine.jobs.restore;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;

import backtrac.api.entry.EntryPath;
import backtrac.api.exclude.Excludes;
import backtrac.api.job.Progress.Phase;
import backtrac.api.job.RunReport;
import backtrac.api.store.SnapshotEntry;
import backtrac.api.store.SnapshotReader;
import backtrac.api.transport.TransportException;
import backtrac.api.transport.WritableSession;
import backtrac.engine.jobs.report.ProblemListener;
import backtrac.engine.jobs.report.Problems;
import backtrac.engine.jobs.report.ProgressMeter;
import backtrac.engine.jobs.report.Summaries;
import backtrac.engine.jobs.thread.RunThread;
import backtrac.engine.jobs.thread.Stop;
import backtrac.engine.jobs.thread.TreeWalk;

/**
 * Writes a snapshot, or parts of it, back to a folder. Each entry keeps its path below the snapshot's root. Folders that
 * a selected path is in are made with their own metadata if they are not there. Used once.
 */
public final class Restore implements Callable<Restore.Result> {

	/**
	 * What came of it.
	 *
	 * @param files        files that were written or linked
	 * @param bytes        their content, in bytes
	 * @param problems     the first entries that could not be restored, or not with all their metadata
	 * @param problemCount how many there are in all
	 * @param message      one sentence for people
	 */
	public record Result(long files, long bytes, List<RunReport.Problem> problems, long problemCount, String message) {
	}

	private final SnapshotReader reader;
	private final WritableSession target;
	private final List<EntryPath> paths;
	private final boolean overwrite;
	private final ProgressMeter meter;
	private final Excludes keepOut;
	private final ProblemListener listener;
	private final UnaryOperator<String> mask;

	/**
	 * @param paths     what to restore, folders with all they hold; empty for everything
	 * @param overwrite whether to replace what is there
	 */
	public Restore(SnapshotReader reader, WritableSession target, List<EntryPath> paths, boolean overwrite, ProgressMeter meter) {
		this(reader, target, paths, overwrite, meter, Excludes.NONE);
	}

	/** @param keepOut what must not be written to, whatever the snapshot has there: see {@link backtrac.engine.jobs.repository.RepositoryFolder} */
	public Restore(SnapshotReader reader, WritableSession target, List<EntryPath> paths, boolean overwrite, ProgressMeter meter,
			Excludes keepOut) {
		this(reader, target, paths, overwrite, meter, keepOut, ProblemListener.NONE, UnaryOperator.identity());
	}

	/**
	 * @param keepOut  what must not be written to, whatever the snapshot has there: see {@link backtrac.engine.jobs.repository.RepositoryFolder}
	 * @param listener told of each entry that could not be restored, or not with all its metadata
	 * @param mask     takes secrets out of what the target says of an entry, before anybody is told
	 */
	public Restore(SnapshotReader reader, WritableSession target, List<EntryPath> paths, boolean overwrite, ProgressMeter meter,
			Excludes keepOut, ProblemListener listener, UnaryOperator<String> mask) {
		this.reader = Objects.requireNonNull(reader);
		this.target = Objects.requireNonNull(target);
		this.paths = List.copyOf(paths);
		this.overwrite = overwrite;
		this.meter = Objects.requireNonNull(meter);
		this.keepOut = Objects.requireNonNull(keepOut);
		this.listener = Objects.requireNonNull(listener);
		this.mask = Objects.requireNonNull(mask);
	}

	/**
	 * Restores. Blocks until that is done. What cannot be done for one entry is a problem in the result, and the rest goes
	 * on. To end it, interrupt the calling thread: the session is closed then, and this returns within two seconds; each
	 * entry is there whole or not at all. No thread outlives this call.
	 *
	 * @throws IllegalArgumentException if the snapshot does not have one of the paths; nothing is written then
	 * @throws TransportException       if the target failed as a whole
	 * @throws IOException              if the snapshot cannot be read
	 * @throws InterruptedException     if the calling thread was interrupted
	 */
	@Override
	public Result call() throws IOException, InterruptedException {
		Stop stop = new Stop(target);
		return RunThread.call("restore", stop, () -> run(stop));
	}

	private Result run(Stop stop) throws IOException, InterruptedException {
		meter.phase(Phase.CONNECTING);
		Selection selection = new Selection(reader, paths);
		selection.expect(meter, stop);
		Problems problems = new Problems(listener, mask);
		RestoreTarget written = new RestoreTarget(reader, target, overwrite, meter, problems);
		RestoreVisitor visitor = new RestoreVisitor(reader, written, keepOut, meter, problems, stop);
		meter.phase(Phase.COPYING);
		List<TreeWalk.Contents<SnapshotEntry>> start = new ArrayList<>();
		Set<EntryPath> parents = new HashSet<>();
		for (EntryPath path : selection.paths()) {
			if (path.isRoot()) {
				start.add(visitor.root());
			} else if (visitor.parents(path, parents)) {
				List<SnapshotEntry> entry = List.of(selection.find(path));
				boolean isFolder = entry.getFirst().entry().isDirectory();
				start.add(new TreeWalk.Contents<>(path.parent(), isFolder ? List.of() : entry, isFolder ? entry : List.of()));
			}
		}
		new TreeWalk<>("restore", Math.max(TreeWalk.USUAL_WORKERS, target.parallelism()), stop, visitor).run(start);
		visitor.linkOthers();
		meter.phase(Phase.FINISHING);
		visitor.sealFolders();
		stop.pointOfNoReturn();
		meter.phase(Phase.DONE);
		return new Result(written.files(), written.bytes(), problems.first(), problems.count(),
				Summaries.ofRestore(written.files(), written.bytes(), problems));
	}
}
