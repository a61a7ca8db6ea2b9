package backtrac.engine.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

import backtrac.api.store.RepositoryBusyException;

/**
 * The lock on the whole repository, over threads and processes: who reads or adds content shares it, prune has it alone. It ends
 * with its process, however that ends; so no dead owner can hold it, and it needs no heartbeat.
 *
 * <p>
 * It is a lock of the system on a file. Those are between processes, and closing any channel on the file lets go of it; so
 * a process opens the file once and counts its own holders.
 */
final class RepositoryLock implements Closeable {

	static final String FOLDER = "locks";
	private static final String FILE = "lock";

	/** What this process holds, by the repository's real path; guarded by itself. */
	private static final Map<Path, Held> HELD = new HashMap<>();

	private static final class Held {

		private final FileChannel channel;
		private final boolean shared;
		private int holders;

		Held(FileChannel channel, boolean shared) {
			this.channel = channel;
			this.shared = shared;
		}
	}

	private final Path repository;
	private final LockHolders.Entry entry;
	private boolean closed;

	private RepositoryLock(Path repository, LockHolders.Entry entry) {
		this.repository = repository;
		this.entry = entry;
	}

	/**
	 * Takes the lock together with others.
	 *
	 * @param repository a real path, so that it is the same one for all in this process
	 * @param what       for people: what it is taken for, such as {@code a backup of desk/docs}
	 * @throws RepositoryBusyException if another has it alone; the message says who
	 */
	static RepositoryLock share(Path repository, String what) throws IOException {
		return take(repository, what, true);
	}

	/**
	 * Takes the lock alone.
	 *
	 * @throws RepositoryBusyException if another has it; the message says who
	 */
	static RepositoryLock alone(Path repository, String what) throws IOException {
		return take(repository, what, false);
	}

	private static RepositoryLock take(Path repository, String what, boolean shared) throws IOException {
		Path folder = makeFolder(repository.resolve(FOLDER));
		LockHolders holders = new LockHolders(folder);
		synchronized (HELD) {
			Held held = HELD.get(repository);
			if (held == null) {
				held = open(folder.resolve(FILE), shared);
				if (held != null && !shared) {
					clear(holders, held);
				}
			} else if (!shared || !held.shared) {
				held = null;
			}
			if (held == null) {
				throw new RepositoryBusyException("repository " + repository + " is in use by " + holders.describe());
			}
			held.holders++;
			HELD.put(repository, held);
			RepositoryLock lock = new RepositoryLock(repository, holders.entry());
			lock.entry.write(what);
			return lock;
		}
	}

	/** Never the repository's own folder: a disk that is gone leaves nothing to make it in. */
	private static Path makeFolder(Path folder) throws IOException {
		if (!Files.isDirectory(folder)) {
			try {
				Files.createDirectory(folder);
			} catch (FileAlreadyExistsException e) {
				return folder; // by another, just now
			}
		}
		return folder;
	}

	/** Tells if this process holds the lock. */
	static boolean isHeld(Path repository) {
		synchronized (HELD) {
			return HELD.containsKey(repository);
		}
	}

	private static void clear(LockHolders holders, Held held) throws IOException {
		try {
			holders.clear();
		} catch (IOException | RuntimeException e) {
			held.channel.close();
			throw e;
		}
	}

	/** A reader of a repository that it cannot write to is no danger to others, but others are to it. */
	private static FileChannel openFile(Path file, boolean shared) throws IOException {
		try {
			return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
		} catch (FileSystemException e) {
			if (!shared || !Files.isReadable(file)) {
				throw e;
			}
			return FileChannel.open(file, StandardOpenOption.READ);
		}
	}

	/** Null if another process has it. */
	private static Held open(Path file, boolean shared) throws IOException {
		FileChannel channel = openFile(file, shared);
		FileLock taken = null;
		try {
			taken = channel.tryLock(0, Long.MAX_VALUE, shared);
		} finally {
			if (taken == null) {
				channel.close();
			}
		}
		return taken == null ? null : new Held(channel, shared);
	}

	/** Lets go. Idempotent. */
	@Override
	public void close() throws IOException {
		synchronized (HELD) {
			if (closed) {
				return;
			}
			closed = true;
			Held held = HELD.get(repository);
			try {
				entry.remove();
			} finally {
				if (--held.holders == 0) {
					HELD.remove(repository);
					held.channel.close();
				}
			}
		}
	}
}
