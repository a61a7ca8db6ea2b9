package backtrac.engine.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

import backtrac.api.entry.ByteString;
import backtrac.posix.Directory;
import backtrac.posix.Errno;
import backtrac.posix.FileHandle;
import backtrac.posix.PosixException;
import backtrac.posix.SparseInput;
import backtrac.posix.SparseOutput;
import backtrac.posix.Stat;

/**
 * One read-only inode for each distinct content, {@code ab/<sha256>}; when that has all the names it can have,
 * {@code <sha256>.1} and so on. A file here is never written, and no attribute of it set, after it got its name.
 *
 * <p>
 * All methods may be called by several threads at once.
 */
final class Pool {

	private static final int BUFFER = 128 << 10;
	private static final int FOLDER_DIGITS = 2;
	private static final byte[] NO_NUMBER = {};

	private final Directory folder;
	private final BooleanSupplier settled;
	/** Contents whose first file is full, and the number of the one that takes names now. */
	private final Map<Hash, Integer> current = new ConcurrentHashMap<>();
	/** Makes passing names differ. */
	private final AtomicLong passing = new AtomicLong();

	/**
	 * @param folder  the pool, which takes paths
	 * @param settled tells if no name of a run that was cut off is left, so that a second name proves that a content is
	 *                on disk
	 */
	Pool(Directory folder, BooleanSupplier settled) {
		this.folder = folder;
		this.settled = settled;
	}

	/**
	 * Gives a content another name.
	 *
	 * @return whether the pool has the content
	 */
	boolean link(Hash hash, Directory target, ByteString name) throws IOException {
		int number = current.isEmpty() ? 0 : current.getOrDefault(hash, 0);
		for (;;) {
			try {
				folder.link(path(hash, number), target, name);
				return true;
			} catch (PosixException e) {
				if (e.errno() == Errno.EMLINK) {
					number++;
					current.merge(hash, number, Math::max);
				} else if (e.errno() == Errno.ENOENT && number > 0) {
					return linkCopy(hash, number, target, name);
				} else if (e.errno() == Errno.ENOENT) {
					return false;
				} else {
					throw e;
				}
			}
		}
	}

	/** Begins the next file of a content whose others have all the names they can have. */
	private boolean linkCopy(Hash hash, int number, Directory target, ByteString name) throws IOException {
		FileHandle first = open(hash);
		if (first == null) {
			current.remove(hash); // pruned or quarantined since
			return false;
		}
		try (FileHandle from = first) {
			if (!copy(from, hash, target, name)) {
				target.unlink(name);
				return false; // to be stored anew, in the place of the damaged one
			}
		}
		try {
			target.link(name, folder, path(hash, number));
			return true;
		} catch (PosixException e) {
			target.unlink(name);
			if (e.errno() == Errno.EEXIST) {
				return link(hash, target, name); // another thread or process was first
			}
			throw e;
		}
	}

	/** Makes a file of the pool's; answers false if the content is not what it should be. */
	private static boolean copy(FileHandle from, Hash hash, Directory target, ByteString name) throws IOException {
		Stat stat = new Stat();
		from.stat(stat);
		MessageDigest digest = Hash.digest();
		byte[] buffer = new byte[BUFFER];
		try (FileHandle to = target.create(name, Layout.CONTENT_MODE)) {
			SparseInput in = SparseInput.of(from, stat);
			SparseOutput out = new SparseOutput(to, in.extents());
			for (int n = readIfSound(in, buffer); n >= 0; n = readIfSound(in, buffer)) {
				digest.update(buffer, 0, n);
				out.write(buffer, 0, n);
			}
			out.end();
			Files.setMode(to, Layout.CONTENT_MODE);
			to.setModified(stat.modifiedSeconds, stat.modifiedNanos);
		}
		return Hash.of(digest.digest()).equals(hash);
	}

	/** What the disk cannot read ends the content: then its hash is another one. */
	private static int readIfSound(SparseInput file, byte[] buffer) throws IOException {
		try {
			return file.read(buffer, 0, buffer.length);
		} catch (PosixException e) {
			if (e.errno() != Errno.EIO) {
				throw e;
			}
			return -1;
		}
	}

