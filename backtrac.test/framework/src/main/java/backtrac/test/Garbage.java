package backtrac.test;

import java.lang.ref.ReferenceQueue;

/** The garbage collector, asked to work now. */
final class Garbage {

	private static final int ATTEMPTS = 20;
	private static final int WAIT_MILLIS = 500;

	private Garbage() {
	}

	/** Collects until an object is gone that a reference with this queue leads to; answers false if all of them are held. */
	static boolean holdsOneOf(ReferenceQueue<?> gone) throws InterruptedException {
		for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
			if (gone.poll() != null) {
				return true;
			}
			System.gc();
			if (gone.remove(WAIT_MILLIS) != null) {
				return true;
			}
		}
		return false;
	}
}
