package backtrac.engine.store;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import backtrac.posix.Directory;
import backtrac.posix.Errno;
import backtrac.posix.PosixException;
import backtrac.posix.Stat;

/**
 * Looks whether trees are what they should be. What the pool does not have they must not show.
 *
 * @param pool    takes paths
 * @param further numbers of the files that contents have in the pool beside the first
 */
record TreeProof(Directory pool, Map<Hash, List<Integer>> further) implements PoolFiles {

	/** Looks through a snapshot's tree until something is wrong. False if it has none, too. */
	boolean isSound(ManifestReader manifest, Directory snapshot) throws IOException, InterruptedException {
		try (TreeCheck tree = new TreeCheck(snapshot.directory(Layout.TREE), this, null)) {
			for (int i = 0; i < manifest.index().frames().size(); i++) {
				for (Block block : manifest.frame(i)) {
					if (Thread.interrupted()) {
						throw new InterruptedException();
					}
					look(block, tree);
					if (!tree.wrong().isEmpty()) {
						return false;
					}
				}
			}
			return true;
		} catch (PosixException e) {
			if (e.errno() == Errno.ENOENT || e.errno() == Errno.ENOTDIR || e.errno() == Errno.ELOOP) {
				return false;
			}
			throw e;
		}
	}

	private void look(Block block, TreeCheck tree) throws IOException {
		try (TreeCheck.Folder folder = tree.folder(block.path())) {
			if (folder == null) {
				return;
			}
			for (Row row : block) {
				if (TreeCheck.isEmptyFile(row)) {
					folder.emptyFile(row.entry().name());
				} else if (row.isHashed() && inode(row.hash(), 0) >= 0) {
					folder.file(row.entry().name(), row.hash(), 0);
				} else if (row.isHashed()) {
					folder.lacksContent(row.entry().name());
				}
			}
			folder.rest(block);
		}
	}

	@Override
	public boolean isPools(Hash hash, int place, long inode) throws IOException {
		if (inode(hash, 0) == inode) {
			return true;
		}
		for (int number : further.getOrDefault(hash, List.of())) {
			if (inode(hash, number) == inode) {
				return true;
			}
		}
		return false;
	}

	/** -1 if the pool does not have it. */
	private long inode(Hash hash, int number) throws IOException {
		Stat stat = new Stat();
		try {
			pool.stat(Pool.path(hash, number), stat);
			return stat.inode;
		} catch (PosixException e) {
			if (e.errno() == Errno.ENOENT) {
				return -1;
			}
			throw e;
		}
	}
}
