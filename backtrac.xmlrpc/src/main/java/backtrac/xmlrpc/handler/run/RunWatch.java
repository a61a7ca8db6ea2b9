package backtrac.xmlrpc.handler.run;

import java.time.Duration;
import java.util.Optional;

import backtrac.api.catalog.RunHistory;
import backtrac.api.catalog.RunRecord;
import backtrac.api.job.JobRunner;
import backtrac.api.job.Progress;
import backtrac.api.job.Run;
import backtrac.api.job.RunReport;
import backtrac.api.job.RunState;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.RpcFault;
import backtrac.xmlrpc.remote.RunStatus;

/** Waits until there is something to tell about a run: of this server's runs by their progress, of others by the catalog. */
final class RunWatch {

	private static final Duration TICK = Duration.ofMillis(50);
	/** Between two looks at the catalog. */
	private static final Duration CATALOG_TICK = Duration.ofMillis(500);
	/** After that, the smallest progress is worth telling. */
	private static final Duration SOON = Duration.ofMillis(500);
	/** As much progress is worth telling at once. */
	private static final double MUCH = 0.01;

	private final JobRunner runner;
	private final RunHistory history;
	private final RunStatuses statuses;
	private final Waiter waiter;
	private volatile boolean stopped;

	RunWatch(JobRunner runner, RunHistory history, RunStatuses statuses, Waiter waiter) {
		this.runner = runner;
		this.history = history;
		this.statuses = statuses;
		this.waiter = waiter;
	}

	/** Lets those who wait go. */
	void stop() {
		stopped = true;
	}

	/** @param id the whole one */
	RunStatus poll(String id, int waitMs) {
		Duration wait = Duration.ofMillis(waitMs);
		try {
			Optional<Run> run = runner.run(id);
			if (run.isEmpty()) {
				return awaitRecord(id, wait);
			}
			awaitNews(run.get(), wait);
			return status(run.get());
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt(); // the web server stops: answer what is known
			return runner.run(id).map(this::status).orElseGet(() -> statuses.recorded(record(id)));
		}
	}

	private RunStatus status(Run run) {
		RunReport report = report(run);
		return report == null ? RunStatuses.running(run) : statuses.ended(run, report);
	}

	/** Of a run of another server, or of one that this server has not begun to look after, or has ended long ago. */
	private RunStatus awaitRecord(String id, Duration wait) throws InterruptedException {
		long begin = waiter.nanoTime();
		RunRecord before = record(id);
		RunRecord now = before;
		while (!stopped && !now.state().isFinal() && isSame(before, now)) {
			Duration left = wait.minus(Duration.ofNanos(waiter.nanoTime() - begin));
			if (!left.isPositive()) {
				break;
			}
			waiter.pause(left.compareTo(CATALOG_TICK) < 0 ? left : CATALOG_TICK);
			Optional<Run> run = runner.run(id);
			if (run.isPresent()) {
				return status(run.get());
			}
			now = record(id);
		}
		return statuses.recorded(now);
	}

	private RunRecord record(String id) {
		return history.run(id).orElseThrow(() -> new RpcFault(Fault.NOT_FOUND, "there is no run '" + id + "'"));
	}

	private static boolean isSame(RunRecord before, RunRecord now) {
		return now.state() == before.state() && now.files() == before.files() && now.bytes() == before.bytes();
	}

	private void awaitNews(Run run, Duration wait) throws InterruptedException {
		long begin = waiter.nanoTime();
		RunState state = RunStatuses.stateWithoutReport(run);
		Progress before = run.progress();
		while (!stopped && report(run) == null) {
			Duration waited = Duration.ofNanos(waiter.nanoTime() - begin);
			if (waited.compareTo(wait) >= 0 || RunStatuses.stateWithoutReport(run) != state || isWorthTelling(before, run.progress(), waited)) {
				return;
			}
			Duration left = wait.minus(waited);
			waiter.pause(left.compareTo(TICK) < 0 ? left : TICK);
		}
	}

	private static boolean isWorthTelling(Progress before, Progress now, Duration waited) {
		return now.phase() != before.phase() || now.fraction() - before.fraction() >= MUCH
				|| waited.compareTo(SOON) >= 0 && !now.equals(before);
	}

	/** How it ended; null before. */
	private static RunReport report(Run run) {
		return run.state().isFinal() ? run.outcome().toCompletableFuture().getNow(null) : null;
	}
}
