package backtrac.xmlrpc.handler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.function.Executable;

import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.RpcFault;

/** Expects faults. */
public final class Faults {

	private Faults() {
	}

	/** @param words that the message has */
	public static void assertFault(Fault expected, String words, Executable call) {
		RpcFault fault = assertThrows(RpcFault.class, call);
		assertEquals(expected.code(), fault.code(), fault.getMessage());
		assertTrue(fault.getMessage().contains(words), fault.getMessage());
	}
}
