package backtrac.engine.store;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

import org.slf4j.LoggerFactory;

import backtrac.api.store.RepositoryException;
import backtrac.posix.FileHandle;
import backtrac.posix.PosixException;
import backtrac.posix.SparseInput;
import backtrac.posix.Stat;

/** A content of the pool, checked as it is read. One thread at a time. */
final class ContentStream extends InputStream {

	/** Whether a file is looked at for holes is a call more, and worth it from so many bytes on. */
	private static final long LARGE = 1 << 20;

	private final FileHandle file;
	private final SparseInput input;
	private final Hash expected;
	private final long size;
	private final String what;
	private final MessageDigest digest = Hash.digest();
	private final byte[] one = new byte[1];
	private long read;
	private boolean checked;

	private ContentStream(FileHandle file, SparseInput input, Hash expected, long size, String what) {
		this.file = file;
		this.input = input;
		this.expected = expected;
		this.size = size;
		this.what = what;
	}

	/**
	 * @param file closed with the stream, and if this fails
	 * @param what says for people what content this is
	 */
	static ContentStream of(FileHandle file, Hash expected, long size, String what) throws IOException {
		try {
			Stat stat = new Stat();
			if (size >= LARGE) {
				file.stat(stat);
			}
			return new ContentStream(file, SparseInput.of(file, stat), expected, size, what);
		} catch (IOException e) {
			try (file) {
				throw e;
			}
		}
	}

	@Override
	public int read() throws IOException {
		return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
	}

	@Override
	public int read(byte[] buffer, int offset, int length) throws IOException {
		if (length == 0) {
			return 0;
		}
		int n = checked ? -1 : readFile(buffer, offset, length);
		if (n >= 0) {
			digest.update(buffer, offset, n);
			read += n;
			if (read > size) {
				throw damaged("is longer than the " + size + " bytes that were stored");
			}
		}
		// fewer than there was room for are the last, and spare a read that finds the end
		if (!checked && (n < 0 || read == size && n < length)) {
			check();
		}
		return n;
	}

	private int readFile(byte[] buffer, int offset, int length) throws IOException {
		try {
			return input.read(buffer, offset, length);
		} catch (PosixException e) {
			throw new RepositoryException(what + " cannot be read: " + e.reason(), e);
		}
	}

	private void check() throws RepositoryException {
		if (read != size) {
			throw damaged("has " + read + " bytes of the " + size + " that were stored");
		}
		if (!Hash.of(digest.digest()).equals(expected)) {
			throw damaged("is not what was stored");
		}
		checked = true;
	}

	private RepositoryException damaged(String how) {
		return new RepositoryException(what + " is damaged: the pool's file " + how);
	}

	/** What was read has been checked; so what the system says when it closes the file does not matter. */
	@Override
	public void close() throws IOException {
		try {
			file.close();
		} catch (PosixException e) {
			LoggerFactory.getLogger(ContentStream.class).debug("closing {}: {}", what, e.getMessage());
		}
	}
}
