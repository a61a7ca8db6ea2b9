package backtrac.engine.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import backtrac.api.catalog.RunHistory;
import backtrac.api.catalog.RunRecord;
import backtrac.api.job.JobRunner;
import backtrac.api.job.Progress;
import backtrac.api.job.Request;
import backtrac.api.job.Run;
import backtrac.api.job.RunReport;
import backtrac.api.job.RunState;

/** A runner whose runs do nothing but take time, and end as a test says. */
final class SimulatedRunner implements JobRunner {

	/**
	 * What becomes of a run.
	 *
	 * @param takes how long it works
	 * @param again after which time it is to be tried again; null if it is not
	 */
	record Fate(Duration takes, RunState state, Duration again) {

		static Fate good(Duration takes) {
			return new Fate(takes, RunState.SUCCEEDED, null);
		}
	}

	private final RunHistory history;
	private final InstantSource clock;
	private final Map<String, Work> working = new HashMap<>();
	private final List<RunRecord> ended = new ArrayList<>();
	private Function<RunRecord, Fate> fates = _ -> Fate.good(Duration.ZERO);

	SimulatedRunner(RunHistory history, InstantSource clock) {
		this.history = history;
		this.clock = clock;
	}

	void fates(Function<RunRecord, Fate> how) {
		fates = how;
	}

	@Override
	public synchronized Run adopt(RunRecord queued) {
		if (!history.update(queued)) {
			throw new IllegalArgumentException("the run " + queued.id() + " does not wait");
		}
		Work work = new Work(queued, clock.instant(), fates.apply(queued));
		working.put(queued.id(), work);
		return work;
	}

	/** When the next run ends; null if none works. */
	synchronized Instant next() {
		return working.values().stream().map(Work::end).min(Comparator.naturalOrder()).orElse(null);
	}

	/** Ends those whose time is over, and tells which. */
	synchronized List<RunRecord> endUpTo(Instant now) {
		List<Work> over = working.values().stream().filter(work -> !work.end().isAfter(now)).sorted(Comparator.comparing(Work::end).thenComparing(Work::id)).toList();
		return over.stream().map(work -> end(work, work.fate.state(), work.fate.again())).toList();
	}

	private RunRecord end(Work work, RunState state, Duration again) {
		working.remove(work.id());
		RunRecord run = work.record;
		RunRecord over = new RunRecord(run.id(), run.verb(), run.planId(), run.subject(), run.origin(), run.server(), state, run.queued(), work.started,
				clock.instant(), null, 0, 0, 0, 0, "it is over");
		if (!history.end(over, again == null ? null : clock.instant().plus(again))) {
			throw new IllegalStateException("run " + run.id() + " had ended");
		}
		ended.add(over);
		return over;
	}

	/** All that have ended. */
	synchronized List<RunRecord> ended() {
		return List.copyOf(ended);
	}

	@Override
	public Run start(Request request) {
		throw new UnsupportedOperationException("the scheduler adopts");
	}

	@Override
	public synchronized List<Run> running() {
		return List.copyOf(working.values());
	}

	@Override
	public synchronized Optional<Run> run(String id) {
		return Optional.ofNullable(working.get(id));
	}

	private final class Work implements Run {

		private final RunRecord record;
		private final Instant started;
		private final Fate fate;

		Work(RunRecord record, Instant started, Fate fate) {
			this.record = record;
			this.started = started;
			this.fate = fate;
		}

		Instant end() {
			return started.plus(fate.takes());
		}

		@Override
		public String id() {
			return record.id();
		}

		@Override
		public Request request() {
			return new Request.Backup(record.planId());
		}

		@Override
		public RunState state() {
			return RunState.RUNNING;
		}

		@Override
		public Progress progress() {
			return Progress.NONE;
		}

		@Override
		public CompletionStage<RunReport> outcome() {
			return new CompletableFuture<>();
		}

		@Override
		public void cancel() {
			synchronized (SimulatedRunner.this) {
				SimulatedRunner.this.end(this, RunState.CANCELLED, null);
			}
		}
	}
}
