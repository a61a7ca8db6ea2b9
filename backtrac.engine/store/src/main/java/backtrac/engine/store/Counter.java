package backtrac.engine.store;

import java.util.concurrent.atomic.LongAdder;

import backtrac.api.entry.FileType;
import backtrac.api.store.SnapshotCounts;

/** Counts what a run records. All methods may be called by several threads at once. */
final class Counter {

	private final LongAdder files = new LongAdder();
	private final LongAdder directories = new LongAdder();
	private final LongAdder others = new LongAdder();
	private final LongAdder bytes = new LongAdder();
	private final LongAdder filesRead = new LongAdder();
	private final LongAdder bytesRead = new LongAdder();
	private final LongAdder filesStored = new LongAdder();
	private final LongAdder bytesStored = new LongAdder();
	private final LongAdder unreadable = new LongAdder();

	/** Counts an entry in. */
	void add(Row row) {
		count(row, 1);
	}

	/** Counts an entry out, because it turned out otherwise. */
	void remove(Row row) {
		count(row, -1);
	}

	private void count(Row row, int sign) {
		if (row.unreadable() != null) {
			unreadable.add(sign);
		} else if (row.entry().isFile()) {
			files.add(sign);
			bytes.add(sign * row.entry().size());
		} else if (row.entry().type() == FileType.DIRECTORY) {
			directories.add(sign);
		} else {
			others.add(sign);
		}
	}

	/** Counts a content that was read from the client. */
	void read(long size, boolean stored) {
		filesRead.increment();
		bytesRead.add(size);
		if (stored) {
			filesStored.increment();
			bytesStored.add(size);
		}
	}

	SnapshotCounts counts() {
		return new SnapshotCounts(files.sum(), directories.sum(), others.sum(), bytes.sum(), filesRead.sum(), bytesRead.sum(), filesStored.sum(),
				bytesStored.sum(), unreadable.sum());
	}
}
