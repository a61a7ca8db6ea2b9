package backtrac.engine.jobs.thread;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does a run's work on a thread that nobody interrupts, while the thread that waits for it may be interrupted. */
public final class RunThread {

	/** How long a closed session may take to wake those who are blocked in it. */
	private static final Duration PATIENCE = Duration.ofMillis(1800);

	private static final Logger log = LoggerFactory.getLogger(RunThread.class);

	private RunThread() {
	}

	/**
	 * Does the work and waits for it.
	 *
	 * @param stop asked for when the caller is interrupted
	 * @return what the work answered; if it was interrupted too late, the caller is still interrupted then
	 * @throws InterruptedException if the caller was interrupted and the work has ended without a result. Its thread is
	 *                              gone, unless the transport breaks its word that a close wakes a blocked call
	 */
	public static <T> T call(String name, Stop stop, Callable<T> work) throws IOException, InterruptedException {
		FutureTask<T> task = new FutureTask<>(work);
		Thread thread = Thread.ofPlatform().daemon().inheritInheritableThreadLocals(false).name(name + " 1").start(task);
		try {
			thread.join();
		} catch (InterruptedException e) {
			if (stop.ask()) {
				if (!joinDespiteInterrupts(thread, PATIENCE)) {
					log.error("{}: the transport does not end a blocked call when its session is closed; a thread is left behind", name);
				}
				throw e;
			}
			joinDespiteInterrupts(thread, Duration.ofDays(1));
			Thread.currentThread().interrupt();
		}
		return result(task);
	}

	private static boolean joinDespiteInterrupts(Thread thread, Duration limit) {
		long end = System.nanoTime() + limit.toNanos();
		for (;;) {
			try {
				return thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
			} catch (InterruptedException e) {
				log.debug("interrupted again while ending");
			}
		}
	}

	private static <T> T result(FutureTask<T> task) throws IOException, InterruptedException {
		if (task.state() == Future.State.SUCCESS) {
			return task.resultNow();
		}
		switch (task.exceptionNow()) {
		case IOException e -> throw e;
		case InterruptedException e -> throw e;
		case RuntimeException e -> throw e;
		case Error e -> throw e;
		case Throwable e -> throw new IllegalStateException(e);
		}
	}
}
