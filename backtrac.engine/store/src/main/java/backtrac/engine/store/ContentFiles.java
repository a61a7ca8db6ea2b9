package backtrac.engine.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

import org.slf4j.LoggerFactory;

import backtrac.api.store.VerifyReport.Kind;
import backtrac.api.store.VerifyReport.Remedy;
import backtrac.api.store.WorkListener;
import backtrac.posix.Directory;
import backtrac.posix.Errno;
import backtrac.posix.FileHandle;
import backtrac.posix.PosixException;
import backtrac.posix.SparseInput;
import backtrac.posix.Stat;

/**
 * Reads contents of the pool whole. Puts aside what is not what its name says, and lets a sound further file of the content
 * take the place of the first. Safe for use by several threads.
 */
final class ContentFiles {

	static final String MISSING = "is missing";
	private static final int BUFFER = 256 << 10;

	private final Directory pool;
	private final Quarantine quarantine;
	private final Damages damages;
	private final LongAdder bytesRead = new LongAdder();
	private final ThreadLocal<byte[]> buffers = ThreadLocal.withInitial(() -> new byte[BUFFER]);

	/** @param pool takes paths */
	ContentFiles(Directory pool, Quarantine quarantine, Damages damages) {
		this.pool = pool;
		this.quarantine = quarantine;
		this.damages = damages;
	}

	/**
	 * What came of reading a file.
	 *
	 * @param reason what is wrong with it, or null
	 */
	record Outcome(String reason, Remedy remedy, long size, long inode) {

		boolean isSound() {
			return reason == null;
		}
	}

	/**
	 * Reads all files of a content, each once, and takes down what is damaged.
	 *
	 * @param further the numbers of its files beside the first
	 * @return what there is of the content now
	 */
	Outcome read(Hash hash, List<Integer> further, WorkListener listener) throws IOException, InterruptedException {
		List<Integer> sound = new ArrayList<>();
		for (int number : further) {
			Outcome outcome = read(hash, number, WorkListener.NONE);
			if (outcome.isSound()) {
				sound.add(number);
			} else {
				damages.add(Kind.CONTENT, what(hash, number), outcome.reason(), outcome.remedy());
			}
		}
		Outcome first = read(hash, 0, listener);
		if (first.isSound()) {
			return first;
		}
		if (!sound.isEmpty() && (first.reason().equals(MISSING) || first.remedy() == Remedy.QUARANTINED)) {
			Outcome promoted = promote(hash, sound.getLast());
			damages.add(Kind.CONTENT, what(hash, 0), first.reason() + "; another file of the same content took its place", Remedy.REPAIRED);
			return promoted;
		}
		damages.add(Kind.CONTENT, what(hash, 0), first.reason(), first.remedy());
		return first;
	}

	/** A further file of the content becomes its first. */
	private Outcome promote(Hash hash, int number) throws IOException {
		Stat stat = new Stat();
		try {
			pool.rename(Pool.path(hash, number), pool, Pool.path(hash, 0), false);
		} catch (PosixException e) {
			if (e.errno() != Errno.EEXIST) {
				throw e;
			} // a backup was first
		}
		pool.stat(Pool.path(hash, 0), stat);
		return new Outcome(null, Remedy.NONE, stat.size, stat.inode);
	}

	private Outcome read(Hash hash, int number, WorkListener listener) throws IOException, InterruptedException {
		for (int attempt = 1;; attempt++) {
			try (FileHandle file = pool.open(Pool.path(hash, number))) {
				Outcome outcome = read(file, hash, number, attempt == 1, listener);
				if (outcome != null) {
					return outcome;
				}
			} catch (PosixException e) {
				switch (e.errno()) {
				case ENOENT:
					return new Outcome(MISSING, Remedy.AWAITED, 0, 0);
				case EACCES, EPERM, EIO:
					return new Outcome("cannot be read: " + e.reason(), Remedy.NONE, 0, 0);
				default:
					throw e;
				}
			}
		}
	}

	/** Null if it is to be read again: a backup has put another file in its place, or the disk failed for the first time. */
	private Outcome read(FileHandle file, Hash hash, int number, boolean isFirst, WorkListener listener) throws IOException, InterruptedException {
		Stat stat = new Stat();
		file.stat(stat);
		String reason;
		try {
			reason = hashOf(SparseInput.of(file, stat), listener).equals(hash) ? null : "is not what was stored";
		} catch (PosixException e) {
			if (e.errno() != Errno.EIO) {
				throw e;
			}
			if (isFirst) {
				LoggerFactory.getLogger(ContentFiles.class).warn("{} is read again: {}", what(hash, number), e.reason());
				return null;
			}
			reason = "cannot be read: " + e.reason();
		}
		if (reason == null) {
			return new Outcome(null, Remedy.NONE, stat.size, stat.inode);
		}
		try {
			// while it is open no other file can have its inode
			return quarantine.take(hash, number, stat.inode) ? new Outcome(reason, Remedy.QUARANTINED, stat.size, stat.inode) : null;
		} catch (PosixException e) {
			return new Outcome(reason + ", and cannot be put aside: " + e.reason(), Remedy.NONE, stat.size, stat.inode);
		}
	}

	private Hash hashOf(SparseInput file, WorkListener listener) throws IOException, InterruptedException {
		byte[] buffer = buffers.get();
		var digest = Hash.digest();
		for (int n = file.read(buffer, 0, buffer.length); n >= 0; n = file.read(buffer, 0, buffer.length)) {
			if (Thread.interrupted()) {
				throw new InterruptedException();
			}
			digest.update(buffer, 0, n);
			bytesRead.add(n);
			listener.done(0, n);
		}
		return Hash.of(digest.digest());
	}

	long bytesRead() {
		return bytesRead.sum();
	}

	/** A file of the pool, for people. */
	static String what(Hash hash, int number) {
		return Layout.POOL + "/" + Pool.path(hash, number);
	}
}
