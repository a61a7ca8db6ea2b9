package backtrac.engine.jobs.transport;

import java.io.IOException;

/** The transport was removed while a run used it. */
public final class TransportGoneException extends IOException {

	private static final long serialVersionUID = 1L;

	public TransportGoneException(String message) {
		super(message);
	}
}
