package backtrac.xmlrpc.wire;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that all messages together may take. Each holds a {@link Share}, which grows while the message is read or written; when
 * nothing is left, that message is refused and the others go on. Threads: for any number of them.
 */
public final class Budget {

	private final long most;
	private final AtomicLong left;

	/** @param bytes of memory, as estimated by who takes a share */
	public Budget(long bytes) {
		most = bytes;
		left = new AtomicLong(bytes);
	}

	/** A quarter of what Java may use: estimates can be wrong by half, and there is other work to do. */
	public static Budget ofHeap() {
		return new Budget(Runtime.getRuntime().maxMemory() / 4);
	}

	/**
	 * Takes a share for one message.
	 *
	 * @throws NoRoomException if nothing is left
	 */
	public Share share() throws NoRoomException {
		return new Share();
	}

	/** What one message holds, to be closed when it is done with. Threads: one at a time. */
	public final class Share implements AutoCloseable {

		/** Taken at once: parser and buffers need nearly as much, and most messages are smaller. */
		private static final int STEP = 128 << 10;

		private long taken;
		private long used;

		private Share() throws NoRoomException {
			if (!grow(STEP)) {
				throw new NoRoomException();
			}
		}

		/**
		 * Adds to what the message takes.
		 *
		 * @throws NoRoomException   if not as much is left now
		 * @throws TooLargeException if there would be too little even without other messages
		 */
		void add(long bytes) throws NoRoomException, TooLargeException {
			used += bytes;
			if (used > most) {
				throw new TooLargeException("more than memory allows");
			}
			if (used > taken && !grow(Math.max(STEP, used - taken)) && !grow(used - taken)) {
				throw new NoRoomException();
			}
		}

		private boolean grow(long bytes) {
			if (left.addAndGet(-bytes) < 0) {
				left.addAndGet(bytes);
				return false;
			}
			taken += bytes;
			return true;
		}

		/** Gives everything back. */
		@Override
		public void close() {
			left.addAndGet(taken);
			taken = 0;
			used = 0;
		}
	}
}
