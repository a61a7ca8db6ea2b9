package backtrac.engine.jobs.backup;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import backtrac.api.entry.EntryPath;
import backtrac.api.entry.Extents;
import backtrac.api.entry.FileEntry;
import backtrac.api.entry.FileId;
import backtrac.api.exclude.Excludes;
import backtrac.api.store.SnapshotWriter;
import backtrac.api.transport.FileContent;
import backtrac.api.transport.Listing;
import backtrac.api.transport.TransportException;
import backtrac.api.transport.TransportSession;
import backtrac.engine.jobs.report.Problems;
import backtrac.engine.jobs.report.ProgressMeter;
import backtrac.engine.jobs.report.Reasons;
import backtrac.engine.jobs.thread.Stop;
import backtrac.engine.jobs.thread.TreeWalk;

/**
 * Brings folders and files from a session to a snapshot. What fails for one entry is recorded with its reason and the
 * rest goes on; what fails for all is thrown.
 */
final class BackupVisitor implements TreeWalk.Visitor<FileEntry> {

	private static final Logger log = LoggerFactory.getLogger(BackupVisitor.class);

	private final TransportSession source;
	private final SnapshotWriter writer;
	private final Excludes excludes;
	private final ProgressMeter meter;
	private final Problems problems;
	private final Stop stop;
	private final List<Duration> pauses;
	private final UnaryOperator<String> mask;
	/** Files with other names that never stood still. */
	private final Set<FileId> restless = ConcurrentHashMap.newKeySet();

	BackupVisitor(TransportSession source, SnapshotWriter writer, Excludes excludes, ProgressMeter meter, Problems problems, Stop stop,
			Backup.Options options) {
		this.source = source;
		this.writer = writer;
		this.excludes = excludes;
		this.meter = meter;
		this.problems = problems;
		this.stop = stop;
		this.pauses = options.pauses();
		this.mask = options.mask();
	}

	/** Records the root, without which there is no snapshot. */
	TreeWalk.Contents<FileEntry> root() throws IOException, InterruptedException {
		return record(EntryPath.ROOT, list(EntryPath.ROOT));
	}

	@Override
	public TreeWalk.Contents<FileEntry> folder(EntryPath parent, FileEntry folder) throws IOException, InterruptedException {
		EntryPath path = parent.resolve(folder.name());
		meter.at(path);
		Listing listing;
		try {
			listing = list(path);
		} catch (TransportException e) {
			if (!e.isAboutOneEntry()) {
				throw e;
			}
			unreadable(parent, folder, Reasons.ofReading(e));
			return new TreeWalk.Contents<>(path, List.of(), List.of());
		}
		return record(path, listing);
	}

	private Listing list(EntryPath path) throws TransportException, InterruptedException {
		for (int attempt = 0;; attempt++) {
			try {
				return source.list(path);
			} catch (TransportException e) {
				if (!e.isAboutOneEntry() || e.isPermanent() || attempt == pauses.size()) {
					throw e;
				}
				stop.pause(pauses.get(attempt));
			}
		}
	}

	private TreeWalk.Contents<FileEntry> record(EntryPath path, Listing listing) throws IOException {
		List<FileEntry> children = new ArrayList<>(listing.children().size());
		List<FileEntry> folders = new ArrayList<>();
		long files = 0;
		long bytes = 0;
		for (FileEntry child : listing.children()) {
			if (!EntryPath.isSafe(child.name())) {
				// the writer records it as unreadable
				children.add(child);
				problems.add(Reasons.place(path, child), Reasons.UNSAFE_NAME);
				continue;
			}
			if (excludes.excludes(path.resolve(child.name()), child.isDirectory())) {
				continue;
			}
			children.add(child);
			if (child.isDirectory()) {
				folders.add(child);
			} else if (child.isFile()) {
				files++;
				bytes += child.size();
			}
		}
		meter.found(files, bytes);
		List<FileEntry> toRead = writer.directory(path, listing.directory(), children);
		meter.done(files - toRead.size(), bytes - toRead.stream().mapToLong(FileEntry::size).sum());
		for (Listing.Problem problem : listing.problems()) {
			FileEntry entry = problem.entry();
			if (!EntryPath.isSafe(entry.name()) || !excludes.excludes(path.resolve(entry.name()), entry.isDirectory())) {
				unreadable(path, entry, problem.reason() == null ? Reasons.UNTOLD : problem.reason());
			}
		}
		return new TreeWalk.Contents<>(path, toRead, folders);
	}

