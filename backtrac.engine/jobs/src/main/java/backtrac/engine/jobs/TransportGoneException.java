package backtrac.engine.jobs;

import java.io.IOException;

/** The transport was removed while a run used it. */
final class TransportGoneException extends IOException {

	private static final long serialVersionUID = 1L;

	TransportGoneException(String message) {
		super(message);
	}
}
