package backtrac.api.store;

import java.util.List;

/** Finds the snapshot that a person means. */
public final class SnapshotSelector {

	private SnapshotSelector() {
	}

	/**
	 * Finds one snapshot by its id, a unique beginning of it, {@code latest}, or {@code client/plan/time}, where time is
	 * as in the snapshot's folder name or ISO 8601, and may be {@code latest}.
	 *
	 * @param snapshots the latest first
	 * @throws RepositoryException if there is none or more than one; the message says what there is
	 */
	public static Snapshot select(List<Snapshot> snapshots, String wanted) throws RepositoryException {
		if (snapshots.isEmpty()) {
			throw new RepositoryException("the repository holds no snapshot yet");
		}
		if (wanted.equals("latest")) {
			return snapshots.getFirst();
		}
		String[] parts = wanted.split("/", -1);
		List<Snapshot> found = parts.length == 3
				? snapshots.stream().filter(s -> s.client().equals(parts[0]) && s.plan().equals(parts[1])).filter(s -> isAt(s, parts[2])).toList()
				: snapshots.stream().filter(s -> !wanted.isEmpty() && s.id().startsWith(wanted)).toList();
		if (parts.length == 3 && parts[2].equals("latest") && !found.isEmpty()) {
			return found.getFirst();
		}
		if (found.isEmpty()) {
			throw new RepositoryException("no snapshot '" + wanted + "': give an id, a unique beginning of one, 'latest' or client/plan/time");
		}
		if (found.size() > 1) {
			throw new RepositoryException("'" + wanted + "' is the beginning of " + found.size() + " ids, among them " + found.get(0).id() + " and "
					+ found.get(1).id() + ": give more digits");
		}
		return found.getFirst();
	}

	private static boolean isAt(Snapshot snapshot, String time) {
		return time.equals("latest") || snapshot.started().toString().equals(time)
				|| snapshot.tree().getParent() != null && snapshot.tree().getParent().endsWith(time);
	}
}
