package backtrac.xmlrpc.server;

import java.io.IOException;
import java.time.Duration;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * The body of a request that was refused by its head: whoever sends it may not even have a token. A little of it is read and thrown away,
 * because the answer may not reach a caller whose connection is closed while there is more to read.
 */
final class RefusedBody {

	private static final int MOST_BYTES = 64 << 10;
	private static final Duration TIME = Duration.ofSeconds(2);
	private static final Duration PAUSE = Duration.ofMillis(5);

	private RefusedBody() {
	}

	/**
	 * Reads what has come or comes within two seconds, and never waits for a byte: whoever sends none would keep this thread for as long
	 * as the web server is patient. If there may be more, the connection is closed after the answer.
	 */
	static void discard(HttpServletRequest request, HttpServletResponse response) throws IOException {
		long length = request.getContentLengthLong();
		if (length == 0 || length < 0 && request.getHeader("Transfer-Encoding") == null) {
			return;
		}
		long end = System.nanoTime() + TIME.toNanos();
		long left = length < 0 ? Long.MAX_VALUE : length;
		long most = MOST_BYTES;
		ServletInputStream in = request.getInputStream();
		byte[] buffer = new byte[4 << 10];
		try {
			while (left > 0 && most > 0 && System.nanoTime() - end < 0) {
				int there = in.available();
				if (there > 0) {
					int read = in.read(buffer, 0, Math.min(there, buffer.length));
					left -= read;
					most -= read;
				} else {
					Thread.sleep(PAUSE);
				}
			}
		} catch (IOException e) { // it broke off, or is no HTTP
			left = Long.MAX_VALUE;
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt(); // the web server stops
		}
		if (left > 0) {
			response.setHeader("Connection", "close");
		}
	}
}
