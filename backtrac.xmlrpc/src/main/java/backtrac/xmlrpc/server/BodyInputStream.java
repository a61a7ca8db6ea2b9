package backtrac.xmlrpc.server;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/**
 * A request's body, which has to come within a time. The time is looked at whenever some of it has come: a body that stops coming is left to the web
 * server's own patience, and so the wait ends after both of them together at the latest. Says {@link BrokenBodyException} for whatever keeps it from coming, so that it is not mistaken for what is in it.
 */
final class BodyInputStream extends InputStream {

	private final InputStream in;
	private final long end;

	BodyInputStream(InputStream in, Duration time) {
		this.in = in;
		this.end = System.nanoTime() + time.toNanos();
	}

	@Override
	public int read() throws IOException {
		byte[] one = new byte[1];
		return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
	}

	@Override
	public int read(byte[] buffer, int offset, int length) throws IOException {
		int read;
		try {
			read = in.read(buffer, offset, length);
		} catch (IOException | RuntimeException e) {
			throw new BrokenBodyException(e instanceof IOException && (e.getCause() instanceof TimeoutException), e);
		}
		if (read >= 0 && System.nanoTime() - end > 0) {
			throw new BrokenBodyException(true, null);
		}
		return read;
	}
}
