package backtrac.xmlrpc.wire;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Lets a number of bytes through and throws a {@link TooLargeException} at the next one. */
public final class LimitedInputStream extends FilterInputStream {

	private final long most;
	private long count;

	public LimitedInputStream(InputStream in, long most) {
		super(in);
		this.most = most;
	}

	@Override
	public int read() throws IOException {
		int value = in.read();
		if (value >= 0) {
			add(1);
		}
		return value;
	}

	@Override
	public int read(byte[] buffer, int offset, int length) throws IOException {
		int read = in.read(buffer, offset, length);
		if (read > 0) {
			add(read);
		}
		return read;
	}

	@Override
	public long skip(long bytes) throws IOException {
		long skipped = in.skip(bytes);
		add(skipped);
		return skipped;
	}

	@Override
	public boolean markSupported() {
		return false;
	}

	private void add(long bytes) throws TooLargeException {
		count += bytes;
		if (count > most) {
			throw new TooLargeException(most);
		}
	}
}
