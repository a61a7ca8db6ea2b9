package backtrac.engine.jobs.backup;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;

import org.slf4j.LoggerFactory;

import backtrac.api.entry.FileEntry;
import backtrac.api.exclude.Excludes;
import backtrac.api.job.Progress.Phase;
import backtrac.api.job.RunReport;
import backtrac.api.store.Repository;
import backtrac.api.store.Snapshot;
import backtrac.api.store.SnapshotCounts;
import backtrac.api.store.SnapshotRequest;
import backtrac.api.store.SnapshotWriter;
import backtrac.api.transport.Reason;
import backtrac.api.transport.TransportException;
import backtrac.api.transport.TransportSession;
import backtrac.engine.jobs.report.ProblemListener;
import backtrac.engine.jobs.report.Problems;
import backtrac.engine.jobs.report.ProgressMeter;
import backtrac.engine.jobs.report.Summaries;
import backtrac.engine.jobs.repository.Turn;
import backtrac.engine.jobs.thread.RunThread;
import backtrac.engine.jobs.thread.Stop;
import backtrac.engine.jobs.thread.TreeWalk;

/**
 * Takes a snapshot: goes over all that a session shows and brings it to the repository, which reads only what it does
 * not have yet. Used once.
 */
public final class Backup implements Callable<Backup.Result> {

	/**
	 * How a backup goes about it.
	 *
	 * @param workers    threads that list and read, at least 1; more if the source wants more
	 * @param allowEmpty whether a source without a single file is backed up: on a server it is more likely a disk that is
	 *                   not mounted
	 * @param estimate   whether to look ahead for how much there is when no earlier snapshot tells, at the price of
	 *                   listing all folders twice
	 * @param pauses     how long to wait before each new attempt at a file that changed or could not be read for now
	 * @param turn       whether to wait for a prune that goes on
	 * @param listener   told of each entry that could not be read, or changed whenever it was
	 * @param mask       takes the plan's secrets out of what the source says of an entry, before anybody is told or it is kept
	 */
	public record Options(int workers, boolean allowEmpty, boolean estimate, List<Duration> pauses, Turn turn, ProblemListener listener,
			UnaryOperator<String> mask) {

		/** One thread a processor, at least two; three new attempts within two seconds; an empty source is fine. */
		public static final Options DEFAULT = new Options(TreeWalk.USUAL_WORKERS, true, false,
				List.of(Duration.ofMillis(100), Duration.ofMillis(400), Duration.ofMillis(1500)),
				Turn.await(busy -> LoggerFactory.getLogger(Backup.class).info("waiting: {}", busy)), ProblemListener.NONE, UnaryOperator.identity());

		/** Does not wait for a prune, and tells nobody. */
		public Options(int workers, boolean allowEmpty, boolean estimate, List<Duration> pauses) {
			this(workers, allowEmpty, estimate, pauses, Turn.NOW, ProblemListener.NONE, UnaryOperator.identity());
		}

		public Options {
			if (workers < 1) {
				throw new IllegalArgumentException("a backup needs at least one worker, not " + workers);
			}
			pauses = List.copyOf(pauses);
		}

		public Options withAllowEmpty(boolean allow) {
			return new Options(workers, allow, estimate, pauses, turn, listener, mask);
		}

		public Options withEstimate(boolean ahead) {
			return new Options(workers, allowEmpty, ahead, pauses, turn, listener, mask);
		}

		public Options withTurn(Turn other) {
			return new Options(workers, allowEmpty, estimate, pauses, other, listener, mask);
		}

		public Options withListener(ProblemListener other) {
			return new Options(workers, allowEmpty, estimate, pauses, turn, other, mask);
		}

		public Options withMask(UnaryOperator<String> other) {
			return new Options(workers, allowEmpty, estimate, pauses, turn, listener, other);
		}
	}

	/**
	 * What came of it.
	 *
	 * @param snapshot     what was made
	 * @param problems     the first entries that could not be read, or changed whenever they were
	 * @param problemCount how many there are in all
	 * @param message      one sentence for people
	 */
	public record Result(Snapshot snapshot, List<RunReport.Problem> problems, long problemCount, String message) {
	}

	private final Repository repository;
	private final TransportSession source;
	private final SnapshotRequest request;
	private final Excludes excludes;
	private final ProgressMeter meter;
	private final Options options;

	public Backup(Repository repository, TransportSession source, SnapshotRequest request, Excludes excludes, ProgressMeter meter) {
		this(repository, source, request, excludes, meter, Options.DEFAULT);
	}

	public Backup(Repository repository, TransportSession source, SnapshotRequest request, Excludes excludes, ProgressMeter meter,
			Options options) {
		this.repository = Objects.requireNonNull(repository);
		this.source = Objects.requireNonNull(source);
		this.request = Objects.requireNonNull(request);
		this.excludes = Objects.requireNonNull(excludes);
		this.meter = Objects.requireNonNull(meter);
		this.options = Objects.requireNonNull(options);
	}

	/**
	 * Takes the snapshot. Blocks until it exists or cannot come to be. To end it, interrupt the calling thread: the session
	 * is closed then, and this returns within two seconds; only the last step, which brings the snapshot to disk, is not
	 * left half done. No thread outlives this call.
	 *
	 * @throws TransportException   if the source failed as a whole, or its root cannot be listed
	 * @throws IOException          if the repository failed
	 * @throws InterruptedException if the calling thread was interrupted; there is no snapshot then
	 */
	@Override
	public Result call() throws IOException, InterruptedException {
		Stop stop = new Stop(source);
		return RunThread.call("backup", stop, () -> run(stop));
	}

	private Result run(Stop stop) throws IOException, InterruptedException {
		meter.phase(Phase.CONNECTING);
		boolean known = expectAsBefore();
		Problems problems = new Problems(options.listener);
		try (SnapshotWriter writer = options.turn.take(() -> repository.begin(request), stop::pause); LookAhead lookAhead = new LookAhead(source, excludes, meter)) {
			BackupVisitor visitor = new BackupVisitor(source, writer, excludes, meter, problems, stop, options);
			TreeWalk.Contents<FileEntry> root = visitor.root();
			meter.phase(Phase.COPYING);
			if (options.estimate && !known) {
				lookAhead.start();
			}
			new TreeWalk<>("backup", Math.max(options.workers, source.parallelism()), stop, visitor).run(List.of(root));
			SnapshotCounts counts = writer.counts();
			if (!options.allowEmpty && counts.files() == 0 && counts.unreadable() == 0) {
				throw new TransportException(Reason.NOT_FOUND,
						"the plan's source is empty: is its disk mounted? A backup of nothing would only look like one");
			}
			stop.pointOfNoReturn();
			meter.phase(Phase.FINISHING);
			Snapshot snapshot = writer.commit();
			meter.phase(Phase.DONE);
			return new Result(snapshot, problems.first(), problems.count(), Summaries.ofBackup(snapshot.counts(), !known, problems));
		}
	}

	/** What the plan's latest snapshot holds is the best guess at what this one will. */
	private boolean expectAsBefore() throws IOException {
		List<Snapshot> before = repository.snapshots(request.client(), request.plan());
		if (before.isEmpty()) {
			return false;
		}
		meter.expect(before.getFirst().counts().files(), before.getFirst().counts().bytes());
		return true;
	}
}
