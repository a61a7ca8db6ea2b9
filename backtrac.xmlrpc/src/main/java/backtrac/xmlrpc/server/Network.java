package backtrac.xmlrpc.server;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;

/** What counts as one place that calls come from. */
final class Network {

	private static final int PREFIX_BYTES = 8;

	private Network() {
	}

	/** An IPv4 address, or the first half of an IPv6 address: of the other half each machine has as many as it likes. */
	static String of(String address) {
		try {
			InetAddress known = InetAddress.ofLiteral(address.replaceAll("^\\[|\\]$", "").replaceFirst("%.*", ""));
			return known instanceof Inet6Address && !known.isLoopbackAddress() ? HexFormat.of().formatHex(known.getAddress(), 0, PREFIX_BYTES) + "::/64"
					: known.getHostAddress();
		} catch (IllegalArgumentException e) {
			return address; // not of the internet
		}
	}
}
