package backtrac.engine.jobs.run;

import java.time.Instant;

import backtrac.api.catalog.RunRecord;
import backtrac.api.job.Progress;
import backtrac.api.job.RunReport;
import backtrac.api.job.RunState;

/** A run's record on its way: what was said of it when it was asked for stays. */
public final class Records {

	private Records() {
	}

	/** One that waits or works. */
	static RunRecord open(RunRecord first, RunState state, Instant started, Progress progress, long problems) {
		return with(first, state, started, null, null, progress.filesDone(), progress.bytesDone(), 0, problems, null);
	}

	/** One that has ended. */
	static RunRecord ended(RunRecord first, RunReport report, Instant started, long bytesStored) {
		return with(first, report.state(), started, report.finished(), report.snapshotId(), report.files(), report.bytes(), bytesStored, report.problemCount(),
				report.message());
	}

	/** One that nobody works on any more, ended where it was. */
	public static RunRecord ended(RunRecord last, RunState state, Instant finished, String message) {
		return with(last, state, last.started(), finished, last.snapshotId(), last.files(), last.bytes(), last.bytesStored(), last.problems(), message);
	}

	private static RunRecord with(RunRecord first, RunState state, Instant started, Instant finished, String snapshotId, long files, long bytes, long stored,
			long problems, String message) {
		return new RunRecord(first.id(), first.verb(), first.planId(), first.subject(), first.origin(), first.server(), state, first.queued(), started, finished,
				snapshotId, files, bytes, stored, problems, message);
	}
}
