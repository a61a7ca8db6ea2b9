package backtrac.xmlrpc.handler.run;

import java.time.Duration;

/** Time as {@link RunHandler} sees it: replaced in tests. */
interface Waiter {

	/** The time that has passed since some moment, in nanoseconds. */
	long nanoTime();

	/** Waits. */
	void pause(Duration duration) throws InterruptedException;

	/** The time of this machine. */
	Waiter SYSTEM = new Waiter() {

		@Override
		public long nanoTime() {
			return System.nanoTime();
		}

		@Override
		public void pause(Duration duration) throws InterruptedException {
			Thread.sleep(duration);
		}
	};
}
