package backtrac.cli.repo;

import java.util.Locale;

import backtrac.api.diff.Aspect;
import backtrac.api.diff.DiffListener;
import backtrac.api.diff.Difference;
import backtrac.api.store.SnapshotEntry;
import backtrac.cli.console.Json;

/** What differs, as objects of the JSON array that is open. */
final class DiffJson implements DiffListener {

	private final Json document;

	DiffJson(Json document) {
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
}
