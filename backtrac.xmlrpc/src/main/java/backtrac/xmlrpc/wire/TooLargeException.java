package backtrac.xmlrpc.wire;

import java.io.IOException;

/** More came than may come. */
public final class TooLargeException extends IOException {

	private static final long serialVersionUID = 1L;

	TooLargeException(long most) {
		super("more than " + most + " bytes");
	}
}
