package backtrac.https;

import java.io.IOException;
import java.security.GeneralSecurityException;

import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** How Jetty encrypts: TLS 1.2 and 1.3, with the suites that Jetty thinks good, HTTP/1.1 in it. */
final class Tls {

	private static final long IDLE_MILLIS = 60_000;
	private static final int MOST_HEADER_BYTES = 16 << 10;

	private final SslContextFactory.Server context = new SslContextFactory.Server();
	private volatile Credentials shown;

	Tls(Credentials credentials) throws GeneralSecurityException, IOException {
		context.setIncludeProtocols("TLSv1.3", "TLSv1.2");
		context.setRenegotiationAllowed(false);
		use(credentials, context);
		shown = credentials;
	}

	/** Whether callers see this certificate. */
	boolean shows(Credentials credentials) {
		return shown.equals(credentials);
	}

	/** A connector that does not listen yet. */
	ServerConnector connector(Server server) {
		HttpConfiguration http = new HttpConfiguration();
		http.setSendServerVersion(false);
		http.setRequestHeaderSize(MOST_HEADER_BYTES);
		SecureRequestCustomizer secure = new SecureRequestCustomizer();
		secure.setSniHostCheck(false); // who knows the certificate may call the server by any name
		http.addCustomizer(secure);
		HttpConnectionFactory plain = new HttpConnectionFactory(http);
		ServerConnector connector = new ServerConnector(server, new SslConnectionFactory(context, plain.getProtocol()), plain);
		connector.setName("https");
		connector.setIdleTimeout(IDLE_MILLIS);
		return connector;
	}

	/** Shows another certificate from the next connection on. */
	void change(Credentials credentials) throws IOException {
		try {
			context.reload(_ -> {
				try {
					use(credentials, context);
				} catch (GeneralSecurityException | IOException e) {
					throw new IllegalStateException(e);
				}
			});
			shown = credentials;
		} catch (Exception e) { // so Jetty declares it
			throw new IOException("the new certificate cannot be used: " + e.getMessage(), e);
		}
	}

	private static void use(Credentials credentials, SslContextFactory.Server context) throws GeneralSecurityException, IOException {
		context.setKeyStore(credentials.keyStore());
		context.setKeyStorePassword(Credentials.PASSWORD);
	}
}
