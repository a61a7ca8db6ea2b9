package backtrac.test.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of this machine for servers that are told theirs before they start. */
public final class FreePort {

	/** Below those that systems give to outgoing connections: such a one could take the port before the server does. */
	private static final int FIRST = 12_000;
	private static final int LAST = 32_000;
	private static final int ATTEMPTS = 1000;

	private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

	private FreePort() {
	}

	/**
	 * A port of the loopback address that was free a moment ago, and that no other test of this process is given.
	 *
	 * @throws IOException if none was found
	 */
	public static int find() throws IOException {
		IOException taken = new IOException("no port is free between " + FIRST + " and " + LAST);
		for (int i = 0; i < ATTEMPTS; i++) {
			int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
			try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
				if (GIVEN.add(port)) {
					return port;
				}
			} catch (IOException e) {
				taken.addSuppressed(e);
			}
		}
		throw taken;
	}
}
