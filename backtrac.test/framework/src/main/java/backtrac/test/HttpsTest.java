package backtrac.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.junit5.context.BundleContextExtension;

import backtrac.api.access.HttpsEndpoint;
import backtrac.api.access.ServerCertificate;
import backtrac.test.transport.FreePort;
import backtrac.xmlrpc.client.Fingerprint;
import backtrac.xmlrpc.client.RpcClient;
import backtrac.xmlrpc.client.RpcConnectionException;
import backtrac.xmlrpc.client.TokenFile;
import backtrac.xmlrpc.remote.ServerApi;
import backtrac.xmlrpc.remote.ServerStatus;

/** The web server with encryption beside its plain port, while its settings and its bundle come and go. */
@ExtendWith(BundleContextExtension.class)
class HttpsTest {

	private static final String BUNDLE = "backtrac.https";

	@InjectBundleContext
	BundleContext context;

	private Services services;
	private URI plain;
	private URI encrypted;

	@BeforeEach
	void start() throws Exception {
		services = new Services(context);
		plain = WebServer.address(context, services);
		encrypted = listen(FreePort.find());
		Await.until(this::isAnswered, () -> "no answer at " + encrypted);
	}

	@AfterEach
	void stop() throws Exception {
		services.use(ConfigurationAdmin.class, admin -> {
			admin.getConfiguration(BUNDLE, "?").delete();
			return null;
		});
		// settings of the next test that came before these are known to be gone would be taken for the same and ignored: Felix SCR compares change counts only
		Await.until(() -> !services.isThere(HttpsEndpoint.class), () -> "encrypted access outlives its settings");
	}

	/** As an admin does who edits the file. */
	private URI listen(int port) throws Exception {
		services.use(ConfigurationAdmin.class, admin -> {
			admin.getConfiguration(BUNDLE, "?").update(new Hashtable<>(Map.of("port", Integer.toString(port))));
			return null;
		});
		return URI.create("https://127.0.0.1:" + port + "/");
	}

	private boolean isAnswered() throws Exception {
		if (services.use(HttpsEndpoint.class, endpoint -> endpoint.url().isEmpty())) {
			return false;
		}
		try {
			return status(fingerprint()).https().url().equals(encrypted.toString());
		} catch (RpcConnectionException notYet) {
			return false;
		}
	}

	private ServerCertificate certificate() throws Exception {
		return services.use(HttpsEndpoint.class, endpoint -> endpoint.certificate().orElseThrow());
	}

	private Fingerprint fingerprint() throws Exception {
		return new Fingerprint(certificate().fingerprint());
	}

	private ServerStatus status(Fingerprint expected) throws Exception {
		String token = TokenFile.read(Path.of(context.getProperty("backtrac.base")));
		try (RpcClient client = RpcClient.to(encrypted.resolve("rpc"), token, expected)) {
			return client.proxy(ServerApi.class, "server").status();
		}
	}

	private HttpClient browser() throws Exception {
		KeyStore trusted = KeyStore.getInstance("PKCS12");
		trusted.load(null, null);
		try (InputStream in = Files.newInputStream(certificate().file())) {
			trusted.setCertificateEntry("server", CertificateFactory.getInstance("X.509").generateCertificate(in));
		}
		TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		trust.init(trusted);
		SSLContext tls = SSLContext.getInstance("TLS");
		tls.init(null, trust.getTrustManagers(), null);
		return HttpClient.newBuilder().cookieHandler(new CookieManager()).sslContext(tls).build();
	}

