package backtrac.engine.jobs.runner;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import backtrac.engine.jobs.run.Job;
import backtrac.engine.jobs.thread.Threads;

/** Gives jobs threads when their turn comes, as {@link RunOrder} says. Safe for use by several threads. */
final class Dispatcher {

	private final Clock clock;
	private final Consumer<Job> work;
	private final ThreadPoolExecutor threads;

	// guarded by this
	private final Map<String, Job> waiting = new LinkedHashMap<>();
	private final Map<String, Job> working = new LinkedHashMap<>();
	private Limits limits;
	private boolean stopped;

	/** @param work done for each job on a thread that is interrupted for this job only */
	Dispatcher(Limits limits, Clock clock, Consumer<Job> work) {
		this.limits = limits;
		this.clock = clock;
		this.work = work;
		this.threads = new ThreadPoolExecutor(0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), Threads.named("run "));
	}

	/** More or fewer from now on; what works goes on. */
	synchronized void limit(Limits other) {
		limits = other;
		dispatch();
	}

	/** @throws IllegalStateException if it has been stopped */
	synchronized void add(Job job) {
		requireGoing();
		waiting.put(job.id(), job);
		dispatch();
	}

	/** @throws IllegalStateException if it has been stopped */
	synchronized void requireGoing() {
		if (stopped) {
			throw new IllegalStateException("the server is stopping and begins no run");
		}
	}

	/** A job waits no longer. Does nothing if it has begun. */
	synchronized void remove(Job job) {
		if (waiting.remove(job.id()) != null) {
			dispatch();
		}
	}

	private void dispatch() {
		// what waits is gone when it was stopped
		Optional<Job> next;
		while ((next = next()).isPresent()) {
			Job job = next.get();
			waiting.remove(job.id());
			working.put(job.id(), job);
			threads.execute(() -> work(job));
		}
	}

	private Optional<Job> next() {
		return RunOrder.next(waiting.values().stream().map(Job::claim).toList(), working.values().stream().map(Job::claim).toList(), limits, clock.instant())
				.map(claim -> waiting.get(claim.id()));
	}

	private void work(Job job) {
		try {
			work.accept(job);
		} finally {
			synchronized (this) {
				working.remove(job.id());
				dispatch();
			}
		}
	}

	/** From now on nothing begins, not even what waits. */
	synchronized void stop() {
		stopped = true;
		waiting.clear();
		threads.shutdown();
	}

	/** Waits until all that works has ended. Answers false if it has not in time. */
	boolean await(Duration patience) throws InterruptedException {
		return threads.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
	}
}
