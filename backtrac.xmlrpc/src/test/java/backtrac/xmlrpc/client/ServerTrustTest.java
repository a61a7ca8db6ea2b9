package backtrac.xmlrpc.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import backtrac.xmlrpc.wire.Budget;
import backtrac.xmlrpc.wire.Dialect;
import backtrac.xmlrpc.wire.Messages;

/** Which servers get the token. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ServerTrustTest {

	private static final String TOKEN = "t".repeat(43);
	private static final String TRUST_STORE = "javax.net.ssl.trustStore";
	private static final String TRUST_STORE_PASSWORD = "javax.net.ssl.trustStorePassword";

	@TempDir
	static Path folder;

	private static TestCertificate certificate;

	private final AtomicInteger calls = new AtomicInteger();
	private HttpsServer server;
	private URI uri;

	@BeforeAll
	static void makeCertificate() throws Exception {
		certificate = TestCertificate.make(folder, "dns:localhost,dns:nas.example.org");
	}

	@BeforeEach
	void start() throws IOException {
		server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.setHttpsConfigurator(new HttpsConfigurator(certificate.server()));
		server.createContext("/rpc", exchange -> {
			calls.incrementAndGet();
			byte[] answer;
			try (Budget.Share memory = Budget.ofHeap().share()) {
				answer = Messages.writeResult("hello", Dialect.EXTENDED, memory);
			}
			exchange.getResponseHeaders().set("Content-Type", "text/xml");
			exchange.sendResponseHeaders(200, answer.length);
			exchange.getResponseBody().write(answer);
			exchange.close();
		});
		server.start();
		uri = URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/rpc");
	}

	@AfterEach
	void stop() {
		server.stop(0);
		System.clearProperty(TRUST_STORE);
		System.clearProperty(TRUST_STORE_PASSWORD);
	}

	private static void trustIt() {
		System.setProperty(TRUST_STORE, certificate.trust().toString());
		System.setProperty(TRUST_STORE_PASSWORD, TestCertificate.PASSWORD);
	}

	@Test
	void theExpectedCertificateIsEnoughWhateverTheNameIs() {
		assertEquals("hello", call(uri, certificate.fingerprint()));
		String typed = "sha256:" + certificate.fingerprint().text().replace(":", "").toLowerCase();
		assertEquals("hello", call(uri, new Fingerprint(typed)));
	}

	@Test
	void anUnknownOneIsNamedAndGetsNothing() {
		String message = refusal(() -> call(uri, null));
		assertTrue(message.startsWith(uri + " shows a certificate that is not known here: its SHA-256 fingerprint is " + certificate.fingerprint() + ";"), message);
		assertTrue(message.contains("backtrac server status") && message.contains("--fingerprint") && message.lines().count() == 1, message);
		assertEquals(0, calls.get());
	}

	@Test
	void anotherThanTheExpectedIsRefusedLoudly() {
		trustIt();
		Fingerprint other = new Fingerprint("00".repeat(32));
		String message = refusal(() -> call(uri, other));
		assertTrue(message.contains("IS NOT THE SERVER THAT YOU EXPECT") && message.contains(other.text()) && message.contains(certificate.fingerprint().text()), message);
		assertEquals(0, calls.get());
	}

	@Test
	void oneThatJavaTrustsNeedsNoFingerprintButTheRightName() {
		trustIt();
		assertEquals("hello", call(URI.create(uri.toString().replace("127.0.0.1", "localhost")), null));
		String message = refusal(() -> call(uri, null));
		assertTrue(message.contains("is for other names (localhost, nas.example.org)") && message.contains("--fingerprint " + certificate.fingerprint()), message);
		assertEquals(1, calls.get());
	}

	@Test
	void whatDoesNotEncryptIsSaid() throws IOException {
		try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			Thread.ofVirtual().start(() -> {
				try (Socket caller = plain.accept()) {
					caller.getInputStream().read();
					caller.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes());
					caller.getInputStream().transferTo(OutputStream.nullOutputStream());
				} catch (IOException e) {
					throw new UncheckedIOException(e);
				}
			});
			String message = refusal(() -> call(URI.create("https://127.0.0.1:" + plain.getLocalPort() + "/rpc"), certificate.fingerprint()));
			assertTrue(message.contains("does not encrypt"), message);
		}
	}

	@Test
	void aFingerprintWithoutEncryptionIsNone() {
		URI plain = URI.create("http://127.0.0.1:8080/rpc");
		assertThrows(IllegalArgumentException.class, () -> RpcClient.to(plain, TOKEN, certificate.fingerprint()));
	}

	@Test
	void fingerprintsAreReadInAllForms() {
		String bytes = "0a" + "ff".repeat(31);
		String usual = "0A" + ":FF".repeat(31);
		for (String form : new String[] { bytes, bytes.toUpperCase(), usual, " " + usual + "\n", "sha256:" + bytes, "SHA-256:" + usual, "sha256 Fingerprint=" + usual,
				usual.replace(':', ' ') }) {
			assertEquals(usual, new Fingerprint(form).text());
		}
		assertEquals(new Fingerprint(bytes), new Fingerprint(usual));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "ab", "sha1:00", "zz0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
			"000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20" })
	void whatIsNoFingerprintIsSaid(String text) {
		assertTrue(assertThrows(IllegalArgumentException.class, () -> new Fingerprint(text)).getMessage().contains("'" + text + "'"));
	}

	private static Object call(URI uri, Fingerprint expected) {
		try (RpcClient client = expected == null ? RpcClient.to(uri, TOKEN) : RpcClient.to(uri, TOKEN, expected)) {
			return client.call("sample.hello");
		}
	}

	private static String refusal(Executable call) {
		return assertThrows(RpcConnectionException.class, call).getMessage();
	}
}
