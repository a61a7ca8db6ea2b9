package backtrac.xmlrpc.wire;

import java.io.InputStream;

/** Lets a number of bytes through and throws a {@link TooLargeException} at the next one. */
public final class LimitedInputStream extends WatchedInputStream {

	private final long most;
	private long count;

	public LimitedInputStream(InputStream in, long most) {
		super(in);
		this.most = most;
	}

	@Override
	protected void watch(int bytes) throws TooLargeException {
		count += bytes;
		if (count > most) {
			throw new TooLargeException("more than " + most + " bytes");
		}
	}
}
