package backtrac.engine.store;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Path;
import java.util.List;

import backtrac.api.entry.ByteString;
import backtrac.api.store.RepositoryException;
import backtrac.posix.Directory;
import backtrac.posix.Errno;
import backtrac.posix.PosixException;
import backtrac.posix.Stat;

/** Finds out at init whether a folder can hold a repository. */
final class Probe {

	/** What a probe that failed may leave. */
	static final List<ByteString> NAMES = List.of(ByteString.of("probe"), ByteString.of("probe-link"));

	private static final ByteString FIRST = NAMES.getFirst();
	private static final ByteString SECOND = NAMES.getLast();
	private static final ByteString UPPER = ByteString.of("PROBE");

	private Probe() {
	}

	/**
	 * Tries hard links between two folders.
	 *
	 * @throws RepositoryException with the reason if they do not work
	 */
	static void requireLinks(Directory from, Directory to, Path location) throws IOException {
		for (ByteString left : NAMES) {
			Files.remove(from, left);
			Files.remove(to, left);
		}
		Files.write(from, FIRST, new byte[] { 1 });
		try {
			from.link(FIRST, to, SECOND);
			Stat stat = new Stat();
			to.stat(SECOND, stat);
			boolean linked = stat.links == 2 || stat.links == 0 && isSameFile(from, to, stat);
			to.unlink(SECOND);
			if (!linked) {
				throw new RepositoryException(location + " cannot hold a repository: its file system makes copies of hard links; use another one,"
						+ " such as ext4, XFS or Btrfs");
			}
		} catch (PosixException e) {
			if (e.errno() == Errno.EPERM || e.errno() == Errno.EOPNOTSUPP || e.errno() == Errno.ENOSYS || e.errno() == Errno.EMLINK) {
				throw new RepositoryException(
						location + " cannot hold a repository: its file system knows no hard links; use another one, such as ext4, XFS or Btrfs", e);
			}
			throw e;
		} finally {
			from.unlink(FIRST);
		}
	}

	/** Where links are not counted: what is done to one name shows under the other. */
	private static boolean isSameFile(Directory from, Directory to, Stat stat) throws IOException {
		from.setModified(FIRST, stat.modifiedSeconds - 1000, 0);
		long before = stat.modifiedSeconds;
		to.stat(SECOND, stat);
		return stat.modifiedSeconds == before - 1000;
	}

	/** Tells if names that differ in the case of letters only are two names. Where they are not, the tree escapes one. */
	static boolean isCaseSensitive(Directory folder) throws IOException {
		Files.write(folder, FIRST, new byte[0]);
		try {
			folder.stat(UPPER, new Stat());
			return false;
		} catch (PosixException e) {
			if (e.errno() == Errno.ENOENT) {
				return true;
			}
			throw e;
		} finally {
			folder.unlink(FIRST);
		}
	}

	/** How many names a file can have on the folder's file system, as its makers say; what it really is shows when it is reached. */
	static int linkLimit(Path folder) throws IOException {
		FileStore store = java.nio.file.Files.getFileStore(folder);
		return switch (store.type()) {
		case "xfs", "zfs", "tmpfs" -> Integer.MAX_VALUE;
		case "btrfs" -> 65_535;
		case "f2fs" -> 65_536;
		case "ntfs", "ntfs3", "fuseblk" -> 1023;
		default -> 65_000;
		};
	}
}
