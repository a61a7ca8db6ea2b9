package backtrac.engine.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A lock file, held. The system lets go of it when the process ends, however it ends. Locks of the system are between
 * processes, and closing any channel on the file lets go of it; so a process remembers its own and never opens their
 * files twice.
 */
final class RunLock implements AutoCloseable {

	private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

	private final Path file;
	private final FileChannel channel;

	private RunLock(Path file, FileChannel channel) {
		this.file = file;
		this.channel = channel;
	}

	/**
	 * Takes a lock if it is free; makes the file if it is not there.
	 *
	 * @param file a real path, so that it is the same one for all in this process
	 * @return null if another has it
	 */
	static RunLock tryTake(Path file) throws IOException {
		if (!HELD.add(file)) {
			return null;
		}
		FileChannel channel = null;
		RunLock lock = null;
		try {
			channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
			FileLock taken = channel.tryLock();
			lock = taken == null ? null : new RunLock(file, channel);
			return lock;
		} catch (OverlappingFileLockException e) {
			return null; // this process has it, and opened the repository under another path
		} finally {
			if (lock == null) {
				if (channel != null) {
					channel.close();
				}
				HELD.remove(file);
			}
		}
	}

	/** Takes a lock; waits for other processes to give it up. Not for locks that this process may hold. */
	static RunLock take(Path file) throws IOException {
		FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
		try {
			channel.lock();
			return new RunLock(file, channel);
		} catch (IOException e) {
			channel.close();
			throw e;
		}
	}

	/** Lets go. */
	@Override
	public void close() throws IOException {
		channel.close();
		HELD.remove(file);
	}
}
