package backtrac.engine.store;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.concurrent.ConcurrentLinkedQueue;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.FileEntry;
import backtrac.posix.Directory;
import backtrac.posix.FileHandle;
import backtrac.posix.SparseOutput;
import backtrac.posix.Stat;

/**
 * Brings contents into the pool and the tree: hashes while it writes, in one pass. A new content is written where it shall
 * stand in the tree, which nobody sees before commit, and then gets its name in the pool; so a passing file and its rename
 * are spared. All methods may be called by several threads at once.
 */
final class ContentStore {

	/** A content that fits is hashed before anything is written, and written only if the pool does not have it. */
	private static final int BUFFER = 256 << 10;

	private final Pool pool;
	private final Tree tree;
	private final Directory scratch;
	/** Null if the pool's word is enough. */
	private final Proven proven;
	private final WriteBack writeBack;
	private final ConcurrentLinkedQueue<byte[]> buffers = new ConcurrentLinkedQueue<>();
	/** Whether the process's umask takes from a new file's mode, so that it has to be set; null before the first file. */
	private volatile Boolean umaskTakesBits;

	/**
	 * @param scratch a folder for passing names
	 * @param reread  whether nothing is taken for sound that this run has not read
	 */
	ContentStore(Pool pool, Tree tree, Directory scratch, WriteBack writeBack, boolean reread) {
		this.proven = reread ? new Proven() : null;
		this.pool = pool;
		this.tree = tree;
		this.scratch = scratch;
		this.writeBack = writeBack;
	}

	/** What came of a content. */
	record Stored(Hash hash, long size, boolean isNew) {
	}

	/** Failing to read the client's content, as against failing to store it. */
	static final class SourceException extends IOException {

		private static final long serialVersionUID = 1L;

		SourceException(IOException cause) {
			super(cause);
		}

		@Override
		public synchronized IOException getCause() {
			return (IOException) super.getCause();
		}
	}

	/**
	 * Stores a content under a file's name.
	 *
	 * @throws SourceException if the content cannot be read; then nothing is left
	 */
	Stored put(Directory folder, FileEntry file, InputStream content) throws IOException {
		byte[] buffer = buffers.poll();
		if (buffer == null) {
			buffer = new byte[BUFFER];
		}
		try {
			int n = fill(content, buffer);
			if (n == 0) {
				tree.makeEmptyFile(folder, file);
				return new Stored(Hash.EMPTY, 0, false);
			}
			return n < buffer.length ? putSmall(folder, file, buffer, n) : putLarge(folder, file, buffer, content);
		} finally {
			buffers.add(buffer);
		}
	}

	private Stored putSmall(Directory folder, FileEntry file, byte[] content, int length) throws IOException {
		MessageDigest digest = Hash.digest();
		digest.update(content, 0, length);
		Hash hash = Hash.of(digest.digest());
		if (pool.has(hash, length, proven) && link(folder, file.name(), hash)) {
			return new Stored(hash, length, false);
		}
		Tree.NewFile made = create(folder, file);
		try (FileHandle out = made.file()) {
			SparseOutput sparse = new SparseOutput(out, file.extents());
			sparse.write(content, 0, length);
			sparse.end();
			seal(out, file);
		}
		writeBack.wrote(length);
		return new Stored(hash, length, pool.add(hash, length, proven, folder, made.name(), scratch));
	}

	private Stored putLarge(Directory folder, FileEntry file, byte[] buffer, InputStream content) throws IOException {
		Tree.NewFile made = create(folder, file);
		Stored stored;
		try (FileHandle out = made.file()) {
			stored = copy(buffer, content, new SparseOutput(out, file.extents()));
			seal(out, file);
		} catch (IOException | RuntimeException e) {
			folder.unlink(made.name());
			throw e;
		}
		return new Stored(stored.hash(), stored.size(), pool.add(stored.hash(), stored.size(), proven, folder, made.name(), scratch));
	}

	private Tree.NewFile create(Directory folder, FileEntry file) throws IOException {
		Tree.NewFile made = tree.create(folder, file.name());
		if (umaskTakesBits == null) {
			try {
				Stat stat = new Stat();
				made.file().stat(stat);
				umaskTakesBits = stat.permissions() != Layout.CONTENT_MODE;
			} catch (IOException | RuntimeException e) {
				made.file().close();
				throw e;
			}
		}
		return made;
	}

	/** Writes and hashes what is in the buffer and the rest. */
	private Stored copy(byte[] buffer, InputStream content, SparseOutput out) throws IOException {
		MessageDigest digest = Hash.digest();
		long size = 0;
		for (int n = buffer.length; n > 0; n = fill(content, buffer)) {
			digest.update(buffer, 0, n);
			out.write(buffer, 0, n);
			writeBack.wrote(n);
			size += n;
		}
		out.end();
		return new Stored(Hash.of(digest.digest()), size, false);
	}

	/** The last that is done to a file before it gets its name in the pool. */
	private void seal(FileHandle out, FileEntry file) throws IOException {
		if (umaskTakesBits) {
			Files.setMode(out, Layout.CONTENT_MODE);
		}
		Files.setModified(out, file.modified());
	}

	/** Links a content of the pool into the tree. */
	boolean link(Directory folder, ByteString name, Hash hash) throws IOException {
		boolean[] linked = new boolean[1];
		tree.make(name, as -> linked[0] = pool.link(hash, folder, as));
		return linked[0];
	}

	/** The same, if the pool's content is sound. */
	boolean linkIfSound(Directory folder, FileEntry file, Hash hash) throws IOException {
		return pool.has(hash, file.size(), proven) && link(folder, file.name(), hash);
	}

	/** Reads until the buffer is full or the content ends. */
	private static int fill(InputStream content, byte[] buffer) throws SourceException {
		int filled = 0;
		try {
			while (filled < buffer.length) {
				int n = content.read(buffer, filled, buffer.length - filled);
				if (n < 0) {
					return filled;
				}
				filled += n;
			}
			return filled;
		} catch (IOException e) {
			throw new SourceException(e);
		}
	}
}
