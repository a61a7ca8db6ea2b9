package backtrac.xmlrpc.client;

import java.util.Arrays;
import java.util.Map;

import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.RpcFault;
import backtrac.xmlrpc.wire.XmlText;

/** Finds texts of a call that XML cannot carry. */
final class Characters {

	private Characters() {
	}

	/**
	 * @param what  the value's name, for the message
	 * @param value a wire value
	 * @throws RpcFault for the first such text, as a server would answer if it could be told of it
	 */
	static void requireCarried(String what, Object value) {
		switch (value) {
		case String text -> require(what, text);
		case Object[] array -> Arrays.stream(array).forEach(element -> requireCarried(what, element));
		case Map<?, ?> struct -> struct.forEach((key, member) -> {
			require("a name in " + what, (String) key);
			requireCarried(what + "." + key, member);
		});
		case null, default -> {
		}
		}
	}

	private static void require(String what, String text) {
		int bad = XmlText.firstBad(text, 0);
		if (bad >= 0) {
			throw new RpcFault(Fault.BAD_PARAMETERS, "%s holds the character U+%04X, which cannot be sent: leave it out".formatted(what, (int) text.charAt(bad)));
		}
	}
}
