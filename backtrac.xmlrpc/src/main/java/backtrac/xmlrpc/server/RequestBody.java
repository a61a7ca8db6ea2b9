package backtrac.xmlrpc.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

import backtrac.xmlrpc.wire.Budget;
import backtrac.xmlrpc.wire.Call;
import backtrac.xmlrpc.wire.Gzip;
import backtrac.xmlrpc.wire.LimitedInputStream;
import backtrac.xmlrpc.wire.Limits;
import backtrac.xmlrpc.wire.Messages;
import backtrac.xmlrpc.wire.TooLargeException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** What comes with a request, of a bounded size and within a bounded time. */
final class RequestBody {

	private final InputStream in;
	private final String encoding;

	/** @param time from now, in which all of it has to come */
	RequestBody(HttpServletRequest request, Duration time) throws IOException {
		in = new BodyInputStream(request.getInputStream(), time);
		encoding = request.getHeader("Content-Encoding");
	}

	/** Tells if it is XML and comes in a way that can be read. */
	static boolean isReadable(HttpServletRequest request) {
		String type = request.getContentType();
		if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase("text/xml")) {
			return false;
		}
		String encoding = request.getHeader("Content-Encoding");
		return encoding == null || encoding.equalsIgnoreCase("identity") || Gzip.isUsed(encoding);
	}

	/**
	 * Reads the call.
	 *
	 * @throws BrokenBodyException if it does not come
	 * @throws IOException         as {@link Messages#readCall}
	 */
	Call read(Budget.Share memory) throws IOException {
		return Gzip.read(in, encoding, Limits.CALL, plain -> Messages.readCall(plain, memory));
	}

	/**
	 * Reads what is left and throws it away. If a connection is closed while there is more to read, the answer may not reach the
	 * caller.
	 *
	 * @param most bytes; if there are more, the connection is closed nevertheless
	 */
	void discard(HttpServletResponse response, int most) throws IOException {
		try {
			if (in.read() >= 0) { // mostly there is nothing, and no need for buffers
				new LimitedInputStream(in, most).transferTo(OutputStream.nullOutputStream());
			}
		} catch (TooLargeException | BrokenBodyException e) {
			response.setHeader("Connection", "close");
		}
	}
}