	@Override
	public void file(EntryPath parent, FileEntry file) throws IOException, InterruptedException {
		EntryPath path = parent.resolve(file.name());
		meter.at(path);
		if (link(parent, file)) {
			return;
		}
		ProgressMeter.Transfer transfer = meter.transfer(file.size());
		for (int attempt = 0;; attempt++) {
			boolean isLast = attempt == pauses.size();
			String reason;
			try {
				if (!put(parent, path, file, attempt > 0, isLast, transfer)) {
					restless(parent, file);
				}
				return;
			} catch (TransportException e) {
				if (!e.isAboutOneEntry()) {
					throw e;
				}
				reason = Reasons.ofReading(e);
				if (e.isPermanent()) {
					unreadable(parent, file, reason);
					return;
				}
			} catch (ChangedException e) {
				reason = e.getMessage();
			}
			if (isLast) {
				unreadable(parent, file, reason);
				return;
			}
			transfer.restart();
			stop.pause(pauses.get(attempt));
		}
	}

	/** Spares reading a file of which another name was put. */
	private boolean link(EntryPath parent, FileEntry file) throws IOException {
		if (file.id() == null || restless.contains(file.id()) || !writer.link(parent, file)) {
			return false;
		}
		meter.done(1, file.size());
		return true;
	}

	private void restless(EntryPath parent, FileEntry file) {
		problems.add(Reasons.place(parent, file), Reasons.CHANGED);
		if (file.id() != null) {
			restless.add(file.id());
		}
	}

	/**
	 * Puts a file. One that changes has the time that it had when it was opened, so that the next backup reads it again.
	 *
	 * @param again     whether it may be another one than was listed by now
	 * @param asItComes whether it is put even if it changes meanwhile
	 * @return false if it did
	 * @throws IOException a {@link TransportException}, a {@link ChangedException}, or what the repository failed with
	 */
	private boolean put(EntryPath parent, EntryPath path, FileEntry listed, boolean again, boolean asItComes, ProgressMeter.Transfer transfer)
			throws IOException {
		FileContent content = source.read(path);
		try {
			FileEntry state = again ? content.state() : listed;
			FileEntry expected = again ? listed.withContent(state.size(), state.modified()) : listed;
			WatchedContent watched = new WatchedContent(content, expected, asItComes, transfer);
			Extents extents = content.extents();
			// a file that has grown may have data behind the end that is expected
			writer.put(parent, extents == null ? expected : expected.withExtents(extents.upTo(expected.size())), watched);
			if (!watched.isComplete()) {
				throw new IllegalStateException("the repository has not read '" + path + "' to its end");
			}
			transfer.done(watched.length());
			return !watched.isChanged();
		} finally {
			close(content, path);
		}
	}

	/** What was read has been checked by then: a failure to close takes nothing away. */
	private static void close(FileContent content, EntryPath path) {
		try {
			content.close();
		} catch (IOException e) {
			log.debug("closing {} after it was read: {}", path, e.toString());
		}
	}

	/** @param said by the source, which may repeat what it was given */
	private void unreadable(EntryPath parent, FileEntry entry, String said) throws IOException {
		String reason = mask.apply(said);
		problems.add(Reasons.place(parent, entry), reason);
		writer.unreadable(parent, entry, reason);
	}
}
