package backtrac.engine.jobs;

import java.util.List;

import backtrac.api.job.RunReport;
import backtrac.api.job.RunState;

/** What came of a run that had a result: see {@link RunReport} and {@link backtrac.api.catalog.RunRecord}. */
record Outcome(String snapshotId, long files, long bytes, long bytesStored, String message, List<RunReport.Problem> problems,
		long problemCount) {

	RunState state() {
		return problemCount == 0 ? RunState.SUCCEEDED : RunState.PARTIAL;
	}
}
