package backtrac.engine.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that looks whenever there is something to do. */
final class Loop {

	/** So that it sees what another server has changed. */
	private static final Duration LONGEST = Duration.ofSeconds(30);
	/** What is due but cannot be done at once must not keep a processor busy. */
	private static final Duration SHORTEST = Duration.ofSeconds(1);
	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private static final Logger log = LoggerFactory.getLogger(Loop.class);

	private final Look look;
	private final InstantSource clock;
	private final Thread thread;

	// guarded by this
	private boolean isWoken;
	private boolean isStopped;

	Loop(Look look, InstantSource clock) {
		this.look = look;
		this.clock = clock;
		this.thread = Thread.ofPlatform().daemon().inheritInheritableThreadLocals(false).name("scheduler").unstarted(this::run);
		// not that of the bundle that happens to start it
		this.thread.setContextClassLoader(Loop.class.getClassLoader());
	}

	void start() {
		thread.start();
	}

	/** Has it look at once. */
	synchronized void wake() {
		isWoken = true;
		notifyAll();
	}

	/** Ends it, after what it is at: an interrupt could come between a claim and its run. */
	void stop() {
		synchronized (this) {
			isStopped = true;
			notifyAll();
		}
		try {
			if (!thread.join(PATIENCE)) {
				log.warn("the scheduler does not end: the catalog does not answer");
			}
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	private void run() {
		boolean isWell = true;
		while (begin()) {
			Duration pause = LONGEST;
			try {
				pause = look.look() ? Duration.ZERO : until(look.next());
				isWell = true;
			} catch (RuntimeException | Error e) {
				// whatever it is, backups must go on when it is over
				if (isWell) {
					log.error("nothing can be started now: {}", e.getMessage(), e);
				}
				isWell = false;
			}
			sleep(pause);
		}
	}

	private synchronized boolean begin() {
		isWoken = false;
		return !isStopped;
	}

	private Duration until(Instant next) {
		Duration time = next == null ? LONGEST : Duration.between(clock.instant(), next);
		return time.compareTo(LONGEST) > 0 ? LONGEST : time.compareTo(SHORTEST) < 0 ? SHORTEST : time;
	}

	private synchronized void sleep(Duration time) {
		long end = System.nanoTime() + time.toNanos();
		for (long rest = time.toMillis(); rest > 0 && !isWoken && !isStopped; rest = (end - System.nanoTime()) / 1_000_000) {
			try {
				wait(rest);
			} catch (InterruptedException _) {
				// nobody of this bundle interrupts it, and it has no other end than stop
				return;
			}
		}
	}
}
