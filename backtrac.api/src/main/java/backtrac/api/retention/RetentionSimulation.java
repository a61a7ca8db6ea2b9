package backtrac.api.retention;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import backtrac.api.retention.RetentionForecast.Removal;

/** Tells what a policy would do in the times to come: a pure function. */
public final class RetentionSimulation {

	private RetentionSimulation() {
	}

	/**
	 * Lets runs come one after the other, each of which leaves a good snapshot and applies the policy then, as the server does.
	 *
	 * @param history the snapshots of the plan that there are, in any order
	 * @param runs    when runs begin, the earliest first; the id of the snapshot of each is its time's text
	 * @throws IllegalArgumentException if the runs are not in order
	 */
	public static RetentionForecast run(RetentionPolicy policy, Collection<RetentionCandidate> history, List<Instant> runs) {
		return run(policy, history, runs, Long.MAX_VALUE);
	}

	/**
	 * The same, with a bound: each run decides about all snapshots that are there, so the work may grow with the square of the runs.
	 *
	 * @param mostDecisions about so many snapshots, those of each run counted anew
	 * @throws IllegalArgumentException if the runs are not in order, or there is more to decide; the message is for people
	 */
	public static RetentionForecast run(RetentionPolicy policy, Collection<RetentionCandidate> history, List<Instant> runs, long mostDecisions) {
		List<RetentionCandidate> there = new ArrayList<>(history);
		List<Removal> removed = new ArrayList<>();
		int most = there.size();
		long decisions = 0;
		Instant now = Instant.MIN;
		for (Instant run : runs) {
			if (!run.isAfter(now)) {
				throw new IllegalArgumentException("the run of " + run + " is not after that of " + now);
			}
			now = run;
			there.add(new RetentionCandidate(run.toString(), run));
			most = Math.max(most, there.size());
			if (!policy.isEmpty()) { // which removes nothing, however often it is asked
				decisions += there.size();
				if (decisions > mostDecisions) {
					throw new IllegalArgumentException("the policy keeps too many snapshots to look so far ahead: give a shorter span");
				}
				apply(policy, there, now, removed);
			}
		}
		return new RetentionForecast(Retention.decide(policy, there, runs.isEmpty() ? Instant.MAX : now), removed, most);
	}

	private static void apply(RetentionPolicy policy, List<RetentionCandidate> there, Instant now, List<Removal> removed) {
		List<RetentionDecision> decisions = Retention.decide(policy, there, now);
		there.clear();
		for (RetentionDecision decision : decisions.reversed()) {
			if (decision.keep()) {
				there.add(decision.candidate());
			} else {
				removed.add(new Removal(decision.candidate(), now));
			}
		}
	}
}
