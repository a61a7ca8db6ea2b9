package backtrac.engine.jobs.repository;

import backtrac.api.job.Progress.Phase;
import backtrac.api.store.WorkListener;
import backtrac.engine.jobs.report.ProgressMeter;

/** Counts a repository's own work on a meter. */
public final class RepositoryWork implements WorkListener {

	private final ProgressMeter meter;

	public RepositoryWork(ProgressMeter meter) {
		this.meter = meter;
	}

	@Override
	public void expected(long files, long bytes) {
		meter.phase(Phase.COPYING);
		meter.expect(files, bytes);
	}

	@Override
	public void done(long files, long bytes) {
		meter.done(files, bytes);
	}
}
