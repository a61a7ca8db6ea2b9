package backtrac.engine.store;

import java.util.Comparator;
import java.util.List;

import backtrac.api.entry.ByteString;

/** Lists of rows, sorted by name. */
final class Rows {

	static final Comparator<Row> BY_NAME = Comparator.comparing(row -> row.entry().name());

	private Rows() {
	}

	/** The place of a name; negative as {@link java.util.Collections#binarySearch} has it if it is not there. */
	static int find(List<Row> rows, ByteString name) {
		int low = 0;
		int high = rows.size() - 1;
		while (low <= high) {
			int middle = low + high >>> 1;
			int order = rows.get(middle).entry().name().compareTo(name);
			if (order == 0) {
				return middle;
			} else if (order < 0) {
				low = middle + 1;
			} else {
				high = middle - 1;
			}
		}
		return -low - 1;
	}

	/** Puts a row in its place, or in place of the one with its name. */
	static void put(List<Row> rows, Row row) {
		int at = find(rows, row.entry().name());
		if (at >= 0) {
			rows.set(at, row);
		} else {
			rows.add(-at - 1, row);
		}
	}
}
