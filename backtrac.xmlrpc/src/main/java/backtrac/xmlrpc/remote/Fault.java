package backtrac.xmlrpc.remote;

import java.util.Arrays;
import java.util.Optional;

/**
 * The faults that a server answers. The negative codes are those of the
 * <a href="https://xmlrpc-epi.sourceforge.net/specs/rfc.fault_codes.php">fault code interoperability</a> specification,
 * BackTrac's own begin at 1400.
 */
public enum Fault {
	/** The request is no XML-RPC call, or holds what a server does not read: a DOCTYPE, an unknown type, too deep a nesting. */
	MALFORMED(-32700),
	/** The handler is there, but has no such method. */
	NO_METHOD(-32601),
	/** Too few or too many parameters, or one that is not of its type or makes no sense. */
	BAD_PARAMETERS(-32602),
	/** The server failed. The message has an id, and the server's log has the details under that id. */
	INTERNAL(-32603),
	/** There is no such plan, run, snapshot, folder … */
	NOT_FOUND(1400),
	/** The server understood and does not do it; the message says why. */
	REFUSED(1401),
	/**
	 * No handler of that name is there now, or its catalog is away: the message says why, if that is known. Try again; the call may
	 * have been executed in part.
	 */
	UNAVAILABLE(1402),
	/** The server lacks room or rest for it now, which passes by itself, and nothing was changed. Try again. */
	BUSY(1403),
	/** The call has no token, or one that is wrong, has expired or was revoked. Nothing of the call was read. */
	UNAUTHORIZED(1404),
	/** The token is good, but its role does not suffice for this. */
	FORBIDDEN(1405),
	/** Too many wrong tokens came from this address: the message says when to try again. Nothing of the call was read. */
	SLOWED_DOWN(1406),
	/** Somebody else has changed it since the caller has read it. Read it again, and repeat the change. */
	CONFLICT(1407);

	private final int code;

	Fault(int code) {
		this.code = code;
	}

	/** The number that goes over the wire. */
	public int code() {
		return code;
	}

	/** The fault of a code; empty for codes of other servers. */
	public static Optional<Fault> of(int code) {
		return Arrays.stream(values()).filter(fault -> fault.code == code).findFirst();
	}
}
