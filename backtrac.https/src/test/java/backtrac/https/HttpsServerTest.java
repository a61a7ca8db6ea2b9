package backtrac.https;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

import org.apache.felix.http.jetty.ConnectorFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connector in a real Jetty, which is treated as the framework's web server treats it. */
class HttpsServerTest {

	private static final Instant NOW = Instant.now();

	@TempDir
	Path folder;

	private Server jetty;
	private Connector connector;
	private Path certificate;
	private Path key;
	private int port;

	@BeforeEach
	void startJetty() throws Exception {
		certificate = folder.resolve("certificate.pem");
		key = folder.resolve("key.pem");
		write(SelfSigned.make(NOW, "first"));
		try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			port = free.getLocalPort();
		}
		startAnew();
	}

	@AfterEach
	void stopJetty() throws Exception {
		jetty.stop();
	}

	private void startAnew() throws Exception {
		jetty = new Server();
		jetty.start();
	}

	@Test
	void itShowsTheCertificate() throws Exception {
		try (HttpsServer https = server(NOW)) {
			https.attend();
			assertEquals("https://127.0.0.1:" + port + "/", https.url().orElseThrow());
			assertEquals(Pem.read(certificate).certificates().getFirst(), shown());
			assertEquals("CN=first", https.certificate().orElseThrow().subject());
			assertEquals(certificate, https.certificate().orElseThrow().file());
			assertEquals(List.of(), https.problems());
		}
		assertThrows(IOException.class, this::shown);
	}

	@Test
	void oldProtocolsAreRefused() throws Exception {
		try (HttpsServer https = server(NOW)) {
			https.attend();
			for (String good : new String[] { "TLSv1.2", "TLSv1.3" }) {
				assertEquals("CN=first", shown(good).getSubjectX500Principal().getName());
			}
			// Java's own end would not even try the older ones: it is made to say so in a hello of its own
			assertEquals(Optional.of("protocol_version"), OldHello.alert(port, 2));
			assertEquals(Optional.of("protocol_version"), OldHello.alert(port, 1));
			assertEquals(Optional.empty(), OldHello.alert(port, 3), "the same hello is answered when it offers TLS 1.2");
		}
	}

	@Test
	void anotherCertificateIsTakenUpWhileConnectionsGoOn() throws Exception {
		try (HttpsServer https = server(NOW)) {
			https.attend();
			try (SSLSocket open = connect("TLSv1.3")) {
				Credentials renewed = SelfSigned.make(NOW, "second");
				Files.writeString(certificate, Pem.text(renewed.certificate())); // not yet its key
				https.attend();
				assertEquals("CN=first", shown().getSubjectX500Principal().getName());
				assertTrue(https.problems().getFirst().startsWith("the former certificate stays in use: the key in "), https.problems()::toString);
				write(renewed);
				https.attend();
				assertEquals(renewed.certificate(), shown());
				assertEquals(renewed.fingerprint(), https.certificate().orElseThrow().fingerprint());
				assertEquals(List.of(), https.problems());
				open.getOutputStream().write("GET / HTTP/1.1\r\nHost: any.example.org\r\nConnection: close\r\n\r\n".getBytes());
				assertTrue(new String(open.getInputStream().readAllBytes()).startsWith("HTTP/1.1 404"), "the connection lives, whatever name the caller gives");
			}
		}
	}

	@Test
	void aPortInUseIsSaidAndTriedAgain() throws Exception {
		HttpsServer https = server(NOW);
		try (https) {
			try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
				https.attend();
				https.attend();
				assertEquals(List.of("no encrypted access: port " + port + " on 127.0.0.1 is in use: set another port in etc/backtrac.https.cfg, or 0 for none"),
						https.problems());
				assertEquals(Optional.empty(), https.url());
			}
			https.attend();
			assertEquals(List.of(), https.problems());
			assertEquals("CN=first", shown().getSubjectX500Principal().getName());
		}
	}

	@Test
	void theWebServerMayStartAnew() throws Exception {
		try (HttpsServer https = server(NOW)) {
			https.attend();
			jetty.stop();
			startAnew();
			add(https);
			assertEquals("CN=first", shown().getSubjectX500Principal().getName());
			write(SelfSigned.make(NOW, "second"));
			https.attend();
			assertEquals("CN=second", shown().getSubjectX500Principal().getName());

			jetty.stop();
			startAnew();
			try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
				assertThrows(IllegalStateException.class, () -> https.createConnector(jetty));
				assertTrue(https.problems().getFirst().contains("in use"), https.problems()::toString);
			}
			https.attend();
			assertEquals(List.of(), https.problems());
			assertEquals("CN=second", shown().getSubjectX500Principal().getName());
		}
	}

	@Test
	void theEndOfTheCertificateIsSaidInTime() throws Exception {
		Instant end = NOW.plus(SelfSigned.VALIDITY);
		for (long days : new long[] { 31, 29, -1 }) {
			try (HttpsServer https = server(end.minus(Duration.ofDays(days)))) {
				https.attend();
				String all = String.join("\n", https.problems());
				assertEquals(days > 30, all.isEmpty(), all);
				assertEquals(days == 29, all.startsWith("the certificate of encrypted access expires on "), all);
				assertEquals(days < 0, all.startsWith("the certificate of encrypted access has expired on "), all);
				assertEquals(days < 30, all.endsWith(": renew " + certificate + " and its key, they are taken up without a restart"), all);
			}
		}
	}

	@Test
	void withoutACertificateItWaitsForOne() throws Exception {
		Credentials made = new PemFiles(certificate, key).load();
		Files.delete(certificate);
		try (HttpsServer https = server(NOW)) {
			https.attend();
			assertEquals(List.of("no encrypted access: " + certificate + " is not there"), https.problems());
			assertEquals(Optional.empty(), https.certificate());
			assertThrows(IOException.class, this::shown);
			write(made);
			https.attend();
			assertEquals(made.certificate(), shown());
		}
	}

	@Test
	void itCanBeSwitchedOff() throws Exception {
		try (HttpsServer https = new HttpsServer(ListenAddress.of("127.0.0.1", ""), new PemFiles(certificate, key), this::offer, Clock.systemUTC())) {
			https.attend();
			assertEquals(Optional.empty(), https.url());
			assertEquals(Optional.empty(), https.certificate());
			assertEquals(List.of(), https.problems());
		}
	}

	@Test
	void whereToListenIsRead() {
		assertEquals(new ListenAddress("::1", 443), ListenAddress.of(" ::1", "443 "));
		assertEquals("https://[::1]:443/", ListenAddress.of("::1", "443").url());
		assertEquals("https://" + SelfSigned.hostName() + ":443/", ListenAddress.of("0.0.0.0", "443").url());
		assertTrue(ListenAddress.of("h", "0").isOff());
		for (String wrong : new String[] { "x", "-1", "65536", "1.5", "99999999999" }) {
			String message = assertThrows(IllegalArgumentException.class, () -> ListenAddress.of("h", wrong)).getMessage();
			assertTrue(message.contains("'" + wrong + "'"), message);
		}
		assertThrows(IllegalArgumentException.class, () -> ListenAddress.of(" ", "1"));
		String away = assertThrows(IOException.class, () -> ListenAddress.of("203.0.113.1", "8443").open()).getMessage();
		assertTrue(away.contains("203.0.113.1") && away.contains("etc/backtrac.https.cfg"), away);
	}

	private HttpsServer server(Instant now) {
		return new HttpsServer(ListenAddress.of("127.0.0.1", Integer.toString(port)), new PemFiles(certificate, key), this::offer, Clock.fixed(now, ZoneOffset.UTC));
	}

	/** As Felix does it. */
	private Runnable offer(ConnectorFactory factory) {
		add(factory);
		return () -> {
			try {
				connector.stop();
			} catch (Exception e) {
				throw new AssertionError(e);
			}
			jetty.removeConnector(connector);
		};
	}

	private void add(ConnectorFactory factory) {
		try {
			connector = factory.createConnector(jetty);
			jetty.addConnector(connector);
			connector.start();
		} catch (Exception e) {
			throw new AssertionError(e);
		}
	}

	private void write(Credentials credentials) throws IOException {
		Files.writeString(certificate, Pem.text(credentials.certificate()));
		Files.writeString(key, Pem.text(credentials.key()));
	}

	private X509Certificate shown() throws IOException, GeneralSecurityException {
		return shown("TLSv1.3");
	}

	private X509Certificate shown(String protocol) throws IOException, GeneralSecurityException {
		try (SSLSocket socket = connect(protocol)) {
			return (X509Certificate) socket.getSession().getPeerCertificates()[0];
		}
	}

	/** Looks at any certificate. */
	private SSLSocket connect(String protocol) throws IOException, GeneralSecurityException {
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(null, new TrustManager[] { new X509TrustManager() {
			@Override
			public void checkClientTrusted(X509Certificate[] chain, String type) {
				throw new AssertionError("no client");
			}

			@Override
			public void checkServerTrusted(X509Certificate[] chain, String type) {
				assertTrue(chain.length > 0);
			}

			@Override
			public X509Certificate[] getAcceptedIssuers() {
				return new X509Certificate[0];
			}
		} }, null);
		SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
		try {
			socket.setEnabledProtocols(new String[] { protocol });
			socket.setSoTimeout(60_000); // a server that says nothing fails the test
			socket.startHandshake();
			return socket;
		} catch (IOException e) {
			socket.close();
			throw e;
		}
	}
}
