package backtrac.test;

import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits for what other threads bring about and tell nobody of. */
final class Await {

	/** How long anything may take on a busy machine: no test waits so long unless it fails. */
	static final Duration PATIENCE = Duration.ofMinutes(2);

	private static final long PAUSE_NANOS = Duration.ofMillis(10).toNanos();

	/** Something that is so, sooner or later. */
	@FunctionalInterface
	interface Condition {
		boolean holds() throws Exception;
	}

	private Await() {
	}

	/** Waits until the condition holds; fails with what there is instead if it does not come to that. */
	static void until(Condition condition, Supplier<String> instead) throws Exception {
		long end = System.nanoTime() + PATIENCE.toNanos();
		while (!condition.holds()) {
			if (System.nanoTime() - end > 0) {
				fail(instead.get());
			}
			LockSupport.parkNanos(PAUSE_NANOS);
		}
	}
}
