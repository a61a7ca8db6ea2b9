package backtrac.engine.store;

import java.io.IOException;

/** Knows which files are the pool's. */
interface PoolFiles {

	/**
	 * Tells if a file is one of the pool's files of a content.
	 *
	 * @param place what the caller knows the content by, beside its hash
	 */
	boolean isPools(Hash hash, int place, long inode) throws IOException;
}
