package backtrac.cli.repo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import backtrac.api.retention.Retention;
import backtrac.api.retention.RetentionCandidate;
import backtrac.api.retention.RetentionDecision;
import backtrac.api.retention.RetentionPolicy;
import backtrac.api.store.RepositoryException;
import backtrac.api.store.Snapshot;
import backtrac.api.store.SnapshotSelector;
import backtrac.cli.console.Failure;

/**
 * Whether a snapshot is to be forgotten.
 *
 * @param snapshot the snapshot
 * @param keep     whether it stays
 * @param reasons  why; empty if a person named it
 */
record Choice(Snapshot snapshot, boolean keep, List<String> reasons) {

	/**
	 * Those that a person names. All are looked up before this returns.
	 *
	 * @param repository their repository, for messages
	 * @throws Failure if one of them is pinned
	 */
	static List<Choice> named(List<Snapshot> all, List<String> wanted, Path repository) throws IOException {
		List<Snapshot> selected = new ArrayList<>();
		for (String each : wanted) {
			Snapshot snapshot = SnapshotSelector.select(all, each);
			if (snapshot.isPinned()) {
				throw new Failure("nothing is forgotten, because snapshot " + snapshot.id() + " is pinned" + (snapshot.pin().isEmpty() ? "" : " (" + snapshot.pin() + ")")
						+ ": 'backtrac repo unpin " + repository + " " + snapshot.id() + "' takes its pin away");
			}
			selected.add(snapshot);
		}
		return selected.stream().distinct().map(s -> new Choice(s, false, List.of())).toList();
	}

	/** What a policy says of all snapshots; it looks at each client and plan by itself. */
	static List<Choice> byPolicy(List<Snapshot> all, RetentionPolicy policy, Instant now) throws RepositoryException {
		requireUnique(all);
		Map<List<String>, List<Snapshot>> groups = all.stream()
				.collect(Collectors.groupingBy(s -> List.of(s.client(), s.plan()), LinkedHashMap::new, Collectors.toList()));
		return groups.values().stream().flatMap(group -> ofGroup(group, policy, now).stream()).toList();
	}

	private static void requireUnique(List<Snapshot> all) throws RepositoryException {
		Map<String, Snapshot> byId = new HashMap<>();
		for (Snapshot snapshot : all) {
			Snapshot other = byId.put(snapshot.id(), snapshot);
			if (other != null) {
				throw new RepositoryException("one of " + snapshot.tree().getParent() + " and " + other.tree().getParent()
						+ " is a copy of the other: move it out of the repository");
			}
		}
	}

	private static List<Choice> ofGroup(List<Snapshot> group, RetentionPolicy policy, Instant now) {
		Map<String, Snapshot> byId = group.stream().collect(Collectors.toMap(Snapshot::id, Function.identity()));
		List<RetentionCandidate> candidates = group.stream()
				.map(s -> new RetentionCandidate(s.id(), s.started(), s.result() == Snapshot.Result.COMPLETE, s.isPinned())).toList();
		List<RetentionDecision> decisions = Retention.decide(policy, candidates, now);
		return decisions.stream().map(d -> new Choice(byId.get(d.candidate().id()), d.keep(), d.reasons())).toList();
	}
}
