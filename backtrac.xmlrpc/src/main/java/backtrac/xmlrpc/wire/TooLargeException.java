package backtrac.xmlrpc.wire;

import java.io.IOException;

/** More came than may come, or more is to be written than others can read. */
public final class TooLargeException extends IOException {

	private static final long serialVersionUID = 1L;

	TooLargeException(String message) {
		super(message);
	}
}
