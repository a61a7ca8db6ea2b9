package backtrac.cli.installation;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.UnknownHostException;

import backtrac.cli.console.Failure;

/** An address of this machine to listen on. */
record ListenAddress(String host, int port) {

	/**
	 * Looks if it can be had.
	 *
	 * @param hostSetting what names the host, and in which file
	 * @param wayOut      how to choose another port
	 * @throws Failure if something else listens there, or this user may not
	 */
	void requireFree(String hostSetting, String wayOut) throws Failure {
		try (ServerSocket socket = new ServerSocket()) {
			socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
		} catch (UnknownHostException e) {
			throw new Failure(hostSetting + " is no address of this machine: '" + host + "'", e);
		} catch (BindException e) {
			String reason = e.getMessage() != null && e.getMessage().contains("in use") ? "is in use" : "cannot be listened on (" + e.getMessage() + ")";
			throw new Failure("port " + port + " on " + host + " " + reason + ": " + wayOut, e);
		} catch (IOException e) {
			throw new Failure("port " + port + " on " + host + ": " + e.getMessage(), e);
		}
	}

	/** Whether a connection to a host and a port comes to who listens here. */
	boolean isReachedBy(String name, int number) throws IOException {
		if (number != port) {
			return false;
		}
		try {
			InetAddress called = InetAddress.getByName(name);
			InetAddress own = InetAddress.getByName(host);
			return own.isAnyLocalAddress() ? called.isLoopbackAddress() || NetworkInterface.getByInetAddress(called) != null : own.equals(called);
		} catch (UnknownHostException _) {
			return false;
		}
	}
}
