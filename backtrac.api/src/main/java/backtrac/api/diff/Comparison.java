package backtrac.api.diff;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

import backtrac.api.diff.Difference.Kind;
import backtrac.api.entry.EntryPath;
import backtrac.api.store.FolderEntries;
import backtrac.api.store.SnapshotEntry;
import backtrac.api.store.SnapshotReader;

/** Goes over two snapshots at once, folder by folder, and collects what differs, in order of the paths. Used once. */
final class Comparison {

	private final SnapshotReader before;
	private final SnapshotReader after;
	private final int most;
	private final List<Difference> differing = new ArrayList<>();
	private final List<Lone> removed = new ArrayList<>();
	private final List<Lone> added = new ArrayList<>();
	private final Deque<Pair> open = new ArrayDeque<>();
	private int different;

	/** @param most of the entries that differ, before it is given up */
	Comparison(SnapshotReader before, SnapshotReader after, int most) {
		this.before = before;
		this.after = after;
		this.most = most;
	}

	/** What is at one path of the two; one of them may be null. */
	private record Pair(EntryPath path, SnapshotEntry before, SnapshotEntry after, Set<Aspect> aspects, Lone parent) {

		boolean isInOneOnly() {
			return before == null || after == null;
		}

		/** Whether it explains that the folder it is in has another time. */
		boolean touchesFolder() {
			return isInOneOnly() || aspects.stream().anyMatch(Aspect::isOfContent);
		}
	}

	/** Paths that both have and that differ. */
	List<Difference> differing() {
		return differing;
	}

	/** Paths that only the first has. */
	List<Lone> removed() {
		return removed;
	}

	/** Paths that only the second has. */
	List<Lone> added() {
		return added;
	}

	void run(List<EntryPath> paths) throws IOException {
		for (EntryPath path : paths) {
			open(path, before.find(path).orElse(null), after.find(path).orElse(null), null);
			while (!open.isEmpty()) {
				visit(open.pop());
			}
		}
	}

	private void open(EntryPath path, SnapshotEntry a, SnapshotEntry b, Lone parent) throws TooManyDifferencesException {
		if (a != null || b != null) {
			Pair pair = new Pair(path, a, b, a == null || b == null ? Set.of() : Aspect.between(a, b), parent);
			if ((pair.isInOneOnly() || !pair.aspects.isEmpty()) && ++different > most) {
				throw new TooManyDifferencesException(most);
			}
			open.push(pair);
		}
	}

	private void visit(Pair pair) throws IOException {
		Lone parent = null;
		if (pair.isInOneOnly()) {
			List<Lone> side = pair.before == null ? added : removed;
			parent = new Lone(pair.path, pair.before == null ? pair.after : pair.before, pair.parent, side.size());
			side.add(parent);
		}
		boolean explained = false;
		if (isReadable(pair.before) && isReadable(pair.after)) {
			int waiting = open.size();
			explained = openChildren(pair, parent);
			reverse(open.size() - waiting);
		}
		if (!pair.isInOneOnly() && !pair.aspects.isEmpty() && !(explained && pair.aspects.equals(Set.of(Aspect.TIME)))) {
			differing.add(difference(pair));
		}
	}

	/** A folder that could not be listed in one of the two has nothing to compare with. */
	private static boolean isReadable(SnapshotEntry entry) {
		return entry == null || entry.unreadable() == null;
	}

	private boolean openChildren(Pair pair, Lone parent) throws IOException {
		FolderEntries a = children(before, pair.path, pair.before);
		FolderEntries b = children(after, pair.path, pair.after);
		boolean explained = false;
		while (a.peek() != null || b.peek() != null) {
			int order = a.peek() == null ? 1 : b.peek() == null ? -1 : a.peek().entry().name().compareTo(b.peek().entry().name());
			SnapshotEntry left = order <= 0 ? a.next() : null;
			SnapshotEntry right = order >= 0 ? b.next() : null;
			SnapshotEntry any = left == null ? right : left;
			if (EntryPath.isSafe(any.entry().name()) && isWorthAVisit(left, right)) {
				open(pair.path.resolve(any.entry().name()), left, right, parent);
				explained |= open.peek().touchesFolder();
			}
		}
		return explained;
	}

	/** Most entries are the same in both: they cost no path. */
	private static boolean isWorthAVisit(SnapshotEntry left, SnapshotEntry right) {
		return left == null || left.entry().isDirectory() || !left.equals(right);
	}

	private static FolderEntries children(SnapshotReader reader, EntryPath path, SnapshotEntry entry) {
		return entry != null && entry.entry().isDirectory() ? FolderEntries.of(reader, path, null) : FolderEntries.none();
	}

	/** What was put last on the stack comes first: puts the first child there. */
	private void reverse(int last) {
		List<Pair> children = new ArrayList<>(last);
		for (int i = 0; i < last; i++) {
			children.add(open.pop());
		}
		children.forEach(open::push);
	}

	private static Difference difference(Pair pair) {
		boolean oneUnreadable = isReadable(pair.before) != isReadable(pair.after);
		boolean changed = pair.aspects.stream().anyMatch(Aspect::isOfContent);
		Kind kind = changed ? Kind.CHANGED : oneUnreadable ? Kind.UNREADABLE : Kind.METADATA;
		long bytes = changed && pair.after.entry().isFile() ? pair.after.entry().size() : 0;
		return new Difference(kind, pair.path, null, pair.before, pair.after, pair.aspects, bytes);
	}
}
