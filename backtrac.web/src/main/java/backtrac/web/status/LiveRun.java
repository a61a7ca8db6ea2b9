package backtrac.web.status;

import java.time.Instant;

import backtrac.api.catalog.RunRecord;
import backtrac.api.job.Progress;
import backtrac.api.job.Progress.Phase;
import backtrac.api.job.Run;
import backtrac.api.job.RunState;

/**
 * A run that waits or works, as of now.
 *
 * @param id       the run
 * @param planId   the plan that it is of; null if it is of none
 * @param subject  what it is about, for people; may be empty
 * @param verb     what it does
 * @param queued   when it was asked for
 * @param started  when it began to work; null before
 * @param state    where it stands
 * @param progress how far it is; null if another server works on it
 */
public record LiveRun(String id, String planId, String subject, String verb, Instant queued, Instant started, RunState state, Progress progress) {

	/** A run that the catalog has as open. */
	public static LiveRun of(RunRecord run) {
		return new LiveRun(run.id(), run.planId(), run.subject(), run.verb(), run.queued(), run.started(), run.state(), null);
	}

	/** Looks at how far the run is; keeps nothing of it. */
	public LiveRun at(Run run) {
		return new LiveRun(id, planId, subject, verb, queued, started, run.state(), run.progress());
	}

	/** What it is and of what. */
	public String title() {
		return subject.isEmpty() ? RunLine.verb(verb) : RunLine.verb(verb) + " of " + subject;
	}

	public boolean isQueued() {
		return state == RunState.QUEUED;
	}

	/** Whether this server works on it, so that it can be cancelled here. */
	public boolean isOwn() {
		return progress != null;
	}

	/** What it does now. */
	public String phase() {
		if (state == RunState.QUEUED) {
			return "Waiting for its turn";
		}
		if (progress == null) {
			return "Running on another server";
		}
		return switch (progress.phase()) {
		case WAITING -> "Starting";
		case CONNECTING -> "Connecting";
		case COPYING -> "Copying";
		case FINISHING, DONE -> "Finishing";
		};
	}

	/** How much is done, 0 to 1; -1 while that cannot be said. */
	public double fraction() {
		return progress == null || isQueued() ? -1 : progress.fraction();
	}

	/** How much is done, in percent; empty while that cannot be said. */
	public String percent() {
		double fraction = fraction();
		return fraction < 0 || progress.phase() != Phase.COPYING ? "" : (int) (100 * fraction) + "\u00a0%";
	}

	/** Files, bytes and rate; empty before the first file. */
	public String numbers() {
		if (progress == null || progress.phase() == Phase.WAITING || progress.phase() == Phase.CONNECTING) {
			return "";
		}
		String text = of(Format.count(progress.filesDone()), progress.filesExpected(), Format.count(progress.filesExpected())) + " files, "
				+ of(Format.bytes(progress.bytesDone()), progress.bytesExpected(), Format.bytes(Math.max(0, progress.bytesExpected())));
		return progress.bytesPerSecond() < 1 ? text : text + ", " + Format.rate(progress.bytesPerSecond());
	}

	/** How long it will take still. */
	public String remaining() {
		if (progress == null) {
			return "";
		}
		return switch (progress.phase()) {
		case COPYING -> progress.remaining() == null ? "estimating" : Format.remaining(progress.remaining());
		case FINISHING, DONE -> "writing to disk";
		case WAITING, CONNECTING -> "";
		};
	}

	/** The path it is at; empty if there is none. */
	public String current() {
		return progress == null ? "" : progress.current();
	}

	private static String of(String done, long expected, String expectedText) {
		return expected < 0 ? done : done + " of " + expectedText;
	}
}
