package backtrac.xmlrpc.remote;

/**
 * How far a run is. Once it is over only files and bytes done, message, problems and snapshot count.
 *
 * @param state          QUEUED, RUNNING, SUCCEEDED, PARTIAL, FAILED, CANCELLED or INTERRUPTED
 * @param phase          WAITING, CONNECTING, COPYING, FINISHING or DONE
 * @param filesDone      files that are done
 * @param bytesDone      their content, in bytes
 * @param filesExpected  how many it will be; -1 while nothing is known
 * @param bytesExpected  how many bytes it will be; -1 while nothing is known
 * @param bytesRead      content that was moved, in bytes; -1 for a run that ended before the server's last start
 * @param bytesPerSecond smoothed rate of {@code bytesRead}
 * @param remainingMs    how long it will take still; -1 while that cannot be said
 * @param current        the path it is at, for people; empty if there is none
 * @param message        one sentence about how it ended; empty before
 * @param problems       entries that could not be done, known at the end; 0 before
 * @param snapshotId     the snapshot that it made; empty before, or if there is none
 * @param snapshotPath   the folder of that snapshot that looks like a plain copy; empty if there is none
 */
public record RunStatus(String state, String phase, long filesDone, long bytesDone, long filesExpected, long bytesExpected,
		long bytesRead, long bytesPerSecond, long remainingMs, String current, String message, long problems, String snapshotId,
		String snapshotPath) {

	/** Tells if the run has ended. */
	public boolean isOver() {
		return !state.equals("QUEUED") && !state.equals("RUNNING");
	}
}
