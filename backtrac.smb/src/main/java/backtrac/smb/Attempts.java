package backtrac.smb;

import java.time.Duration;

import backtrac.api.transport.TransportException;

/** When to connect, and when not. To be used by one thread at a time; times are those of {@link System#nanoTime}. */
final class Attempts {

	private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
	/** Of the patience, for one attempt. */
	private static final int PART = 4;

	private final Duration patience;
	private boolean going;
	private int count;
	private long since;
	private boolean admitted;
	private TransportException failure;
	private int failures;
	private long next;

	Attempts(Duration patience, long now) {
		this.patience = patience;
		this.next = now;
	}

	/** How long to wait before something is done again. */
	static long pauseAfter(int attempts) {
		return Math.min(LONGEST_PAUSE.toNanos(), FIRST_PAUSE.toNanos() << Math.min(attempts, 10));
	}

	/** Tells if it is time for one. Another one beside it is made only once user and password are known to be good. */
	boolean isDue(long now) {
		return now - due() >= 0 && (!going || admitted);
	}

	/** When the next one may be made, if nothing happens until then. */
	private long due() {
		return going ? since + patience.toNanos() / PART : next;
	}

	/** How long to wait for what happens. */
	long untilDue(long now) {
		return going && !admitted ? Long.MAX_VALUE : due() - now;
	}

	boolean isGoing() {
		return going;
	}

	/** @return its number */
	int begin(long now) {
		going = true;
		since = now;
		return ++count;
	}

	void succeeded(int attempt, long now) {
		going &= attempt != count;
		admitted = true;
		failure = null;
		failures = 0;
		next = now;
	}

	/** @return whether that counts: not if it had been given up */
	boolean failed(int attempt, TransportException why, long now) {
		if (attempt != count) {
			return false;
		}
		going = false;
		failure = why;
		next = now + pauseAfter(failures++);
		return true;
	}

	/** Why the last one failed; null if it did not. */
	TransportException failure() {
		return failure;
	}
}
