package backtrac.cli.installation;

import java.io.IOException;
import java.net.URI;
import java.util.Properties;

import backtrac.cli.console.Failure;

/** Where the server listens with encryption, as it stands in its etc folder. */
public final class HttpsConfig {

	private static final String FILE = "backtrac.https.cfg";
	private static final String PORT = "port";

	/** Of a URL that names none. */
	private static final int USUAL_PORT = 443;

	private final EtcFile file;
	private final String host;
	private final int port;

	private HttpsConfig(EtcFile file, String host, int port) {
		this.file = file;
		this.host = host;
		this.port = port;
	}

	/** Reads the server's own file, or the default one if it has none yet. */
	public static HttpsConfig read(Installation installation) throws IOException {
		EtcFile file = EtcFile.of(installation, FILE);
		Properties properties = file.read();
		String port = properties.getProperty(PORT, "8443").strip();
		return new HttpsConfig(file, properties.getProperty("host", "127.0.0.1").strip(), port.isEmpty() ? 0 : file.port(PORT, port, 0));
	}

	/** @param newPort 0 for none */
	public HttpsConfig withPort(int newPort) {
		return new HttpsConfig(file, host, newPort);
	}

	/** 0 if it does not listen. */
	public int port() {
		return port;
	}

	/** Whether this is what a URL leads to. */
	public boolean isAt(URI url) throws IOException {
		return "https".equals(url.getScheme()) && new ListenAddress(host, port).isReachedBy(url.getHost(), url.getPort() < 0 ? USUAL_PORT : url.getPort());
	}

	/** @throws Failure if something else listens there, or this user may not */
	public void requireFree() throws Failure {
		if (port != 0) {
			new ListenAddress(host, port).requireFree("host in " + file.own(), "choose another with --tls-port (0 for none) or set port in " + file.own());
		}
	}

	/** Writes this port to the server's own file and leaves the rest of it as it is. */
	public void save() throws IOException {
		file.set(PORT, port);
	}
}
