package backtrac.engine.store;

import java.io.IOException;

/** Bytes on disk are not what they were when they were written. The message says what is wrong with them, not where they are. */
final class DamagedException extends IOException {

	private static final long serialVersionUID = 1L;

	DamagedException(String message) {
		super(message);
	}

	DamagedException(String message, Throwable cause) {
		super(message, cause);
	}
}
