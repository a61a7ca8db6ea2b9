package backtrac.xmlrpc.remote;

/**
 * A call was answered with a fault. A handler throws it, and the caller's proxy throws it again. The message is for
 * people.
 */
public final class RpcFault extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final int code;

	public RpcFault(Fault fault, String message) {
		this(fault.code(), message);
	}

	/** @param code as it came; of a server that is not BackTrac it may be none of {@link Fault}'s */
	public RpcFault(int code, String message) {
		super(message);
		this.code = code;
	}

	/** The number that goes over the wire. */
	public int code() {
		return code;
	}

	/** Tells if it is this fault. */
	public boolean is(Fault fault) {
		return code == fault.code();
	}
}
