package backtrac.engine.jobs.run;

import java.time.Instant;

import backtrac.api.catalog.RunRecord;
import backtrac.api.job.RunState;

/** How a run ends whose server has ended before it: pure functions. */
public final class CutOff {

	/** What a run says that was ended by the stop of its server; a server that died has others say something else. */
	static final String STOPPED = "the server was stopped";

	private static final String WHILE = " while it ran";
	private static final String HALF_DONE = ": restore again, into another folder or with leave to overwrite. What it has written is whole,"
			+ " but for what is called .backtrac- and 16 digits, which can be deleted";

	/** How a run has ended, as far as another in its place is concerned. */
	enum End {
		/** It failed. */
		FAILURE,
		/** Its server died while it ran: it may be the cause. */
		CRASH,
		/** Its transport went. */
		DEPARTURE,
		/** It was stopped, or has not even begun, or there is none in its place. */
		OTHER;

		/** As the record tells it. */
		static End of(RunRecord run) {
			if (run.state() == RunState.FAILED) {
				return FAILURE;
			}
			if (run.state() != RunState.INTERRUPTED || run.started() == null || run.message().startsWith(STOPPED)) {
				return OTHER;
			}
			return run.message().contains(WHILE) ? CRASH : DEPARTURE;
		}
	}

	private CutOff() {
	}

	/**
	 * The run as it has ended.
	 *
	 * @param chain of the run
	 * @param what  has happened to the server, as a sentence goes on with {@code while it ran}
	 */
	public static RunRecord end(RunRecord run, Chain chain, String what, Instant now) {
		boolean hadBegun = run.state() == RunState.RUNNING;
		if (hadBegun && run.verb().equals(RunRecord.BACKUP) && chain.crashes() + 1 >= RetryRule.MOST_RESUMES) {
			return Records.ended(run, RunState.FAILED, now, what + WHILE + ", the " + RetryRule.MOST_RESUMES
					+ "th time in a row: it is not resumed again, as it may be the cause; see the server's log, and start it by hand");
		}
		return Records.ended(run, RunState.INTERRUPTED, now, advised(run.verb(), hadBegun, what + (hadBegun ? WHILE : " before it ran")));
	}

	/** When there is another run in its place; null if there is none. */
	public static Instant again(RunRecord ended) {
		return RetryRule.again(ended, Chain.NONE, ended.state() == RunState.INTERRUPTED ? Failure.Remedy.SERVER : Failure.Remedy.NONE, 0);
	}

	/** The message of a run that was cut off, with what to do if it is not resumed. */
	static String advised(String verb, boolean hadBegun, String message) {
		if (!verb.equals(RunRecord.RESTORE)) {
			return message;
		}
		return message + (hadBegun ? HALF_DONE : ": restore again");
	}
}
