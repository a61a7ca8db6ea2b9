package backtrac.cli.repo;

import java.io.IOException;

import backtrac.api.entry.EntryPath;
import backtrac.api.store.SnapshotEntry;

/** A form in which entries are listed. */
interface EntryPrinter extends AutoCloseable {

	/** @param path where it is; null if its name is not safe and so has no path */
	void print(EntryPath path, SnapshotEntry entry) throws IOException;

	@Override
	void close() throws IOException;
}
