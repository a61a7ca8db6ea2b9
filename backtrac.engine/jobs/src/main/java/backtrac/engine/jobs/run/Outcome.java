package backtrac.engine.jobs.run;

import java.util.List;

import backtrac.api.job.Progress;
import backtrac.api.job.Request;
import backtrac.api.job.RunReport;
import backtrac.api.job.RunState;
import backtrac.api.store.Snapshot;

/**
 * What came of a run: see {@link RunReport} and {@link backtrac.api.catalog.RunRecord}.
 *
 * @param made the snapshot that a backup has made; null for other runs
 */
public record Outcome(RunState state, Snapshot made, String snapshotId, long files, long bytes, long bytesStored, String message,
		List<RunReport.Problem> problems, long problemCount) {

	/** Of a run that has left no snapshot; PARTIAL if there were problems. */
	public Outcome(String snapshotId, long files, long bytes, String message, List<RunReport.Problem> problems, long problemCount) {
		this(problemCount == 0 ? RunState.SUCCEEDED : RunState.PARTIAL, null, snapshotId, files, bytes, 0, message, problems, problemCount);
	}

	/** Of a run that ended without a result. */
	static Outcome none(Failure failure, Request request, Progress progress) {
		String snapshot = request instanceof Request.Restore restore ? restore.snapshotId() : null;
		return new Outcome(failure.state(), null, snapshot, progress.filesDone(), progress.bytesDone(), 0, failure.message(), List.of(), 0);
	}

	/** The same, but what was found is so bad that the run counts as failed. */
	public Outcome asFailure() {
		return new Outcome(RunState.FAILED, made, snapshotId, files, bytes, bytesStored, message, problems, problemCount);
	}
}
