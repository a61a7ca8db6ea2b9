package backtrac.cli.entries;

import java.util.Locale;

import backtrac.api.diff.Aspect;
import backtrac.api.diff.DiffListener;
import backtrac.api.diff.DiffSummary;
import backtrac.api.diff.Difference;
import backtrac.api.store.SnapshotEntry;
import backtrac.cli.console.Json;

/** What differs, as objects of the JSON array that is open. */
public final class DiffJson implements DiffListener {

	private final Json document;

	public DiffJson(Json document) {
		this.document = document;
	}

	@Override
	public void differs(Difference d) {
		document.object().put("kind", lower(d.kind())).put("path", d.path().bytes()).put("from", d.from() == null ? null : d.from().bytes())
				.put("bytes", d.bytes()).put("aspects", d.aspects().stream().sorted().map((Aspect aspect) -> lower(aspect)).toList());
		put("before", d.before());
		put("after", d.after());
		document.endObject();
	}

	private void put(String key, SnapshotEntry entry) {
		if (entry != null) {
			document.object(key);
			JsonEntries.putDetails(document, entry);
			document.endObject();
		}
	}

	private static String lower(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT);
	}

	/** How much differs, as an object of the one that is open. */
	public static void putSummary(Json document, DiffSummary summary) {
		document.object("summary").put("added", summary.added()).put("added_bytes", summary.addedBytes()).put("removed", summary.removed())
				.put("removed_bytes", summary.removedBytes()).put("changed", summary.changed()).put("changed_bytes", summary.changedBytes())
				.put("moved", summary.moved()).put("moved_bytes", summary.movedBytes()).put("metadata", summary.metadata())
				.put("unreadable", summary.unreadable()).endObject();
	}
}
