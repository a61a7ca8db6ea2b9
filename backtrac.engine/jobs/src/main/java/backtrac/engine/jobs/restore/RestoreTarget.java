package backtrac.engine.jobs.restore;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;
import backtrac.api.store.SnapshotReader;
import backtrac.api.transport.Reason;
import backtrac.api.transport.TransportException;
import backtrac.api.transport.WritableSession;
import backtrac.engine.jobs.report.Problems;
import backtrac.engine.jobs.report.ProgressMeter;
import backtrac.engine.jobs.report.Reasons;

/**
 * Writes entries of a snapshot to a session, and counts them. What fails for one entry is a problem; what fails for all is
 * thrown. All methods may be called by several threads at once.
 */
final class RestoreTarget {

	private final SnapshotReader reader;
	private final WritableSession target;
	private final boolean overwrite;
	private final ProgressMeter meter;
	private final Problems problems;
	private final AtomicLong files = new AtomicLong();
	private final AtomicLong bytes = new AtomicLong();

	RestoreTarget(SnapshotReader reader, WritableSession target, boolean overwrite, ProgressMeter meter, Problems problems) {
		this.reader = reader;
		this.target = target;
		this.overwrite = overwrite;
		this.meter = meter;
		this.problems = problems;
	}

	/** Files that were written or linked. */
	long files() {
		return files.get();
	}

	/** Their content, in bytes. */
	long bytes() {
		return bytes.get();
	}

	/** Tells if a folder is there, even one that may not be looked into. */
	boolean exists(EntryPath folder) throws TransportException {
		try {
			target.list(folder);
			return true;
		} catch (TransportException e) {
			if (!e.isAboutOneEntry()) {
				throw e;
			}
			return e.reason() == Reason.ACCESS_DENIED;
		}
	}

	/** Writes an entry, a file with its content. Answers whether it is there now. */
	boolean write(Placed placed) throws IOException {
		FileEntry entry = placed.entry().entry();
		if (!entry.isFile()) {
			return write(placed, null);
		}
		ProgressMeter.Transfer transfer = meter.transfer(entry.size());
		try (InputStream content = new CountedContent(reader.read(placed.entry()), transfer)) {
			if (!write(placed, content)) {
				return false;
			}
		} catch (TransportException e) {
			throw e;
		} catch (IOException e) {
			problems.add(placed.path().toString(), Reasons.words(e));
			return false;
		}
		transfer.done(entry.size());
		count(entry);
		return true;
	}

	/** Makes another name of a file. Answers false if the name must be written instead. */
	boolean link(Placed name, EntryPath existing) throws TransportException {
		try {
			target.link(name.path(), existing, overwrite);
			if (name.entry().entry().isFile()) {
				count(name.entry().entry());
				meter.done(1, name.entry().entry().size());
			}
			return true;
		} catch (TransportException e) {
			if (e.reason() == Reason.UNSUPPORTED) {
				return false;
			}
			fail(name.path(), e);
			return true;
		}
	}

	/** Gives a folder its own metadata. */
	void seal(Placed folder) throws TransportException {
		try {
			report(folder.path(), target.seal(folder.path(), folder.entry().entry()));
		} catch (TransportException e) {
			fail(folder.path(), e);
		}
	}

	private void count(FileEntry file) {
		files.incrementAndGet();
		bytes.addAndGet(file.size());
	}

	private boolean write(Placed placed, InputStream content) throws IOException {
		try {
			report(placed.path(), target.write(placed.path(), placed.entry().entry(), content, overwrite));
			return true;
		} catch (TransportException e) {
			fail(placed.path(), e);
			return false;
		}
	}

	private void report(EntryPath path, List<String> lost) {
		if (!lost.isEmpty()) {
			problems.add(path.toString(), String.join("; ", lost));
		}
	}

	private void fail(EntryPath path, TransportException e) throws TransportException {
		if (!e.isAboutOneEntry()) {
			throw e;
		}
		problems.add(path.toString(), Reasons.ofWriting(e));
	}
}
