package backtrac.engine.jobs.run;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import backtrac.api.catalog.Plan;
import backtrac.api.catalog.RunRecord;
import backtrac.api.job.Progress;
import backtrac.api.job.Request;
import backtrac.api.job.Run;
import backtrac.api.job.RunReport;
import backtrac.api.job.RunState;
import backtrac.engine.jobs.journal.RunJournal;
import backtrac.engine.jobs.report.ProgressMeter;

/** A run and its way from one state to the next. Ends once, whoever ends it first. */
public final class Job implements Run {

	private static final Logger log = LoggerFactory.getLogger(Job.class);

	private final RunRecord first;
	private final Request request;
	private final Plan plan;
	private final Clock clock;
	private final Consumer<Job> onEnd;
	private final RunJournal journal;
	private final ProgressMeter meter;
	private final Leash leash = new Leash();
	private final CompletableFuture<RunReport> outcome = new CompletableFuture<>();

	// guarded by this
	private RunState state = RunState.QUEUED;
	private Instant started;
	private Failure failure;
	private Outcome result;
	private RunReport report;

	/**
	 * @param queued as the catalog has it
	 * @param plan   of a backup; null for other runs, and if it is not there any more
	 * @param onEnd  told when the run has ended, before its outcome completes
	 */
	public Job(RunRecord queued, Request request, Plan plan, RunJournal journal, Clock clock, Consumer<Job> onEnd) {
		this.first = queued;
		this.request = request;
		this.plan = plan;
		this.journal = journal;
		this.clock = clock;
		this.onEnd = onEnd;
		this.meter = new ProgressMeter(System::nanoTime, journal::enter);
	}

	@Override
	public String id() {
		return first.id();
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
		stop(Failure.CANCELLED);
	}

	public ProgressMeter meter() {
		return meter;
	}

	public RunJournal journal() {
		return journal;
	}

	/** The plan of a backup as it was when the run was asked for; null if there is none. */
	public Plan plan() {
		return plan;
	}

	public synchronized Instant started() {
		return started;
	}

	/** The plan of a backup; null for other runs. */
	public String planId() {
		return first.planId();
	}

	public Claim claim() {
		return Claim.of(first, request, plan);
	}

	/** Begins. Answers false if the run has ended before. */
	public synchronized boolean begin() {
		if (state != RunState.QUEUED) {
			return false;
		}
		state = RunState.RUNNING;
		started = clock.instant();
		return true;
	}

	/** The server stops. */
	public void stop() {
		stop(Failure.stopped(started() != null));
	}

	/** The run is not this server's any more: it ends, and nobody records that. */
	public void lose() {
		stop(Failure.TAKEN_OVER);
	}

	public boolean isLost() {
		return leash.wish() == Failure.TAKEN_OVER;
	}

	/** Ends the thread that works for the run when the run shall end. */
	public Leash leash() {
		return leash;
	}

	/** Asks the run to end in a way, unless it was asked before. A run that waits ends at once. */
	private void stop(Failure as) {
		synchronized (this) {
			if (state.isFinal()) {
				return;
			}
			leash.pull(as);
			if (state == RunState.RUNNING) {
				return;
			}
		}
		fail(as);
	}

	/** It has a result now, unless it has ended before. */
	public synchronized void hold(Outcome reached) {
		if (!state.isFinal()) {
			result = reached;
		}
	}

	/** Ends with the result that it has, else without one: as it was asked to, else as given. */
	public void fail(Failure otherwise) {
		Progress progress = meter.progress();
		synchronized (this) {
			if (result == null) {
				failure = (leash.wish() == null ? otherwise : leash.wish()).advising(first.verb(), started != null);
				result = Outcome.none(failure, request, progress);
			}
		}
		end();
	}

	/** Ends with the result that it has. */
	public void end() {
		synchronized (this) {
			if (state.isFinal()) {
				return;
			}
			Instant finished = clock.instant();
			report = new RunReport(id(), result.state(), started == null ? finished : started, finished, result.snapshotId(), result.files(), result.bytes(),
					result.message(), result.problems(), result.problemCount());
			state = result.state();
		}
		try {
			onEnd.accept(this);
		} catch (RuntimeException | Error e) {
			log.error("run {}: not all is done that follows its end", id(), e);
		} finally {
			// who waits must not do so for ever
			outcome.complete(report);
		}
	}

	/** What came of it; null before that is known. */
	public synchronized Outcome result() {
		return result;
	}

	/** What would help, now that it has ended. */
	public synchronized Failure.Remedy remedy() {
		return failure == null ? Failure.Remedy.NONE : failure.remedy();
	}

	/** How often its plan has a failed run tried again. */
	public int retries() {
		return plan == null ? 0 : plan.retries();
	}

	/** The run as the catalog keeps it. */
	public synchronized RunRecord record() {
		return report == null ? Records.open(first, state, started, meter.progress(), journal.problems())
				: Records.ended(first, report, started, result.bytesStored());
	}
}
