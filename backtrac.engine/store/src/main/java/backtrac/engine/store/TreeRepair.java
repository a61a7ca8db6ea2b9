package backtrac.engine.store;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

import org.slf4j.LoggerFactory;

import backtrac.api.entry.ByteString;
import backtrac.posix.Directory;
import backtrac.posix.PosixException;
import backtrac.posix.Stat;

/** Gives names in trees back the pool's file. Safe for use by several threads. */
final class TreeRepair {

	private static final AtomicLong NUMBER = new AtomicLong();

	private final Pool pool;
	private final Directory trash;

	/** @param trash for passing names: what is left there vanishes */
	TreeRepair(Pool pool, Directory trash) {
		this.pool = pool;
		this.trash = trash;
	}

	/** Links a content in place of what has the name, and keeps the folder's time. */
	boolean link(Directory folder, ByteString name, Hash hash) throws IOException {
		ByteString passing = ByteString.of("relink-" + ProcessHandle.current().pid() + "-" + System.nanoTime() + "-" + NUMBER.incrementAndGet());
		Stat before = new Stat();
		folder.stat(ByteString.EMPTY, before);
		if (!pool.link(hash, trash, passing)) {
			return false;
		}
		try {
			trash.rename(passing, folder, name, true);
			folder.setModified(ByteString.EMPTY, before.modifiedSeconds, before.modifiedNanos);
			return true;
		} catch (PosixException e) {
			// a folder has the name, or the trash was emptied
			LoggerFactory.getLogger(TreeRepair.class).warn("'{}' cannot be linked anew in a tree: {}", name, e.getMessage());
			Files.remove(trash, passing);
			return false;
		}
	}
}
