package backtrac.xmlrpc.handler.snapshot;

import java.time.Instant;
import java.util.Locale;
import java.util.function.Predicate;

import backtrac.api.entry.FileEntry;
import backtrac.api.entry.FileType;
import backtrac.api.store.SnapshotEntry;
import backtrac.xmlrpc.handler.Wire;
import backtrac.xmlrpc.remote.RemotePath;
import backtrac.xmlrpc.remote.SearchQuery;

/**
 * What is searched for.
 *
 * @param name null for any
 * @param text in the name, in lower case; empty for any
 * @param type null for any
 * @param sized whether only files are wanted, of a size
 * @param after null for any
 * @param before null for any
 */
record Search(Wildcard name, String text, FileType type, boolean sized, long minSize, long maxSize, Instant after, Instant before)
		implements Predicate<SnapshotEntry> {

	static Search of(SearchQuery query) {
		long least = query.minSize() == null ? 0 : query.minSize();
		long most = query.maxSize() == null ? Long.MAX_VALUE : query.maxSize();
		if (least < 0 || most < least) {
			throw Wire.bad("min_size and max_size are numbers of bytes, the smaller one first, not " + least + " and " + most);
		}
		requireShort("name", query.name());
		requireShort("text", query.text());
		return new Search(Wire.isMissing(query.name()) ? null : new Wildcard(lower(query.name())), lower(Wire.orEmpty(query.text())),
				Wire.constant(FileType.class, "type", query.type(), null), query.minSize() != null || query.maxSize() != null, least, most,
				Wire.time("after", query.after()), Wire.time("before", query.before()));
	}

	/** It is looked for in each name of the snapshot. */
	private static void requireShort(String what, String pattern) {
		int length = Wire.orEmpty(pattern).length();
		if (length > SearchQuery.LONGEST_PATTERN) {
			throw Wire.bad(what + " has at most " + SearchQuery.LONGEST_PATTERN + " characters, not " + length);
		}
	}

	@Override
	public boolean test(SnapshotEntry entry) {
		FileEntry e = entry.entry();
		if (type != null && e.type() != type || sized && (!e.isFile() || e.size() < minSize || e.size() > maxSize)
				|| after != null && e.modified().isBefore(after) || before != null && !e.modified().isBefore(before)) {
			return false;
		}
		if (name == null && text.isEmpty()) {
			return true;
		}
		String lower = lower(RemotePath.text(e.name()));
		return (name == null || name.matches(lower)) && lower.contains(text);
	}

	private static String lower(String text) {
		return text.toLowerCase(Locale.ROOT);
	}
}
