package backtrac.posix;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The number of an open file, with a count of the calls that use it right now. The system gives a closed number to the
 * next file at once; so the number is closed by whoever comes last: {@link #close} or the last call under way. Safe for
 * use by several threads.
 */
final class Descriptor {

	private static final int CLOSED = Integer.MIN_VALUE;

	private final int fd;
	/** Calls under way, and {@link #CLOSED} added when no more may begin. */
	private final AtomicInteger uses = new AtomicInteger();

	Descriptor(int fd) {
		this.fd = fd;
	}

	/** The number, to be given back by {@link #release}; or -1 if it is closed. */
	int acquire() {
		for (;;) {
			int n = uses.get();
			if (n < 0) {
				return -1;
			}
			if (uses.compareAndSet(n, n + 1)) {
				return fd;
			}
		}
	}

	/** Ends a use. The result of a close that waited for it is nobody's: who closes under a call gives up its file. */
	void release(Call call) {
		if (uses.decrementAndGet() == CLOSED) {
			Linux.close(call, fd);
		}
	}

	/** Closes; 0, or the negative errno if the system could not write all. */
	long close() {
		for (;;) {
			int n = uses.get();
			if (n < 0) {
				return 0;
			}
			if (uses.compareAndSet(n, n + CLOSED)) {
				return n > 0 ? 0 : closeNow();
			}
		}
	}

	private long closeNow() {
		try (Call call = Call.begin()) {
			return Linux.close(call, fd);
		}
	}
}
