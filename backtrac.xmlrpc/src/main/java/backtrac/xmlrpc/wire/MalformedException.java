package backtrac.xmlrpc.wire;

import java.io.IOException;

/** What came is no XML-RPC message, or one that is not read. The message says why, and holds nothing secret. */
public final class MalformedException extends IOException {

	private static final long serialVersionUID = 1L;

	public MalformedException(String message, Throwable cause) {
		super(message, cause);
	}
}
