package backtrac.engine.store;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

import org.slf4j.LoggerFactory;

import backtrac.api.entry.ByteString;
import backtrac.posix.Directory;
import backtrac.posix.Errno;
import backtrac.posix.PosixException;
import backtrac.posix.Stat;

/**
 * The folder {@code quarantine/}: damaged files of the pool wait there for a person. Nothing is ever removed from it.
 */
final class Quarantine {

	static final ByteString FOLDER = ByteString.of("quarantine");

	private final Directory root;
	private final Directory pool;

	/** @param pool takes paths */
	Quarantine(Directory root, Directory pool) {
		this.root = root;
		this.pool = pool;
	}

	/**
	 * Moves a file of the pool here.
	 *
	 * @param inode of the file that is damaged: a backup may put a sound one in its place at any time
	 * @return whether it was that one; else nothing has changed
	 */
	boolean take(Hash hash, int number, long inode) throws IOException {
		ByteString from = Pool.path(hash, number);
		Files.makeFolder(root, FOLDER);
		try (Directory folder = root.directory(FOLDER)) {
			ByteString name = moveTo(folder, from);
			if (name == null) {
				return false;
			}
			Stat stat = new Stat();
			folder.stat(name, stat);
			if (stat.inode == inode) {
				LoggerFactory.getLogger(Quarantine.class).warn("{} is damaged and was moved to {}", Layout.POOL + "/" + from, FOLDER + "/" + name);
				return true;
			}
			giveBack(folder, name, from);
			return false;
		}
	}

	/** The contents that a file here was to be. */
	static Set<Hash> contents(Directory root) throws IOException {
		Set<Hash> contents = new HashSet<>();
		try (Directory folder = root.directory(FOLDER)) {
			for (Directory.Name name : folder.list()) {
				PoolName file = PoolName.parse(ByteString.of(name.bytes().toString().split("-")[0]));
				if (file != null) {
					contents.add(file.hash());
				}
			}
		} catch (PosixException e) {
			if (e.errno() != Errno.ENOENT) {
				throw e;
			}
		}
		return contents;
	}

	/** Null if the pool does not have it. */
	private ByteString moveTo(Directory folder, ByteString from) throws IOException {
		String base = from.toString().substring(from.toString().indexOf('/') + 1);
		for (int i = 1;; i++) {
			ByteString name = ByteString.of(i == 1 ? base : base + "-" + i);
			try {
				pool.rename(from, folder, name, false);
				return name;
			} catch (PosixException e) {
				if (e.errno() == Errno.ENOENT) {
					return null;
				}
				if (e.errno() != Errno.EEXIST) {
					throw e;
				}
			}
		}
	}

	private void giveBack(Directory folder, ByteString name, ByteString to) throws IOException {
		try {
			folder.link(name, pool, to);
		} catch (PosixException e) {
			if (e.errno() != Errno.EEXIST) {
				throw e;
			} // stored once more meanwhile
		}
		folder.unlink(name);
	}
}
