package backtrac.api.diff;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.FileEntry;

/**
 * Finds what was removed at one place and added at another: first folders that hold the same, the largest first, then files
 * of the same content. Of several that could be the one, that of the same name is taken, then the first in order.
 */
final class Moves {

	private final List<Lone> removed;
	private final List<Lone> added;
	private final MessageDigest sha256 = sha256();

	private Moves(List<Lone> removed, List<Lone> added) {
		this.removed = removed;
		this.added = added;
	}

	/** Gives each that was moved its counterpart. Sums up the folders, too. */
	static void find(List<Lone> removed, List<Lone> added) {
		new Moves(removed, added).run();
	}

	private void run() {
		boolean possible = !removed.isEmpty() && !added.isEmpty();
		Object[] removedKeys = keys(removed, possible);
		Object[] addedKeys = keys(added, possible);
		if (!possible) {
			return;
		}
		Map<Integer, List<Lone>> folders = new TreeMap<>(Comparator.reverseOrder());
		List<Lone> files = new ArrayList<>();
		for (Lone each : added) {
			if (addedKeys[each.index] != null) {
				(each.isFolder() ? folders.computeIfAbsent(each.count, _ -> new ArrayList<>()) : files).add(each);
			}
		}
		Candidates candidates = new Candidates(removed, removedKeys);
		folders.values().forEach(group -> pair(group, addedKeys, candidates));
		pair(files, addedKeys, candidates);
	}

	private void pair(List<Lone> group, Object[] keys, Candidates candidates) {
		for (Lone each : group) {
			match(each, each.counterpart == null ? candidates.take(new Named(keys[each.index], each.name())) : null);
		}
		for (Lone each : group) {
			match(each, each.counterpart == null ? candidates.take(keys[each.index]) : null);
		}
	}

	/** All below two folders that hold the same is in the same order. */
	private void match(Lone to, Lone from) {
		if (from != null) {
			for (int i = 0; i < to.count; i++) {
				added.get(to.index + i).counterpart = removed.get(from.index + i);
				removed.get(from.index + i).counterpart = added.get(to.index + i);
			}
		}
	}

	private record Named(Object key, ByteString name) {
	}

	/** What was removed, by what it holds. */
	private static final class Candidates {

		private final Map<Object, Queue<Lone>> byKey = new HashMap<>();

		Candidates(List<Lone> removed, Object[] keys) {
			for (Lone each : removed) {
				Object key = keys[each.index];
				if (key != null) {
					byKey.computeIfAbsent(key, _ -> new ArrayDeque<>()).add(each);
					byKey.computeIfAbsent(new Named(key, each.name()), _ -> new ArrayDeque<>()).add(each);
				}
			}
		}

		/** The first one that has not gone elsewhere; null if there is none. */
		Lone take(Object key) {
			Queue<Lone> queue = byKey.get(key);
			Lone next = queue == null ? null : queue.poll();
			while (next != null && next.counterpart != null) {
				next = queue.poll();
			}
			return next;
		}
	}

	/**
	 * What each holds, such that two of the same key hold the same: a file's hash, a hash over all in a folder. Null for what
	 * cannot be known again: what has no content or could not be read.
	 */
	private Object[] keys(List<Lone> all, boolean wanted) {
		Object[] keys = new Object[all.size()];
		boolean[] unknown = new boolean[all.size()];
		// from the end, so that a folder comes after all it holds
		for (Lone each : all.reversed()) {
			int i = each.index;
			unknown[i] |= each.entry.unreadable() != null;
			if (!each.isFolder()) {
				keys[i] = each.entry.hash();
			}
			if (each.parent != null) {
				int folder = each.parent.index;
				each.parent.count += each.count;
				each.parent.bytes += each.bytes;
				unknown[folder] |= unknown[i];
				keys[folder] = wanted ? digest((ByteString) keys[folder], each, keys[i]) : null;
			}
			if (unknown[i] || each.bytes == 0) {
				keys[i] = null;
			}
		}
		return keys;
	}

	/** A hash over what a folder is known to hold already, and one more entry. */
	private ByteString digest(ByteString known, Lone child, Object key) {
		FileEntry entry = child.entry.entry();
		if (known != null) {
			sha256.update(known.asBuffer());
		}
		String head = entry.type() + " " + entry.device() + " " + child.count + " " + key + " " + entry.name().length() + " ";
		sha256.update(ByteString.of(head).asBuffer());
		sha256.update(entry.name().asBuffer());
		if (entry.target() != null) {
			sha256.update(entry.target().asBuffer());
		}
		return ByteString.wrap(sha256.digest());
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		} catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException("every Java has SHA-256", e);
		}
	}
}
