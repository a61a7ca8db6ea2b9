package backtrac.engine.jobs.thread;

import java.time.Duration;

/** Does small things again and again, beside the runs. */
public interface Ticker extends AutoCloseable {

	/** Does something each time when so long has passed since the time before. What it throws is logged, and it goes on. */
	void every(Duration pause, Runnable task);

	/** Does something as soon as may be and waits for it, but only so long, and not when interrupted: then it goes on by itself. */
	void await(Runnable task, Duration patience);

	/** Ends; what is being done may go on to its end. */
	@Override
	void close();
}
