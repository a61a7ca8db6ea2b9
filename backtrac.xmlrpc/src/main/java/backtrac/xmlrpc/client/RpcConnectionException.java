package backtrac.xmlrpc.client;

/**
 * A call brought no answer of a server: it cannot be reached, did not answer in time, or is something else. Whether the call was
 * executed is not known unless {@link #status} says so. The message is for people.
 */
public final class RpcConnectionException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final int status;

	RpcConnectionException(String message, Throwable cause) {
		super(message, cause);
		this.status = 0;
	}

	RpcConnectionException(String message, int status) {
		super(message);
		this.status = status;
	}

	/** The HTTP status; 0 if it did not come to that. */
	public int status() {
		return status;
	}
}
