package backtrac.engine.jobs.backup;

import java.util.ArrayDeque;
import java.util.Deque;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;
import backtrac.api.exclude.Excludes;
import backtrac.api.transport.TransportException;
import backtrac.api.transport.TransportSession;
import backtrac.engine.jobs.report.ProgressMeter;

/** Counts what a source holds while the backup is already at work, by listing it on a thread of its own. */
final class LookAhead implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(LookAhead.class);

	private final TransportSession source;
	private final Excludes excludes;
	private final ProgressMeter meter;
	private final Thread thread;
	private volatile boolean ended;

	LookAhead(TransportSession source, Excludes excludes, ProgressMeter meter) {
		this.source = source;
		this.excludes = excludes;
		this.meter = meter;
		this.thread = Thread.ofPlatform().daemon().inheritInheritableThreadLocals(false).name("look ahead").unstarted(this::count);
	}

	void start() {
		thread.start();
	}

	private void count() {
		long files = 0;
		long bytes = 0;
		Deque<EntryPath> folders = new ArrayDeque<>();
		folders.push(EntryPath.ROOT);
		while (!folders.isEmpty()) {
			if (ended) {
				return;
			}
			EntryPath folder = folders.pop();
			try {
				for (FileEntry child : source.list(folder).children()) {
					if (!EntryPath.isSafe(child.name()) || excludes.excludes(folder.resolve(child.name()), child.isDirectory())) {
						continue;
					}
					if (child.isDirectory()) {
						folders.push(folder.resolve(child.name()));
					} else if (child.isFile()) {
						files++;
						bytes += child.size();
					}
				}
			} catch (TransportException e) {
				if (!e.isAboutOneEntry()) {
					return;
				}
				// the backup itself will say so
				log.debug("looking ahead: {}", e.getMessage());
			}
		}
		meter.expect(files, bytes);
	}

	/** Ends the thread and waits for it: as long as one listing takes. */
	@Override
	public void close() {
		ended = true;
		boolean interrupted = false;
		while (thread.isAlive()) {
			try {
				thread.join();
			} catch (InterruptedException e) {
				interrupted = true;
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}
}