	/**
	 * Takes a new file in: its content gets its name in the pool, or, if the pool has the content, the file becomes
	 * another name of that.
	 *
	 * @param proven  as for {@link #has}
	 * @param target  where the file is
	 * @param name    the file, ready: nothing is written or set any more
	 * @param scratch a folder for a passing name
	 * @return whether the content is new to the pool
	 */
	boolean add(Hash hash, long size, Proven proven, Directory target, ByteString name, Directory scratch) throws IOException {
		try {
			linkIn(hash, target, name);
			return true;
		} catch (PosixException e) {
			if (e.errno() != Errno.EEXIST) {
				throw e;
			}
			if (has(hash, size, proven) && linkInstead(hash, target, name, scratch)) {
				return false;
			}
			replace(hash, target, name, scratch);
			return true;
		}
	}

	/** Puts a name of the pool's file in the place of a file of the same content, if the pool's can be linked and is sound. */
	private boolean linkInstead(Hash hash, Directory target, ByteString name, Directory scratch) throws IOException {
		ByteString passing = passingName();
		if (!link(hash, scratch, passing)) {
			return false;
		}
		scratch.rename(passing, target, name, true);
		Files.remove(scratch, passing); // still there if both were names of one file
		return true;
	}

	private ByteString passingName() {
		return ByteString.of("passing-" + passing.incrementAndGet());
	}

	private void linkIn(Hash hash, Directory target, ByteString name) throws IOException {
		try {
			target.link(name, folder, path(hash, 0));
		} catch (PosixException e) {
			if (e.errno() != Errno.ENOENT) {
				throw e;
			}
			makeFolder(hash);
			target.link(name, folder, path(hash, 0));
		}
	}

	/** What has the content's name in the pool is not the content: the disk lost it. Heals all snapshots that name it. */
	private void replace(Hash hash, Directory target, ByteString name, Directory scratch) throws IOException {
		ByteString passing = passingName();
		target.link(name, scratch, passing);
		try (FileHandle healing = scratch.open(passing)) {
			healing.sync(); // manifests name it already, and are trusted
		}
		scratch.rename(passing, folder, path(hash, 0), true);
		current.remove(hash); // it takes names again
	}

	private void makeFolder(Hash hash) throws IOException {
		Files.makeFolder(folder, ByteString.of(hash.toString().substring(0, 2)));
	}

	/**
	 * Tells if a content is in the pool and sound. With a second name it is part of a snapshot, or of a run that will
	 * bring it to disk before it becomes one; else a run that was cut off may have left it, and it is read whole.
	 *
	 * @param proven contents that need no second look; null if a second name is proof enough
	 */
	boolean has(Hash hash, long size, Proven proven) throws IOException {
		Stat stat = new Stat();
		ByteString path = path(hash, 0);
		try {
			if (!folder.find(path, stat) || stat.size != size) {
				return false;
			}
			boolean known = proven == null ? stat.links > 1 && settled.getAsBoolean() : proven.contains(hash);
			if (!known && !hashOf(path).equals(hash)) {
				return false;
			}
			if (proven != null) {
				proven.add(hash);
			}
			return true;
		} catch (PosixException e) {
			if (e.errno() == Errno.ENOENT) {
				return false; // removed since
			}
			throw e;
		}
	}

	private Hash hashOf(ByteString path) throws IOException {
		try (FileHandle file = folder.open(path)) {
			Stat stat = new Stat();
			file.stat(stat);
			SparseInput in = SparseInput.of(file, stat);
			MessageDigest digest = Hash.digest();
			byte[] buffer = new byte[BUFFER];
			for (int n = readIfSound(in, buffer); n >= 0; n = readIfSound(in, buffer)) {
				digest.update(buffer, 0, n);
			}
			return Hash.of(digest.digest());
		}
	}

	/** Opens a content; null if the pool does not have it. */
	FileHandle open(Hash hash) throws IOException {
		try {
			return folder.open(path(hash, 0));
		} catch (PosixException e) {
			if (e.errno() == Errno.ENOENT) {
				return null;
			}
			throw e;
		}
	}

	/** Where a content is, from the pool's folder. */
	static ByteString path(Hash hash, int number) {
		byte[] end = number == 0 ? NO_NUMBER : ("." + number).getBytes(StandardCharsets.US_ASCII);
		byte[] path = new byte[FOLDER_DIGITS + 1 + 2 * Hash.LENGTH + end.length];
		hash.copyHexTo(path, FOLDER_DIGITS + 1);
		System.arraycopy(path, FOLDER_DIGITS + 1, path, 0, FOLDER_DIGITS);
		path[FOLDER_DIGITS] = '/';
		System.arraycopy(end, 0, path, path.length - end.length, end.length);
		return ByteString.wrap(path);
	}
}
