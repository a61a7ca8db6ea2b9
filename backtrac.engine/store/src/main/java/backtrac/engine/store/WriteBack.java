package backtrac.engine.store;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.atomic.AtomicLong;

import backtrac.posix.Directory;

/**
 * Has what a run writes brought to disk while the run goes on, so that little is left for its end. Without, the system
 * lets it lie for half a minute, and all waits for the disk when the run has nothing else to do any more. It proves
 * nothing: the commit still brings everything to disk. Safe for use by several threads.
 */
final class WriteBack {

	/** Bytes that are worth a turn: a small run has none. */
	static final long SHARE = 128L << 20;

	private final Directory folder;
	private final AtomicLong waiting = new AtomicLong();
	private Thread turn;
	private IOException failure;

	/** @param folder any on the repository's file system */
	WriteBack(Directory folder) {
		this.folder = folder;
	}

	/**
	 * Counts bytes that were written. Does not wait for the disk.
	 *
	 * @throws IOException what an earlier turn has failed with: the run cannot be committed any more
	 */
	void wrote(long bytes) throws IOException {
		if (waiting.addAndGet(bytes) >= SHARE) {
			requireNoFailure();
			begin();
		}
	}

	private synchronized void begin() {
		if (waiting.get() >= SHARE && (turn == null || !turn.isAlive())) {
			waiting.set(0);
			turn = Thread.ofPlatform().daemon().inheritInheritableThreadLocals(false).name("write back").start(this::sync);
		}
	}

	private void sync() {
		try {
			folder.syncFileSystem();
		} catch (IOException e) {
			synchronized (this) {
				failure = e;
			}
		}
	}

	/**
	 * Waits for a turn that is under way.
	 *
	 * @throws IOException what a turn has failed with: the system tells it only once
	 */
	void end() throws IOException {
		Thread last;
		synchronized (this) {
			last = turn;
		}
		try {
			if (last != null) {
				last.join();
			}
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new InterruptedIOException("interrupted while the snapshot was brought to disk");
		}
		requireNoFailure();
	}

	private synchronized void requireNoFailure() throws IOException {
		if (failure != null) {
			throw failure;
		}
	}
}
