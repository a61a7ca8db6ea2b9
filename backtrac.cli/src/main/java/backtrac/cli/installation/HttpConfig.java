package backtrac.cli.installation;

import java.io.IOException;
import java.io.Reader;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

import backtrac.cli.console.Failure;

/** The web server's address, as it stands in a server's etc folder. */
public final class HttpConfig {

	private static final String FILE = "org.apache.felix.http.cfg";
	private static final String PORT = "org.osgi.service.http.port";
	private static final String HOST = "org.apache.felix.http.host";

	private static final int CONNECT_MILLIS = 2000;

	private final Path file;
	private final String host;
	private final int port;

	private HttpConfig(Path file, String host, int port) {
		this.file = file;
		this.host = host;
		this.port = port;
	}

	/** Reads the server's own file, or the default one if it has none yet. */
	public static HttpConfig read(Installation installation) throws IOException {
		Path own = installation.etc().resolve(FILE);
		Path there = Files.exists(own) ? own : installation.home().resolve("etc").resolve(FILE);
		Properties properties = new Properties();
		try (Reader reader = Files.newBufferedReader(there)) {
			properties.load(reader);
		}
		return new HttpConfig(own, properties.getProperty(HOST, "0.0.0.0").strip(), port(properties.getProperty(PORT, "8080").strip(), there));
	}

	private static int port(String text, Path file) throws Failure {
		try {
			int port = Integer.parseInt(text);
			if (port >= 1 && port <= 65535) {
				return port;
			}
		} catch (NumberFormatException e) {
			// said below
		}
		throw new Failure(PORT + " in " + file + " must be a number from 1 to 65535, not '" + text + "'");
	}

	public HttpConfig withPort(int newPort) {
		return new HttpConfig(file, host, newPort);
	}

	public int port() {
		return port;
	}

	/** Where a browser on this machine finds the server. */
	public URI url() {
		boolean everywhere = host.equals("0.0.0.0") || host.equals("::");
		String name = everywhere ? "127.0.0.1" : host;
		return URI.create("http://" + (name.contains(":") ? "[" + name + "]" : name) + ":" + port + "/");
	}

	/** @throws Failure if something else listens there, or this user may not */
	public void requireFree() throws Failure {
		try (ServerSocket socket = new ServerSocket()) {
			socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
		} catch (UnknownHostException e) {
			throw new Failure(HOST + " in " + file + " is no address of this machine: '" + host + "'", e);
		} catch (BindException e) {
			String reason = e.getMessage() != null && e.getMessage().contains("in use") ? "is in use" : "cannot be listened on (" + e.getMessage() + ")";
			throw new Failure("port " + port + " on " + host + " " + reason + ": choose another with --port or set " + PORT + " in " + file, e);
		} catch (IOException e) {
			throw new Failure("port " + port + " on " + host + ": " + e.getMessage(), e);
		}
	}

	/** Tells if anything listens there. Takes no time where nothing does. */
	public boolean isListening() {
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress(url().getHost(), port), CONNECT_MILLIS);
			return true;
		} catch (IOException e) {
			return false;
		}
	}

	/** Writes this port to the server's own file and leaves the rest of it as it is. */
	public void save() throws IOException {
		List<String> lines = new ArrayList<>(Files.readAllLines(file));
		String setting = PORT + " = " + port;
		int at = -1;
		for (int i = 0; i < lines.size(); i++) {
			if (lines.get(i).strip().matches("\\Q" + PORT + "\\E\\s*[=:\\s].*")) {
				at = i;
			}
		}
		if (at < 0) {
			lines.add(setting);
		} else {
			lines.set(at, setting);
		}
		// the name does not end in .cfg: a running server reads those
		Path next = Files.writeString(file.resolveSibling(FILE + ".new"), String.join("\n", lines) + "\n");
		Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
	}
}
