package backtrac.engine.jobs.run;

import backtrac.api.catalog.RunHistory;
import backtrac.api.catalog.RunRecord;

/**
 * What has become of a run and of those that it is in place of. Each has a limit of its own: a server that is restarted uses up none of them.
 *
 * @param failures   how many have failed
 * @param crashes    how many in a row were cut off by a server that died; a stop in between changes nothing
 * @param departures how many were cut off because their transport went
 */
public record Chain(int failures, int crashes, int departures) {

	public static final Chain NONE = new Chain(0, 0, 0);

	/** So that no circle is followed for ever. */
	private static final int LONGEST = 1000;

	/**
	 * That which ends with a run.
	 *
	 * @param last one that has not ended counts for nothing
	 * @throws backtrac.api.catalog.CatalogException if the history cannot be read
	 */
	public static Chain of(RunRecord last, RunHistory history) {
		Chain chain = NONE;
		boolean inARow = true;
		RunRecord run = last;
		for (int length = 0; run != null && length < LONGEST; length++) {
			CutOff.End end = CutOff.End.of(run);
			chain = chain.plus(end, inARow);
			inARow &= end != CutOff.End.FAILURE && end != CutOff.End.DEPARTURE;
			run = run.origin().previous() == null ? null : history.run(run.origin().previous()).orElse(null);
		}
		return chain;
	}

	private Chain plus(CutOff.End end, boolean inARow) {
		return switch (end) {
		case FAILURE -> new Chain(failures + 1, crashes, departures);
		case CRASH -> inARow ? new Chain(failures, crashes + 1, departures) : this;
		case DEPARTURE -> new Chain(failures, crashes, departures + 1);
		case OTHER -> this;
		};
	}
}
