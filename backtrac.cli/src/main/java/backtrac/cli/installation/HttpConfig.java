package backtrac.cli.installation;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Properties;

import backtrac.cli.console.Failure;

/** The web server's address, as it stands in a server's etc folder. */
public final class HttpConfig {

	private static final String FILE = "org.apache.felix.http.cfg";
	private static final String PORT = "org.osgi.service.http.port";
	private static final String HOST = "org.apache.felix.http.host";

	/** Of a URL that names none. */
	private static final int USUAL_PORT = 80;
	private static final int CONNECT_MILLIS = 2000;

	private final EtcFile file;
	private final String host;
	private final int port;

	private HttpConfig(EtcFile file, String host, int port) {
		this.file = file;
		this.host = host;
		this.port = port;
	}

	/** Reads the server's own file, or the default one if it has none yet. */
	public static HttpConfig read(Installation installation) throws IOException {
		EtcFile file = EtcFile.of(installation, FILE);
		Properties properties = file.read();
		return new HttpConfig(file, properties.getProperty(HOST, "0.0.0.0").strip(), file.port(PORT, properties.getProperty(PORT, "8080"), 1));
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

	/** Whether this is what a URL leads to. */
	public boolean isAt(URI url) throws IOException {
		return "http".equals(url.getScheme()) && new ListenAddress(host, port).isReachedBy(url.getHost(), url.getPort() < 0 ? USUAL_PORT : url.getPort());
	}

	/** @throws Failure if something else listens there, or this user may not */
	public void requireFree() throws Failure {
		new ListenAddress(host, port).requireFree(HOST + " in " + file.own(), "choose another with --port or set " + PORT + " in " + file.own());
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
		file.set(PORT, port);
	}
}
