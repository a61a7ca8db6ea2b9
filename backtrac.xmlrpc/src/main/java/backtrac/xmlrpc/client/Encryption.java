package backtrac.xmlrpc.client;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;

/** Which servers may be sent a token: those that are called with encryption, and those of this machine. */
final class Encryption {

	private Encryption() {
	}

	static boolean isOf(URI server) {
		return "https".equalsIgnoreCase(server.getScheme());
	}

	/** @throws IllegalArgumentException if a token would leave this machine without it */
	static void requireFor(URI server) {
		boolean safe = isOf(server) || "http".equals(server.getScheme()) && server.getHost() != null && isThisMachine(server.getHost());
		if (!safe) {
			throw new IllegalArgumentException("the token would leave this machine without encryption: call " + server + " by https");
		}
	}

	/** What goes to one of this machine's own addresses never reaches a wire. */
	private static boolean isThisMachine(String host) {
		try {
			InetAddress address = InetAddress.getByName(host);
			return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
		} catch (UnknownHostException e) {
			throw new IllegalArgumentException("there is no machine named " + host, e);
		} catch (SocketException e) {
			throw new IllegalArgumentException("this machine's addresses cannot be read: " + e.getMessage(), e);
		}
	}
}
