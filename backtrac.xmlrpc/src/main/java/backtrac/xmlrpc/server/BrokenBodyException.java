package backtrac.xmlrpc.server;

import java.io.IOException;

import jakarta.servlet.http.HttpServletResponse;

/** A body does not come to its end: its sender has gone, is too slow, or does not keep to HTTP. */
final class BrokenBodyException extends IOException {

	private static final long serialVersionUID = 1L;

	private final boolean isSlow;

	BrokenBodyException(boolean isSlow, Throwable cause) {
		super(cause);
		this.isSlow = isSlow;
	}

	/** The HTTP status to answer with, if there is somebody to take it. */
	int status() {
		return isSlow ? HttpServletResponse.SC_REQUEST_TIMEOUT : HttpServletResponse.SC_BAD_REQUEST;
	}
}
