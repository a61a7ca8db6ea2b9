package backtrac.web.status;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import backtrac.api.catalog.PlanQuery.Health;
import backtrac.api.catalog.PlanStatus;
import backtrac.api.catalog.RunRecord;

/**
 * All that the dashboard shows, at one moment: of however many plans, only a page. Immutable, and free of the objects of other bundles.
 *
 * @param troubles  sentences about services that are missing or fail, the gravest first
 * @param totals    how many plans are in each state; those with none are absent
 * @param worst     the first {@value #NAMED} plans of the worst state there is, to name them
 * @param page      the plans that are looked at
 * @param live      the runs that wait or work, the oldest first
 * @param recent    the latest runs that have ended, the latest first
 * @param isPaused  whether the scheduler starts nothing at all
 * @param storage   where the snapshots are
 */
public record Overview(List<String> troubles, Map<Health, Integer> totals, List<PlanStatus> worst, PlanPage page, List<LiveRun> live,
		List<RunLine> recent, boolean isPaused, Storage storage) {

	/** How many plans are named before it says "and others". */
	public static final int NAMED = 5;

	public Overview {
		troubles = List.copyOf(troubles);
		totals = Map.copyOf(totals);
		worst = List.copyOf(worst);
		live = List.copyOf(live);
		recent = List.copyOf(recent);
		page = page.withLive(byPlan(live));
	}

	/** The same with other open runs. */
	public Overview withLive(List<LiveRun> now) {
		return new Overview(troubles, totals, worst, page, now, recent, isPaused, storage);
	}

	/** How many plans there are. */
	public int plans() {
		return totals.values().stream().mapToInt(Integer::intValue).sum();
	}

	int total(Health health) {
		return totals.getOrDefault(health, 0);
	}

	private static Map<String, LiveRun> byPlan(List<LiveRun> live) {
		Map<String, LiveRun> byPlan = new HashMap<>();
		live.stream().filter(run -> run.planId() != null && run.verb().equals(RunRecord.BACKUP)).forEach(run -> byPlan.put(run.planId(), run));
		return byPlan;
	}
}
