package backtrac.web.status;

import backtrac.api.job.Progress;
import backtrac.api.job.Progress.Phase;
import backtrac.api.job.Request;
import backtrac.api.job.Run;
import backtrac.api.job.RunState;

/**
 * A run that is queued or works, as of now.
 *
 * @param id       the run
 * @param planId   the plan that it backs up; null if it does something else
 * @param state    where it stands
 * @param progress how far it is
 */
public record LiveRun(String id, String planId, RunState state, Progress progress) {

	/** Looks at a run; keeps nothing of it. */
	public static LiveRun of(Run run) {
		return new LiveRun(run.id(), run.request() instanceof Request.Backup backup ? backup.planId() : null, run.state(), run.progress());
	}

	/** What it does now. */
	public String phase() {
		if (state == RunState.QUEUED) {
			return "Waiting for its turn";
		}
		return switch (progress.phase()) {
		case WAITING -> "Starting";
		case CONNECTING -> "Connecting";
		case COPYING -> "Copying";
		case FINISHING, DONE -> "Finishing";
		};
	}

	/** How much is done, in percent; empty while that cannot be said. */
	public String percent() {
		double fraction = progress.fraction();
		return fraction < 0 || !isCopying() ? "" : (int) (100 * fraction) + "\u00a0%";
	}

	/** Files, bytes and rate; empty before the first file. */
	public String numbers() {
		if (progress.phase() == Phase.WAITING || progress.phase() == Phase.CONNECTING) {
			return "";
		}
		String text = of(Format.count(progress.filesDone()), progress.filesExpected(), Format.count(progress.filesExpected())) + " files, "
				+ of(Format.bytes(progress.bytesDone()), progress.bytesExpected(), Format.bytes(Math.max(0, progress.bytesExpected())));
		return progress.bytesPerSecond() < 1 ? text : text + ", " + Format.rate(progress.bytesPerSecond());
	}

	/** How long it will take still. */
	public String remaining() {
		return switch (progress.phase()) {
		case COPYING -> progress.remaining() == null ? "estimating" : Format.remaining(progress.remaining());
		case FINISHING, DONE -> "writing to disk";
		case WAITING, CONNECTING -> "";
		};
	}

	private boolean isCopying() {
		return progress.phase() == Phase.COPYING;
	}

	private static String of(String done, long expected, String expectedText) {
		return expected < 0 ? done : done + " of " + expectedText;
	}
}
