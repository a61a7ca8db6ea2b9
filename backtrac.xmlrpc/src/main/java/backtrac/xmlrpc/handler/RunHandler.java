package backtrac.xmlrpc.handler;

import java.time.Duration;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

import backtrac.api.catalog.Catalog;
import backtrac.api.catalog.RunRecord;
import backtrac.api.job.JobRunner;
import backtrac.api.job.Progress;
import backtrac.api.job.Request;
import backtrac.api.job.Run;
import backtrac.api.job.RunReport;
import backtrac.api.job.RunState;
import backtrac.api.store.Repository;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.RpcFault;
import backtrac.xmlrpc.remote.RunApi;
import backtrac.xmlrpc.remote.RunStatus;

/** Answers {@code run.…}. */
@Component(property = "xmlrpc.handler=run", immediate = true)
public final class RunHandler implements RunApi {

	private static final Duration TICK = Duration.ofMillis(50);
	/** After that, the smallest progress is worth telling. */
	private static final Duration SOON = Duration.ofMillis(500);
	/** As much progress is worth telling at once. */
	private static final double MUCH = 0.01;

	private final JobRunner runner;
	private final Catalog catalog;
	private final RunStatuses statuses;
	private final Waiter waiter;
	private volatile boolean stopped;

	@Activate
	public RunHandler(@Reference JobRunner runner, @Reference Catalog catalog, @Reference Repository repository) {
		this(runner, catalog, repository, Waiter.SYSTEM);
	}

	RunHandler(JobRunner runner, Catalog catalog, Repository repository, Waiter waiter) {
		this.runner = runner;
		this.catalog = catalog;
		this.statuses = new RunStatuses(repository);
		this.waiter = waiter;
	}

	/** Lets those who wait go. */
	@Deactivate
	void stop() {
		stopped = true;
	}

	@Override
	public String start(String planId) {
		if (planId == null || catalog.plan(planId).isEmpty()) {
			throw new RpcFault(Fault.NOT_FOUND, "there is no plan " + planId);
		}
		try {
			return runner.start(new Request.Backup(planId)).id();
		} catch (IllegalArgumentException e) { // it has been deleted at this moment
			throw new RpcFault(Fault.NOT_FOUND, e.getMessage());
		}
	}

	@Override
	public RunStatus poll(String runId, int waitMs) {
		if (runId == null || waitMs < 0 || waitMs > LONGEST_WAIT_MS) {
			throw new RpcFault(Fault.BAD_PARAMETERS, "wait_ms must be from 0 to " + LONGEST_WAIT_MS + ", not " + waitMs);
		}
		Optional<Run> run = runner.run(runId);
		if (run.isEmpty()) {
			return statuses.recorded(recorded(runId));
		}
		awaitNews(run.get(), Duration.ofMillis(waitMs));
		RunReport report = report(run.get());
		return report == null ? RunStatuses.running(run.get()) : statuses.ended(run.get(), report);
	}

	private RunRecord recorded(String runId) {
		RunRecord run = catalog.run(runId).orElseThrow(() -> new RpcFault(Fault.NOT_FOUND, "there is no run " + runId));
		if (!run.state().isFinal()) { // between the server's start and the moment when it closes what its last stop has cut off
			throw new RpcFault(Fault.BUSY, "the server has not looked after the run " + runId + " yet: ask again");
		}
		return run;
	}

	private void awaitNews(Run run, Duration wait) {
		long begin = waiter.nanoTime();
		RunState state = RunStatuses.stateWithoutReport(run);
		Progress before = run.progress();
		try {
			while (!stopped && report(run) == null) {
				Duration waited = Duration.ofNanos(waiter.nanoTime() - begin);
				if (waited.compareTo(wait) >= 0 || RunStatuses.stateWithoutReport(run) != state
						|| isWorthTelling(before, run.progress(), waited)) {
					return;
				}
				Duration left = wait.minus(waited);
				waiter.pause(left.compareTo(TICK) < 0 ? left : TICK);
			}
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt(); // the web server stops: answer what is known
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
