package backtrac.engine.jobs.thread;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A ticker by the system's clock that only goes forward. A few threads, so that a slow task does not hold up the others. */
public final class SystemTicker implements Ticker {

	private static final Logger log = LoggerFactory.getLogger(SystemTicker.class);
	private static final int THREADS = 3;

	private final ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(THREADS, Threads.named("run ticker "));

	@Override
	public void every(Duration pause, Runnable task) {
		threads.scheduleWithFixedDelay(() -> {
			try {
				task.run();
			} catch (RuntimeException | Error e) {
				// what is thrown here would end it for good, and with it the beat that tells others that this server lives
				log.error("what is done beside the runs has failed, and will be tried again", e);
			}
		}, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
	}

	@Override
	public void await(Runnable task, Duration patience) {
		Future<?> done;
		try {
			done = threads.submit(task);
		} catch (RejectedExecutionException e) {
			log.debug("the ticker has ended");
			return;
		}
		try {
			done.get(patience.toMillis(), TimeUnit.MILLISECONDS);
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		} catch (TimeoutException e) {
			log.debug("it takes longer than {}", patience);
		} catch (ExecutionException e) {
			log.error("what is done beside the runs has failed", e.getCause());
		}
	}

	@Override
	public void close() {
		threads.shutdownNow();
	}
}