	private static HttpResponse<String> get(HttpClient browser, URI uri) throws IOException, InterruptedException {
		return browser.send(HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
	}

	@Test
	void theServerTellsHowItProvesWhoItIs() throws Exception {
		ServerStatus status = status(fingerprint());
		assertEquals(certificate().fingerprint(), status.https().fingerprint());
		assertEquals(certificate().file().toString(), status.https().file());
		assertTrue(status.https().subject().startsWith("CN="), status.https().subject());
	}

	@Test
	void whoExpectsAnotherCertificateOrNoneIsToldSo() throws Exception {
		String wrong = assertThrows(RpcConnectionException.class, () -> status(new Fingerprint("00".repeat(32)))).getMessage();
		assertTrue(wrong.contains("IS NOT THE SERVER THAT YOU EXPECT") && wrong.contains(fingerprint().text()), wrong);
		try (RpcClient stranger = RpcClient.to(encrypted.resolve("rpc"), "0".repeat(43))) {
			String unknown = assertThrows(RpcConnectionException.class, () -> stranger.call("server.status")).getMessage();
			assertTrue(unknown.contains("not known here") && unknown.contains(fingerprint().text()), unknown);
		}
	}

	@Test
	void thePagesAreThereWithTheirWebSocket() throws Exception {
		try (HttpClient browser = browser()) {
			HttpResponse<String> page = get(browser, encrypted);
			assertEquals(200, page.statusCode());
			assertTrue(page.body().contains("<title>BackTrac</title>"), page.body());
			String cookie = page.headers().firstValue("Set-Cookie").orElseThrow();
			assertTrue(cookie.contains("Secure") && cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), cookie);

			String begin = get(browser, encrypted.resolve("/?v-r=init&location=&query=")).body();
			Matcher id = Pattern.compile("\"v-uiId\":(\\d+)").matcher(begin);
			Matcher push = Pattern.compile("\"Vaadin-Push-ID\":\"([^\"]+)\"").matcher(begin);
			assertTrue(id.find() && push.find(), begin);
			CompletableFuture<String> heard = new CompletableFuture<>();
			WebSocket socket = browser.newWebSocketBuilder().buildAsync(URI.create("wss://127.0.0.1:" + encrypted.getPort() + "/VAADIN/push?v-r=push&v-uiId=" + id.group(1)
					+ "&v-pushId=" + push.group(1) + "&X-Atmosphere-Transport=websocket&X-Atmosphere-Framework=3.1.5&X-Atmosphere-tracking-id=0&X-atmo-protocol=true"),
					new WebSocket.Listener() {

						@Override
						public CompletionStage<?> onText(WebSocket webSocket, CharSequence text, boolean last) {
							heard.complete(text.toString());
							return null;
						}
					}).get(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS);
			assertFalse(heard.get(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS).isEmpty());
			socket.abort();
		}
	}

	@Test
	void aChangeOfItsSettingsLeavesTheRestOfTheWebServerAlone() throws Exception {
		try (HttpClient browser = browser()) {
			String session = get(browser, plain).headers().firstValue("Set-Cookie").orElseThrow();
			URI before = encrypted;
			ServerCertificate certificate = certificate();
			encrypted = listen(FreePort.find());
			Await.until(this::isAnswered, () -> "no answer at " + encrypted);
			assertThrows(IOException.class, () -> get(browser, before));
			assertEquals(certificate, certificate(), "it is made once");
			HttpResponse<String> again = get(browser, plain);
			assertTrue(again.headers().firstValue("Set-Cookie").isEmpty(), "the session " + session + " is still known");
			listen(0);
			Await.until(() -> services.use(HttpsEndpoint.class, endpoint -> endpoint.url().isEmpty()), () -> "it still listens");
			assertThrows(IOException.class, () -> get(browser, encrypted));
			assertEquals(200, get(browser, plain).statusCode());
		}
	}

	@Test
	void aPortInUseIsAWarningAndNoMore() throws Exception {
		try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
				RpcClient client = RpcClient.onThisMachine(plain.resolve("rpc"), Path.of(context.getProperty("backtrac.base")))) {
			listen(other.getLocalPort());
			ServerApi api = client.proxy(ServerApi.class, "server");
			Await.until(() -> !api.status().warnings().isEmpty(), () -> "no warning");
			ServerStatus status = api.status();
			assertTrue(status.warnings().getFirst().contains("port " + other.getLocalPort() + " on 127.0.0.1 is in use"), status.warnings()::toString);
			assertEquals("", status.https().url());
		}
	}

	@Test
	void updatesLeaveNothingBehind() throws Exception {
		Updates.leaveNothing(services, BUNDLE, 10, () -> {
			Await.until(this::isAnswered, () -> "no answer at " + encrypted);
			return null;
		});
	}
}
