package backtrac.engine.store;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

import backtrac.api.store.RepositoryException;
import backtrac.posix.FileHandle;

/** A content of the pool, checked as it is read. One thread at a time. */
final class ContentStream extends InputStream {

	private final FileHandle file;
	private final Hash expected;
	private final long size;
	private final String what;
	private final MessageDigest digest = Hash.digest();
	private final byte[] one = new byte[1];
	private long read;
	private boolean checked;

	/**
	 * @param file closed with this stream
	 * @param what says for people what content this is
	 */
	ContentStream(FileHandle file, Hash expected, long size, String what) {
		this.file = file;
		this.expected = expected;
		this.size = size;
		this.what = what;
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
		int n = checked ? -1 : file.read(buffer, offset, length);
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

	@Override
	public void close() throws IOException {
		file.close();
	}
}
