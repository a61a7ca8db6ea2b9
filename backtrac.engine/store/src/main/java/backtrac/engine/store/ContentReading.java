package backtrac.engine.store;

import java.io.IOException;
import java.util.concurrent.atomic.LongAdder;

import org.slf4j.LoggerFactory;

import backtrac.api.store.VerifyReport.Remedy;
import backtrac.api.store.WorkListener;
import backtrac.posix.Directory;
import backtrac.posix.Errno;
import backtrac.posix.FileHandle;
import backtrac.posix.PosixException;
import backtrac.posix.Stat;

/** Reads files of the pool, and puts aside those that are not what their names say. Safe for use by several threads. */
final class ContentReading {

	static final String MISSING = "is missing";

	private final Directory pool;
	private final Quarantine quarantine;
	private final LongAdder bytesRead = new LongAdder();

	/** @param pool takes paths */
	ContentReading(Directory pool, Quarantine quarantine) {
		this.pool = pool;
		this.quarantine = quarantine;
	}

	long bytesRead() {
		return bytesRead.sum();
	}

	/**
	 * What came of reading a file.
	 *
	 * @param reason what is wrong with it, or null
	 */
	record Outcome(String reason, Remedy remedy, long size, long inode) {
	}

	/** Reads a file of a content to its end. */
	Outcome read(Hash hash, int number, byte[] buffer, WorkListener listener) throws IOException, InterruptedException {
		for (int attempt = 1;; attempt++) {
			try (FileHandle file = pool.open(Pool.path(hash, number))) {
				Outcome outcome = read(file, hash, number, buffer, attempt == 1, listener);
				if (outcome != null) {
					return outcome;
				}
			} catch (PosixException e) {
				switch (e.errno()) {
				case ENOENT:
					return new Outcome(MISSING, Remedy.NONE, 0, 0);
				case EACCES, EPERM, EIO:
					return new Outcome("cannot be read: " + e.reason(), Remedy.NONE, 0, 0);
				default:
					throw e;
				}
			}
		}
	}

	/** Null if it is to be read again: a backup has put another file in its place, or the disk failed for the first time. */
	private Outcome read(FileHandle file, Hash hash, int number, byte[] buffer, boolean isFirst, WorkListener listener)
			throws IOException, InterruptedException {
		Stat stat = new Stat();
		file.stat(stat);
		String reason;
		try {
			reason = hashOf(file, buffer, listener).equals(hash) ? null : "is not what was stored";
		} catch (PosixException e) {
			if (e.errno() != Errno.EIO) {
				throw e;
			}
			if (isFirst) {
				LoggerFactory.getLogger(ContentReading.class).warn("{} is read again: {}", Pool.path(hash, number), e.reason());
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

	private Hash hashOf(FileHandle file, byte[] buffer, WorkListener listener) throws IOException, InterruptedException {
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
}
