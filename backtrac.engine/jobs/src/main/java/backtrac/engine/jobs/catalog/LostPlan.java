package backtrac.engine.jobs.catalog;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import backtrac.api.store.Snapshot;

/**
 * What the snapshots of a plan say of it.
 *
 * @param client     its client's name
 * @param plan       its name
 * @param definition how it was last; null if none of them says
 * @param source     the folder that it is of; null if none of them says
 * @param backup     when the last of them was finished
 * @param complete   when the last complete one was finished; null if there is none
 */
record LostPlan(String client, String plan, PlanDefinition definition, String source, Instant backup, Instant complete) {

	/**
	 * All that there are snapshots of: those with a definition first, which know the ids; of these the ones with the latest snapshots first, which know
	 * the names of today.
	 *
	 * @param snapshots the latest first
	 */
	static List<LostPlan> of(List<Snapshot> snapshots) {
		Map<List<String>, List<Snapshot>> plans = snapshots.stream()
				.collect(Collectors.groupingBy(s -> List.of(s.client(), s.plan()), LinkedHashMap::new, Collectors.toList()));
		return plans.values().stream().map(LostPlan::ofOne).sorted(Comparator.comparing(lost -> lost.definition() == null)).toList();
	}

	private static LostPlan ofOne(List<Snapshot> snapshots) {
		Snapshot latest = snapshots.getFirst();
		PlanDefinition definition = snapshots.stream().flatMap(s -> PlanDefinition.read(s.definition(), s.plan()).stream()).findFirst().orElse(null);
		String source = snapshots.stream().map(Snapshot::source).filter(Objects::nonNull).findFirst().orElse(null);
		Instant complete = snapshots.stream().filter(s -> s.result() == Snapshot.Result.COMPLETE).map(Snapshot::finished).findFirst().orElse(null);
		return new LostPlan(latest.client(), latest.plan(), definition, source, latest.finished(), complete);
	}

	/** For people. */
	String name() {
		return client + "/" + plan;
	}
}
