package backtrac.xmlrpc.server;

import java.io.IOException;
import java.io.OutputStream;

import backtrac.xmlrpc.wire.Gzip;
import backtrac.xmlrpc.wire.Messages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Answers with XML and status 200, compressed if the caller takes that and it helps. */
final class AnswerBody {

	private final HttpServletResponse response;
	private final boolean takesGzip;

	AnswerBody(HttpServletRequest request, HttpServletResponse response) {
		this.response = response;
		this.takesGzip = Gzip.isAccepted(request.getHeader("Accept-Encoding"));
	}

	/**
	 * Whether a message is sent compressed.
	 *
	 * @param values that it carries
	 */
	boolean isPacked(byte[] xml, Object values) {
		return takesGzip && Gzip.isWorthwhile(xml.length, values);
	}

	void send(byte[] xml, boolean isPacked) throws IOException {
		response.setContentType("text/xml;charset=utf-8");
		response.setHeader("Cache-Control", "no-store");
		response.setHeader("Accept-Encoding", Gzip.NAME); // for calls, RFC 7694
		if (isPacked) {
			response.setHeader("Content-Encoding", Gzip.NAME);
			try (OutputStream out = Gzip.fast(response.getOutputStream())) {
				out.write(xml);
			}
		} else {
			response.setContentLength(xml.length);
			response.getOutputStream().write(xml);
		}
	}

	void fault(int code, String message) throws IOException {
		byte[] xml = Messages.writeFault(code, message == null ? "" : message);
		send(xml, isPacked(xml, null));
	}
}
