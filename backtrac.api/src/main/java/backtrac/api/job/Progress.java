package backtrac.api.job;

import java.time.Duration;

/**
 * How far a run is. Numbers only grow while it runs.
 *
 * @param phase         what it does now
 * @param filesDone     files that are done: linked, stored or written back
 * @param bytesDone     their content, in bytes
 * @param filesExpected how many it will be, as far as known; never less than done; -1 while nothing is known
 * @param bytesExpected how many bytes it will be; -1 while nothing is known
 * @param bytesRead     content that was moved, in bytes
 * @param bytesPerSecond smoothed rate of {@code bytesRead}
 * @param filesPerSecond smoothed rate of {@code filesDone}
 * @param remaining     how long it will take still; null while that cannot be said
 * @param current       the path it is at, for people; empty if there is none
 */
public record Progress(Phase phase, long filesDone, long bytesDone, long filesExpected, long bytesExpected, long bytesRead,
		double bytesPerSecond, double filesPerSecond, Duration remaining, String current) {

	/** Before anything has happened. */
	public static final Progress NONE = new Progress(Phase.WAITING, 0, 0, -1, -1, 0, 0, 0, null, "");

	/** The parts of a run. */
	public enum Phase {
		/** Not begun. */
		WAITING,
		/** Connecting and signing in. */
		CONNECTING,
		/** Going over the files. */
		COPYING,
		/** Bringing everything to disk. */
		FINISHING,
		/** Over. */
		DONE
	}

	/** How much is done, 0 to 1; -1 while that cannot be said. */
	public double fraction() {
		if (phase == Phase.DONE) {
			return 1;
		}
		if (filesExpected < 0) {
			return -1;
		}
		// a file costs about as much as 64 KiB of content
		double expected = bytesExpected + 65536.0 * filesExpected;
		return expected <= 0 ? -1 : Math.min(1, (bytesDone + 65536.0 * filesDone) / expected);
	}
}
