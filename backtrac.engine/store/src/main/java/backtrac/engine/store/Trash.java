package backtrac.engine.store;

import java.io.IOException;
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

	private final Directory folder;
	private final AtomicInteger moved = new AtomicInteger();
	private volatile boolean settled;

	Trash(Directory folder) {
		this.folder = folder;
	}

	/**
	 * Tells if it was found empty once. Then no file has a name any more that was left by a run of before the last power
	 * cut; runs that were cut off later did not lose what they had written.
	 */
	boolean isSettled() {
		return settled;
	}

	/** Takes something in. */
	void take(Directory from, ByteString name, ByteString as) throws IOException {
		from.rename(name, folder, as, false);
	}

	/** Looks what is left, and removes it in the background if it is anything. */
	synchronized void emptyInBackground() throws IOException {
		if (folder.list().isEmpty()) {
			settled = true;
		} else {
			Thread.ofPlatform().daemon().name("backtrac-trash").start(this::tryToEmpty);
		}
	}

	private void tryToEmpty() {
		try {
			empty();
		} catch (IOException e) {
			LoggerFactory.getLogger(Trash.class).warn("The repository's trash cannot be emptied: {}", e.getMessage());
		}
	}

	private synchronized void empty() throws IOException {
		for (List<Directory.Name> left = folder.list(); !left.isEmpty(); left = folder.list()) {
			for (Directory.Name name : left) {
				remove(name.bytes());
			}
		}
		settled = true;
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
