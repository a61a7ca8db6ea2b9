package backtrac.xmlrpc.server;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.Large;
import backtrac.xmlrpc.remote.RpcFault;

/**
 * Places for {@link Large} answers while they are made and written as XML, so that they do not take all memory together. Threads: for any
 * number of them; who has waited longest is next.
 */
final class LargeAnswers {

	/** What an answer may take, as objects of Java and as values to be written, with much to spare. */
	private static final long BYTES = 64L << 20;
	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private final Semaphore places;
	private final Duration patience;

	LargeAnswers(int places, Duration patience) {
		this.places = new Semaphore(places, true);
		this.patience = patience;
	}

	/** As many as Java's memory suffices for: 8 with 512 MB. */
	static LargeAnswers ofHeap() {
		return new LargeAnswers(Math.clamp(Runtime.getRuntime().maxMemory() / BYTES, 2, 64), PATIENCE);
	}

	/** To be closed when the answer is written. */
	@FunctionalInterface
	interface Place extends AutoCloseable {

		/** For an answer that needs none. */
		Place NONE = () -> {
		};

		@Override
		void close();
	}

	/**
	 * Waits for a place.
	 *
	 * @throws RpcFault {@link Fault#BUSY} if none gets free in time
	 */
	Place place() {
		try {
			if (!places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
				throw new RpcFault(Fault.BUSY, "the server reads as much at once for others as it can: try again");
			}
			return places::release;
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new RpcFault(Fault.UNAVAILABLE, "the server is stopping");
		}
	}
}
