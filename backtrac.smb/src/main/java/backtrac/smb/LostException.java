package backtrac.smb;

import java.io.IOException;

import backtrac.api.transport.Reason;
import backtrac.api.transport.TransportException;

/** A connection is of no use any more: the request may have been carried out or not. It stays within this bundle. */
final class LostException extends IOException {

	private static final long serialVersionUID = 1L;

	private final Reason reason;
	private final boolean isFinal;

	/**
	 * @param message what happened, for people
	 * @param isFinal whether another connection must not be tried
	 */
	LostException(Reason reason, String message, boolean isFinal) {
		super(message);
		this.reason = reason;
		this.isFinal = isFinal;
	}

	/** Tells if another connection must not be tried. */
	boolean isFinal() {
		return isFinal;
	}

	TransportException toTransportException() {
		return new TransportException(reason, getMessage());
	}
}
