package backtrac.cli.repo;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import backtrac.api.store.Snapshot;
import backtrac.api.store.SnapshotNames;

/**
 * The plan of a folder that nobody gave a plan's name. {@code /a/b} and {@code /a-b} would both be {@code a-b}, and their
 * snapshots would take turns in being compared with each other: the second one becomes {@code a-b-2}.
 */
final class PlanName {

	private PlanName() {
	}

	/**
	 * The name.
	 *
	 * @param client    whose folder it is
	 * @param snapshots all there are, the latest first
	 */
	static String of(Path folder, String client, List<Snapshot> snapshots) {
		Map<String, Snapshot> latest = new LinkedHashMap<>();
		snapshots.stream().filter(s -> s.client().equals(client)).forEach(s -> latest.putIfAbsent(s.plan(), s));
		List<String> others = latest.values().stream().filter(s -> s.source() != null && !s.source().equals(folder.toString())).map(Snapshot::plan)
				.toList();
		String name = SnapshotNames.ofFolder(folder);
		return others.contains(name) ? SnapshotNames.unique(name, others) : name;
	}
}
