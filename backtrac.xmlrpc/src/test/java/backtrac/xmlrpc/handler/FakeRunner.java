package backtrac.xmlrpc.handler;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import backtrac.api.catalog.RunRecord;
import backtrac.api.job.JobRunner;
import backtrac.api.job.Progress;
import backtrac.api.job.Request;
import backtrac.api.job.Run;
import backtrac.api.job.RunReport;
import backtrac.api.job.RunState;

/** Runs that go as a test wants it. */
public final class FakeRunner implements JobRunner {

	public static final class FakeRun implements Run {

		private final String id;
		private final Request request;
		private final CompletableFuture<RunReport> outcome = new CompletableFuture<>();
		private volatile RunState state = RunState.QUEUED;
		private volatile Progress progress = Progress.NONE;
		private volatile boolean cancelled;

		private FakeRun(String id, Request request) {
			this.id = id;
			this.request = request;
		}

		public void state(RunState now) {
			state = now;
		}

		public void progress(Progress now) {
			progress = now;
		}

		public void end(RunState now, String snapshotId, long problems) {
			state = now;
			outcome.complete(new RunReport(id, now, Instant.EPOCH, Instant.EPOCH, snapshotId, 10, 1000, "ended \u0001", List.of(), problems));
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
		public RunState state() {
			return state;
		}

		@Override
		public Progress progress() {
			return progress;
		}

		@Override
		public CompletionStage<RunReport> outcome() {
			return outcome;
		}

		@Override
		public void cancel() {
			cancelled = true;
		}

		public boolean isCancelled() {
			return cancelled;
		}
	}

	private final List<Run> runs = new ArrayList<>();
	private RuntimeException refusal;

	/** From now on nothing starts. */
	public void refuse(RuntimeException why) {
		refusal = why;
	}

	public FakeRun add(String id) {
		FakeRun run = new FakeRun(id, new Request.Backup("p"));
		runs.add(run);
		return run;
	}

	@Override
	public Run start(Request request) {
		if (refusal != null) {
			throw refusal;
		}
		FakeRun run = new FakeRun("run-" + runs.size(), request);
		runs.add(run);
		return run;
	}

	@Override
	public List<Run> running() {
		return runs;
	}

	@Override
	public Optional<Run> run(String id) {
		return runs.stream().filter(run -> run.id().equals(id)).findFirst();
	}

	@Override
	public Run adopt(RunRecord queued) {
		throw new UnsupportedOperationException();
	}
}
