package backtrac.cli.remote;

import java.time.Duration;

/** Time, replaced in tests. */
interface Time {

	/** The time that has passed since some moment, in nanoseconds. */
	long nanoTime();

	/** Waits. */
	void pass(Duration duration) throws InterruptedException;

	Time SYSTEM = new Time() {

		@Override
		public long nanoTime() {
			return System.nanoTime();
		}

		@Override
		public void pass(Duration duration) throws InterruptedException {
			Thread.sleep(duration);
		}
	};
}
