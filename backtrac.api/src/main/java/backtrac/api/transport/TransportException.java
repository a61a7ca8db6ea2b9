package backtrac.api.transport;

import java.io.IOException;
import java.util.Objects;

/** A transport could not do something. The message is for people: it names the thing and, where there is one, the way out. */
public class TransportException extends IOException {

	private static final long serialVersionUID = 1L;

	private final Reason reason;

	public TransportException(Reason reason, String message) {
		this(reason, message, null);
	}

	/**
	 * @param message null or blank if nobody knows more than the reason: it is put into words then
	 * @param cause of the JDK or this bundle's own kind; it may be null. Never an object of a class that only the
	 *              transport's bundle knows: it would keep the bundle alive after it is gone
	 */
	public TransportException(Reason reason, String message, Throwable cause) {
		super(message == null || message.isBlank() ? "the transport failed and says no more than " + reason : message, cause);
		this.reason = Objects.requireNonNull(reason);
	}

	public Reason reason() {
		return reason;
	}

	/** Tells if trying again within the same run cannot help. */
	public boolean isPermanent() {
		return reason.isPermanent();
	}

	/** Tells if only this entry is concerned, and the session can go on with the others. */
	public boolean isAboutOneEntry() {
		return switch (reason) {
		case NOT_FOUND, NOT_A_DIRECTORY, EXISTS, ACCESS_DENIED, LOCKED, UNSUPPORTED, IO -> true;
		case SETTINGS, CREDENTIALS, UNREACHABLE, CONNECTION_LOST, TIMEOUT, CLOSED, NO_SPACE -> false;
		};
	}
}
