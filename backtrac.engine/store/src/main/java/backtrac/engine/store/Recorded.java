package backtrac.engine.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

import backtrac.api.entry.EntryPath;

/**
 * Where in the journal each folder's block is, and what was said of a folder after that: most often that another one in it
 * could not be read. Its memory grows with the folders, not with the files. Safe for use by several threads.
 */
final class Recorded {

	/** The manifest has entries as they were recorded. */
	static final UnaryOperator<Row> AS_IT_IS = UnaryOperator.identity();

	private final UnaryOperator<Row> last;
	private final TreeMap<EntryPath, Journal.Place> places = new TreeMap<>();
	private final Map<EntryPath, List<Row>> late = new HashMap<>();
	private Row root;

	/** @param last what becomes of entries on their way to the manifest */
	Recorded(UnaryOperator<Row> last) {
		this.last = last;
	}

	synchronized void add(EntryPath folder, Journal.Place place) {
		places.put(folder, place);
	}

	/** Records the root itself, and answers what was recorded of it before. */
	synchronized Row root(Row row) {
		Row before = root;
		root = row;
		return before;
	}

	synchronized Row root() {
		return root;
	}

	/** Records an entry of a folder whose block is written, and answers what was recorded under its name before. */
	synchronized Row setLate(EntryPath folder, Row row, RunFolder run) throws IOException {
		List<Row> rows = late.computeIfAbsent(folder, path -> new ArrayList<>());
		int at = Rows.find(rows, row.entry().name());
		if (at >= 0) {
			return rows.set(at, row);
		}
		rows.add(-at - 1, row);
		try (Journal.Reader journal = run.readJournal()) {
			Block block = journal.block(places.get(folder));
			int written = block.find(row.entry().name());
			return written < 0 ? null : block.get(written);
		}
	}

	/** Writes the manifest of all of it. */
	synchronized void write(ManifestWriter manifest, Journal.Reader journal) throws IOException {
		if (!places.containsKey(EntryPath.ROOT)) {
			manifest.add(BlockEncoder.encode(EntryPath.ROOT, root, List.of())); // it could not be listed
		}
		for (Map.Entry<EntryPath, Journal.Place> folder : places.entrySet()) {
			EntryPath path = folder.getKey();
			if (path.isRoot() || late.containsKey(path) || last != AS_IT_IS) {
				List<Row> rows = new ArrayList<>(journal.block(folder.getValue()));
				late.getOrDefault(path, List.of()).forEach(row -> Rows.put(rows, row));
				rows.replaceAll(last);
				manifest.add(BlockEncoder.encode(path, path.isRoot() ? root : null, rows));
			} else {
				manifest.add(journal.read(path, folder.getValue()));
			}
		}
	}
}
