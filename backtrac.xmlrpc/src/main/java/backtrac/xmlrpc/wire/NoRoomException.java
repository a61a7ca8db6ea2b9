package backtrac.xmlrpc.wire;

import java.io.IOException;

/** Other messages take up the memory that this one needs: it may be sent again. */
public final class NoRoomException extends IOException {

	private static final long serialVersionUID = 1L;

	NoRoomException() {
		super("as many large messages are under way as memory allows");
	}
}
