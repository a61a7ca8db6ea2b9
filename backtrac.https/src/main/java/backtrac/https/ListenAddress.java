package backtrac.https;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;

/** Where to listen, as it stands in {@code etc}. */
record ListenAddress(String host, int port) {

	private static final int MOST = 65_535;
	private static final String CONFIG = "etc/backtrac.https.cfg";

	/**
	 * Reads it.
	 *
	 * @param port 0 and nothing mean: do not listen
	 * @throws IllegalArgumentException if it makes no sense; the message is for people
	 */
	static ListenAddress of(String host, String port) {
		String number = port.strip();
		if (!number.matches("\\d{0,5}") || !number.isEmpty() && Integer.parseInt(number) > MOST) {
			throw new IllegalArgumentException("port in " + CONFIG + " must be a number from 0 to " + MOST + ", not '" + number + "'");
		}
		if (host.isBlank()) {
			throw new IllegalArgumentException("host in " + CONFIG + " is empty: 127.0.0.1 lets this machine in, 0.0.0.0 all machines");
		}
		return new ListenAddress(host.strip(), number.isEmpty() ? 0 : Integer.parseInt(number));
	}

	boolean isOff() {
		return port == 0;
	}

	/** How callers name it. */
	String url() {
		String name = host.equals("0.0.0.0") || host.equals("::") ? SelfSigned.hostName() : host;
		return "https://" + (name.contains(":") ? "[" + name + "]" : name) + ":" + port + "/";
	}

	/**
	 * Takes the port, so that nobody else can. The caller closes it.
	 *
	 * @throws IOException if it cannot be had; the message is for people
	 */
	ServerSocketChannel open() throws IOException {
		ServerSocketChannel channel = ServerSocketChannel.open();
		try {
			channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
			channel.bind(new InetSocketAddress(InetAddress.getByName(host), port));
			return channel;
		} catch (IOException e) {
			channel.close();
			throw new IOException(switch (e) {
			case UnknownHostException _ -> "host in " + CONFIG + " is no address of this machine: '" + host + "'";
			case BindException _ when String.valueOf(e.getMessage()).contains("in use") -> "port " + port + " on " + host
					+ " is in use: set another port in " + CONFIG + ", or 0 for none";
			default -> "port " + port + " on " + host + " cannot be listened on (" + e.getMessage() + "): set another in " + CONFIG;
			}, e);
		}
	}
}
