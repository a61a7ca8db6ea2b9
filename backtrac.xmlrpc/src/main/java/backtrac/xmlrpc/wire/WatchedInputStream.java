package backtrac.xmlrpc.wire;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Looks at each read, and may end it. Does not close what it reads from, which is somebody else's. */
public abstract class WatchedInputStream extends FilterInputStream {

	protected WatchedInputStream(InputStream in) {
		super(in);
	}

	/**
	 * Is told of what was read.
	 *
	 * @param bytes how many just now; 0 at the end
	 * @throws IOException to end the reading
	 */
	protected abstract void watch(int bytes) throws IOException;

	@Override
	public final int read() throws IOException {
		int value = in.read();
		watch(value < 0 ? 0 : 1);
		return value;
	}

	@Override
	public final int read(byte[] buffer, int offset, int length) throws IOException {
		int read = in.read(buffer, offset, length);
		watch(Math.max(0, read));
		return read;
	}

	@Override
	public final long skip(long bytes) throws IOException {
		return bytes > 0 && read() >= 0 ? 1 : 0;
	}

	@Override
	public final boolean markSupported() {
		return false;
	}

	@Override
	public final void close() {
		// not ours
	}
}
