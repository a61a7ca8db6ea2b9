package backtrac.engine.jobs;

import java.time.Instant;

import backtrac.api.catalog.RunRecord;
import backtrac.api.job.RunState;

/** How a run ends whose server has ended before it: pure functions. */
final class CutOff {

	private static final String RESTORE = "restore";

	private CutOff() {
	}

	/**
	 * The run as it has ended.
	 *
	 * @param what has happened to the server, as a sentence goes on with {@code while it ran}
	 */
	static RunRecord end(RunRecord run, String what, Instant now) {
		boolean hadBegun = run.state() == RunState.RUNNING;
		if (hadBegun && run.verb().equals(RunRecord.BACKUP) && run.origin().attempt() >= RetryRule.MOST_RESUMES) {
			return Records.ended(run, RunState.FAILED, now, what + " while it ran, at attempt " + run.origin().attempt()
					+ ": it is not resumed again, as it may be the cause; see the server's log, and start it by hand");
		}
		return Records.ended(run, RunState.INTERRUPTED, now, advised(run.verb(), hadBegun, what + (hadBegun ? " while it ran" : " before it ran")));
	}

	/** When there is another run in its place; null if there is none. */
	static Instant again(RunRecord ended) {
		return RetryRule.again(ended, ended.state() == RunState.INTERRUPTED ? Failure.Remedy.SERVER : Failure.Remedy.NONE, 0);
	}

	/** The message of a run that was cut off, with what to do if it is not resumed. */
	static String advised(String verb, boolean hadBegun, String message) {
		if (!verb.equals(RESTORE)) {
			return message;
		}
		return message + (hadBegun ? ": what it has written is whole; restore again, into another folder or with leave to overwrite" : ": restore again");
	}
}
