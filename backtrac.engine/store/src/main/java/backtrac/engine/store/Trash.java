package backtrac.engine.store;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.slf4j.LoggerFactory;

import backtrac.api.entry.ByteString;
import backtrac.posix.Directory;
import backtrac.posix.Errno;
import backtrac.posix.PosixException;
import backtrac.posix.Stat;

/**
 * Where what is to vanish goes by one rename, to be unlinked in peace. Safe for use by several threads and processes:
 * what another one has removed meanwhile is gone.
 */
final class Trash {

	/** Deeper folders are first moved to the top, so that open folders stay few. */
	private static final int DEEPEST = 64;
	/** Much less than a run may take to end. */
	private static final Duration MOMENT = Duration.ofMillis(500);

	private final Directory folder;
	private final AtomicInteger moved = new AtomicInteger();
	/** Whether nothing is in {@code runs/} any more that was there when this process began. */
	private volatile boolean runsAreClear;
	private volatile boolean settled;
	/** Whether a thread is at it. Guarded by this, as is the folder's list. */
	private boolean emptying;

	Trash(Directory folder) {
		this.folder = folder;
	}

	/**
	 * Tells if it was found empty once, after cut-off runs were cleared away. Then no file has a name any more that was left
	 * by a run of before the last power cut; runs that were killed later did not lose what they had written.
	 */
	boolean isSettled() {
		return settled;
	}

	/** Says that all was taken in that runs which were cut off had made. */
	void runsAreClear() {
		runsAreClear = true;
	}

	/** For passing names; what is left of them vanishes. */
	Directory folder() {
		return folder;
	}

	/** Takes something in. */
	void take(Directory from, ByteString name, ByteString as) throws IOException {
		from.rename(name, folder, as, false);
	}

	/** Looks what is left, and removes it in the background if it is anything. Does not wait for it: it may be millions of files. */
	void emptyInBackground() throws IOException {
		startToEmpty();
	}

	/** The same, but waits a moment, in which most that is thrown away is gone. */
	void emptySoon() throws IOException {
		Thread thread = startToEmpty();
		if (thread != null) {
			try {
				thread.join(MOMENT);
			} catch (InterruptedException e) {
				Thread.currentThread().interrupt();
			}
		}
	}

	/** Answers the thread; null if there is nothing to do, or one is at it, which sees what has come meanwhile. */
	private synchronized Thread startToEmpty() throws IOException {
		if (emptying || isEmpty(folder.list())) {
			return null;
		}
		emptying = true;
		return Thread.ofPlatform().daemon().name("backtrac-trash").start(this::tryToEmpty);
	}

	/** Removes all there is; what cannot be removed is left for another time. */
	void tryToEmpty() {
		try {
			empty();
		} catch (IOException | RuntimeException e) {
			LoggerFactory.getLogger(Trash.class).warn("The repository's trash cannot be emptied: {}", e.getMessage());
		}
	}

	/** Removes all there is; another thread may be at it, too. */
	void empty() throws IOException {
		try {
			for (List<Directory.Name> left = left(); !left.isEmpty(); left = left()) {
				for (Directory.Name name : left) {
					remove(name.bytes());
				}
			}
		} catch (IOException | RuntimeException e) {
			ended();
			throw e;
		}
	}

	/** What is to be removed; nothing is the end of it, in one step with the look. */
	private synchronized List<Directory.Name> left() throws IOException {
		List<Directory.Name> left = folder.list();
		emptying = !isEmpty(left);
		return left;
	}

	private synchronized void ended() {
		emptying = false;
	}

	private boolean isEmpty(List<Directory.Name> left) {
		settled |= runsAreClear && left.isEmpty();
		return left.isEmpty();
	}

	/** Removes one thing that was taken in. */
	void remove(ByteString name) throws IOException {
		Deque<ByteString> left = new ArrayDeque<>(List.of(name));
		while (!left.isEmpty()) {
			remove(folder, new Directory.Name(left.pop(), 0), 0, left);
		}
	}

	private void remove(Directory parent, Directory.Name name, int depth, Deque<ByteString> left) throws IOException {
		try {
			if (isFolder(parent, name)) {
				removeFolder(parent, name.bytes(), depth, left);
			} else {
				parent.unlink(name.bytes());
			}
		} catch (PosixException e) {
			if (e.errno() != Errno.ENOENT && e.errno() != Errno.ENOTEMPTY) {
				throw e;
			}
		}
	}

	private void removeFolder(Directory parent, ByteString name, int depth, Deque<ByteString> left) throws IOException {
		if (depth == DEEPEST) {
			ByteString top = ByteString.of("deep-" + ProcessHandle.current().pid() + "-" + System.nanoTime() + "-" + moved.incrementAndGet());
			parent.rename(name, folder, top, false);
			left.push(top);
			return;
		}
		try (Directory child = parent.directory(name)) {
			for (Directory.Name inner : child.list()) {
				remove(child, inner, depth + 1, left);
			}
		}
		parent.removeDirectory(name);
	}

	private static boolean isFolder(Directory parent, Directory.Name name) throws IOException {
		if (name.type() != 0) {
			return name.type() == Stat.DIRECTORY;
		}
		Stat stat = new Stat();
		parent.stat(name.bytes(), stat);
		return stat.type() == Stat.DIRECTORY;
	}
}
