package backtrac.web.status;

import java.util.List;
import java.util.Map;

/**
 * A page of the list of plans.
 *
 * @param filter which page of which plans
 * @param lines  at most {@link PlanFilter#PAGE}
 * @param more   whether there are plans after it
 * @param count  how many plans there are on all pages; -1 if that is not known
 */
public record PlanPage(PlanFilter filter, List<PlanLine> lines, boolean more, int count) {

	/** No plans at all. */
	public static final PlanPage EMPTY = new PlanPage(PlanFilter.ALL, List.of(), false, 0);

	public PlanPage {
		lines = List.copyOf(lines);
	}

	/** What is seen of how many: {@code 1 to 25 of 2,000}; empty if that is nothing. */
	public String range() {
		if (lines.isEmpty()) {
			return "";
		}
		String shown = Format.count(filter.offset() + 1L) + " to " + Format.count(filter.offset() + (long) lines.size());
		return count < 0 ? shown : shown + " of " + Format.count(count);
	}

	/** Whether there is more than this page. */
	public boolean isPaged() {
		return more || filter.offset() > 0;
	}

	PlanPage withLive(Map<String, LiveRun> byPlan) {
		return new PlanPage(filter, lines.stream().map(line -> line.withLive(byPlan.get(line.status().planId()))).toList(), more, count);
	}
}
