package backtrac.engine.jobs.thread;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import backtrac.api.transport.TransportSession;

/**
 * Ends the threads of a run: a sign that they look at between two entries, and the end of the session, which wakes those
 * that are blocked in it. They are never interrupted: that would close channels of the repository that others may use.
 */
public final class Stop {

	private final CountDownLatch asked = new CountDownLatch(1);
	private final Runnable wake;
	private boolean tooLate;

	/** @param session closed to wake those who are blocked in it */
	public Stop(TransportSession session) {
		this.wake = session::close;
	}

	/** For a run without a session: it has to look at the sign. */
	public Stop() {
		this.wake = () -> {
		};
	}

	/** Asks all to end. Answers false, and does nothing, if what began must not be left half done. */
	boolean ask() {
		synchronized (this) {
			if (tooLate) {
				return false;
			}
			asked.countDown();
		}
		wake.run();
		return true;
	}

	/** From here on there is no stop. */
	public synchronized void pointOfNoReturn() throws InterruptedException {
		check();
		tooLate = true;
	}

	public boolean isAsked() {
		return asked.getCount() == 0;
	}

	public void check() throws InterruptedException {
		if (isAsked()) {
			throw new InterruptedException("the run was ended");
		}
	}

	/** Waits, but no longer than until the stop. */
	public void pause(Duration time) throws InterruptedException {
		asked.await(time.toNanos(), TimeUnit.NANOSECONDS);
		check();
	}
}
