package backtrac.engine.jobs;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import backtrac.api.catalog.RunRecord;
import backtrac.api.job.Progress;
import backtrac.api.job.Request;
import backtrac.api.job.Run;
import backtrac.api.job.RunReport;
import backtrac.api.job.RunState;

/** A run and its way from one state to the next. Ends once, whoever ends it first. */
final class Job implements Run {

	private final String id;
	private final Request request;
	private final Clock clock;
	private final Consumer<Job> onEnd;
	private final Instant queued;
	private final ProgressMeter meter = new ProgressMeter();
	private final CompletableFuture<RunReport> outcome = new CompletableFuture<>();

	// guarded by this
	private RunState state = RunState.QUEUED;
	private Instant started;
	private Thread thread;
	private RunState wish;
	private String wishMessage;
	private RunReport report;
	private long bytesStored;

	/** @param onEnd told when the run has ended, before its outcome completes */
	Job(String id, Request request, Clock clock, Consumer<Job> onEnd) {
		this.id = id;
		this.request = request;
		this.clock = clock;
		this.onEnd = onEnd;
		this.queued = clock.instant();
	}

	@Override
	public String id() {
		return id;
	}

	@Override
	public Request request() {
		return request;
	}

	@Override
	public synchronized RunState state() {
		return state;
	}

	@Override
	public Progress progress() {
		return meter.progress();
	}

	@Override
	public CompletionStage<RunReport> outcome() {
		return outcome.minimalCompletionStage();
	}

	@Override
	public void cancel() {
		stop(RunState.CANCELLED, "cancelled");
	}

	ProgressMeter meter() {
		return meter;
	}

	Instant queued() {
		return queued;
	}

	synchronized Instant started() {
		return started;
	}

	/** The plan of a backup; null for other runs. */
	String planId() {
		return request instanceof Request.Backup backup ? backup.planId() : null;
	}

	/** Begins. Answers false if the run has ended before. */
	synchronized boolean begin() {
		if (state != RunState.QUEUED) {
			return false;
		}
		state = RunState.RUNNING;
		started = clock.instant();
		return true;
	}

	/** From now on the calling thread works for the run, and is interrupted when the run shall end. */
	synchronized void occupy() {
		thread = Thread.currentThread();
		if (wish != null) {
			thread.interrupt();
		}
	}

	/** Asks the run to end in a state, unless it was asked before. A run that waits ends at once. */
	void stop(RunState as, String message) {
		synchronized (this) {
			if (state.isFinal()) {
				return;
			}
			if (wish == null) {
				wish = as;
				wishMessage = message;
			}
			if (thread != null) {
				thread.interrupt();
			}
			if (state == RunState.RUNNING) {
				return;
			}
		}
		fail(as, message);
	}

	/** The calling thread is free for others again; no interrupt for this run reaches it any more. */
	synchronized void release() {
		thread = null;
		// clears an interrupt that came too late
		Thread.interrupted();
	}

	/** Ends with a result. */
	void succeed(Outcome result) {
		end(result.state(), result.snapshotId(), result.files(), result.bytes(), result.bytesStored(), result.message(), result.problems(),
				result.problemCount());
	}

	/** Ends without a result: as it was asked to, else as given. */
	void fail(RunState otherwise, String message) {
		Progress progress = meter.progress();
		RunState as;
		String text;
		synchronized (this) {
			as = wish == null ? otherwise : wish;
			text = wish == null ? message : wishMessage;
		}
		String snapshot = request instanceof Request.Restore restore ? restore.snapshotId() : null;
		end(as, snapshot, progress.filesDone(), progress.bytesDone(), 0, text, List.of(), 0);
	}

	private void end(RunState as, String snapshotId, long files, long bytes, long stored, String message, List<RunReport.Problem> problems,
			long problemCount) {
		synchronized (this) {
			if (state.isFinal()) {
				return;
			}
			Instant finished = clock.instant();
			report = new RunReport(id, as, started == null ? finished : started, finished, snapshotId, files, bytes, message, problems,
					problemCount);
			bytesStored = stored;
			state = as;
		}
		onEnd.accept(this);
		outcome.complete(report);
	}

	/** The first entries that could not be done; none before the end. */
	synchronized List<RunReport.Problem> problems() {
		return report == null ? List.of() : report.problems();
	}

	/** The run as the catalog keeps it. */
	synchronized RunRecord record() {
		String verb = request.verb();
		return report == null
				? new RunRecord(id, verb, planId(), state, queued, started, null, null, 0, 0, 0, 0, null)
				: new RunRecord(id, verb, planId(), state, queued, started, report.finished(), report.snapshotId(), report.files(), report.bytes(),
						bytesStored, report.problemCount(), report.message());
	}
}
