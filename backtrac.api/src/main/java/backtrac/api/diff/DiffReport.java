package backtrac.api.diff;

import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import backtrac.api.diff.Difference.Kind;
import backtrac.api.entry.EntryPath;
import backtrac.api.store.SnapshotEntry;

/** Tells what differs in order of the paths, and counts it. */
final class DiffReport {

	private final DiffListener listener;
	private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
	private final Map<Kind, Long> bytes = new EnumMap<>(Kind.class);

	DiffReport(DiffListener listener) {
		this.listener = listener;
	}

	/** Three sorted lists become one. */
	void tell(Comparison comparison) throws IOException {
		List<Difference> differing = comparison.differing();
		List<Lone> removed = comparison.removed();
		List<Lone> added = comparison.added();
		int d = 0;
		int r = 0;
		int a = 0;
		while (d < differing.size() || r < removed.size() || a < added.size()) {
			EntryPath next = first(first(d < differing.size() ? differing.get(d).path() : null, r < removed.size() ? removed.get(r).path : null),
					a < added.size() ? added.get(a).path : null);
			if (d < differing.size() && differing.get(d).path().equals(next)) {
				tell(differing.get(d++));
			} else if (r < removed.size() && removed.get(r).path.equals(next)) {
				tellRemoved(removed.get(r++));
			} else {
				tellAdded(added.get(a++));
			}
		}
	}

	private static EntryPath first(EntryPath a, EntryPath b) {
		return a == null || b != null && b.compareTo(a) < 0 ? b : a;
	}

	/** What went elsewhere is told there. */
	private void tellRemoved(Lone lone) throws IOException {
		if (lone.counterpart == null) {
			tell(new Difference(Kind.REMOVED, lone.path, null, lone.entry, null, Set.of(), own(lone)));
		}
	}

	private void tellAdded(Lone lone) throws IOException {
		Lone from = lone.counterpart;
		if (from == null) {
			tell(new Difference(Kind.ADDED, lone.path, null, null, lone.entry, Set.of(), own(lone)));
			return;
		}
		Set<Aspect> aspects = Aspect.between(from.entry, lone.entry);
		if (!lone.isMovedWithParent()) {
			tell(new Difference(Kind.MOVED, lone.path, from.path, from.entry, lone.entry, aspects, lone.bytes));
		} else if (!aspects.isEmpty()) {
			tell(new Difference(Kind.METADATA, lone.path, from.path, from.entry, lone.entry, aspects, 0));
		}
	}

	private static long own(Lone lone) {
		SnapshotEntry entry = lone.entry;
		return entry.entry().isFile() && entry.unreadable() == null ? entry.entry().size() : 0;
	}

	private void tell(Difference difference) throws IOException {
		counts.merge(difference.kind(), 1L, Long::sum);
		bytes.merge(difference.kind(), difference.bytes(), Long::sum);
		listener.differs(difference);
	}

	DiffSummary summary() {
		return new DiffSummary(count(Kind.ADDED), bytes(Kind.ADDED), count(Kind.REMOVED), bytes(Kind.REMOVED), count(Kind.CHANGED),
				bytes(Kind.CHANGED), count(Kind.MOVED), bytes(Kind.MOVED), count(Kind.METADATA), count(Kind.UNREADABLE));
	}

	private long count(Kind kind) {
		return counts.getOrDefault(kind, 0L);
	}

	private long bytes(Kind kind) {
		return bytes.getOrDefault(kind, 0L);
	}
}
