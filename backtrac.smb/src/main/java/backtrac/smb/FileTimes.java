package backtrac.smb;

import java.time.Instant;

/** Times as Windows has them: steps of 100 ns since the first of January 1601. */
final class FileTimes {

	private static final long STEPS_A_SECOND = 10_000_000;
	private static final long SECONDS_TO_1970 = 11_644_473_600L;

	private FileTimes() {
	}

	static Instant toInstant(long steps) {
		return Instant.ofEpochSecond(Math.floorDiv(steps, STEPS_A_SECOND) - SECONDS_TO_1970, Math.floorMod(steps, STEPS_A_SECOND) * 100);
	}

	/**
	 * What of a finer time is left over is cut off.
	 *
	 * @return 0, which no file can have, if the time is before 1601 or too far away
	 */
	static long of(Instant time) {
		try {
			long steps = Math.addExact(Math.multiplyExact(Math.addExact(time.getEpochSecond(), SECONDS_TO_1970), STEPS_A_SECOND), time.getNano() / 100);
			return Math.max(0, steps);
		} catch (ArithmeticException e) {
			return 0;
		}
	}
}
