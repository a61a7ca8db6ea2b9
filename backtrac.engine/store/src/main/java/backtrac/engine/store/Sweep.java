package backtrac.engine.store;

import java.io.IOException;

import backtrac.api.entry.ByteString;
import backtrac.api.store.PruneReport;
import backtrac.api.store.WorkListener;
import backtrac.posix.Directory;
import backtrac.posix.Errno;
import backtrac.posix.PosixException;
import backtrac.posix.Stat;

/**
 * Goes over the pool and frees what is not marked, and further files of a content ({@code .n}) that nothing is linked to
 * any more. Files whose name is none of the pool's stay.
 */
final class Sweep {

	private final ContentSet used;
	private final DoomedLinks doomed;
	private final boolean dryRun;
	private final Stat stat = new Stat();
	private long files;
	private long bytes;

	/** @param doomed for a dry run: names that will be gone when it is none */
	Sweep(ContentSet used, DoomedLinks doomed, boolean dryRun) {
		this.used = used;
		this.doomed = doomed;
		this.dryRun = dryRun;
	}

	/** @param pool a folder of its own: listing uses its position */
	PruneReport run(Directory pool, WorkListener listener) throws IOException, InterruptedException {
		for (Directory.Name name : pool.list()) {
			if (Thread.interrupted()) {
				throw new InterruptedException();
			}
			try (Directory folder = pool.directory(name.bytes())) {
				for (Directory.Name file : folder.list()) {
					sweep(folder, file.bytes());
				}
			} catch (PosixException e) {
				if (e.errno() != Errno.ENOTDIR) {
					throw e;
				}
			}
			listener.done(1, 0);
		}
		return new PruneReport(files, bytes);
	}

	private void sweep(Directory folder, ByteString name) throws IOException {
		PoolName content = PoolName.parse(name);
		if (content == null || content.number() == 0 && used.contains(content.hash())) {
			return;
		}
		folder.stat(name, stat);
		boolean isFree = stat.type() == Stat.FILE && (!used.contains(content.hash()) || stat.links - doomed.of(stat.inode) == 1 && hasFirst(folder, content));
		if (isFree) {
			long size = stat.allocated();
			if (!dryRun) {
				folder.unlink(name);
			}
			files++;
			bytes += size;
		}
	}

	/** A further file may be the last that has the content. */
	private static boolean hasFirst(Directory folder, PoolName content) throws IOException {
		try {
			folder.stat(ByteString.of(content.hash().toString()), new Stat());
			return true;
		} catch (PosixException e) {
			if (e.errno() == Errno.ENOENT) {
				return false;
			}
			throw e;
		}
	}
}
