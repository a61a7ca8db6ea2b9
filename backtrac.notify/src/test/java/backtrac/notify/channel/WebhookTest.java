package backtrac.notify.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import backtrac.api.notify.Notification;
import backtrac.api.notify.Notification.Kind;

/** Web hooks to a real server. */
@Timeout(120)
class WebhookTest {

	private static final Notification PARTIAL = new Notification(Kind.PARTIAL, "Backup of \"Büro\"/docs", "line\nline\n", Instant.parse("2026-11-23T12:00:00Z"),
			Map.of("client", "Büro", "files", "1204", "problems", "2", "run_id", "42"));

	private record Received(String method, String path, Headers headers, String body) {
	}

	@TempDir
	Path base;

	private final List<Received> received = new CopyOnWriteArrayList<>();
	private HttpServer server;
	private int status = 204;

	@BeforeEach
	void start() throws IOException {
		start(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
	}

	private void start(HttpServer other) {
		server = other;
		server.createContext("/", this::answer);
		server.start();
	}

	private void answer(HttpExchange exchange) throws IOException {
		String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
		received.add(new Received(exchange.getRequestMethod(), exchange.getRequestURI().getPath(), exchange.getRequestHeaders(), body));
		if (status / 100 == 3) {
			exchange.getResponseHeaders().set("Location", "/elsewhere");
		}
		exchange.sendResponseHeaders(status, -1);
		exchange.close();
	}

	@AfterEach
	void stop() {
		server.stop(0);
	}

	private Webhook webhook(Map<String, Object> values) {
		Map<String, Object> all = new HashMap<>(Map.of("url", "http://localhost:" + server.getAddress().getPort() + "/hook/secret"));
		all.putAll(values);
		return Webhook.of(Configs.of(WebhookConfig.class, all), Etc.of(base.toString(), Map.of()));
	}

	private void write(String name, String content, String permissions) throws IOException {
		Path file = Files.createDirectories(base.resolve("etc")).resolve(name);
		Files.writeString(file, content);
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
	}

	private static String failure(Webhook webhook) {
		String failure = assertThrows(IOException.class, () -> webhook.send(PARTIAL)).getMessage();
		assertFalse(failure.contains("hook/secret"), failure);
		return failure;
	}

	@Test
	void aNotificationIsPostedAsJson() throws Exception {
		webhook(Map.of()).send(PARTIAL);
		Received one = received.getFirst();
		assertEquals("POST", one.method());
		assertEquals("/hook/secret", one.path());
		assertEquals("application/json; charset=utf-8", one.headers().getFirst("Content-Type"));
		assertNull(one.headers().getFirst(Webhook.SIGNATURE));
		assertEquals("""
				{"kind":"partial","title":"Backup of \\"Büro\\"/docs","text":"line\\nline\\n","time":"2026-11-23T12:00:00Z",\
				"facts":{"client":"Büro","files":1204,"problems":2,"run_id":"42"}}""", one.body());
	}

	@Test
	void itIsSignedAndHasHeadersFromFiles() throws Exception {
		write("hook.secret", "key\n", "rw-------");
		write("hook.headers", "Authorization: Bearer abc:def\n\nX-Team:backup\n", "rw-------");
		Notification known = new Notification(Kind.SUCCEEDED, "t", "x", Instant.EPOCH, Map.of());
		webhook(Map.of("secretFile", "hook.secret", "headerFile", "hook.headers")).send(known);
		Received one = received.getFirst();
		assertEquals("{\"kind\":\"succeeded\",\"title\":\"t\",\"text\":\"x\",\"time\":\"1970-01-01T00:00:00Z\",\"facts\":{}}", one.body());
		// as openssl dgst -sha256 -hmac key says
		assertEquals("sha256=7b4ab60cb33420e42fd15dffb41400cfbb5168867d5df1d57263a037c919c8a3", one.headers().getFirst(Webhook.SIGNATURE));
		assertEquals("Bearer abc:def", one.headers().getFirst("Authorization"));
		assertEquals("backup", one.headers().getFirst("X-Team"));
	}

	@Test
	void filesThatMakeNoSenseAreSaidWithoutTheirContent() throws Exception {
		Webhook webhook = webhook(Map.of("headerFile", "hook.headers"));
		Path file = base.resolve("etc/hook.headers");
		assertEquals(file + " is not there", failure(webhook));
		write("hook.headers", "Bearer abc", "rw-------");
		assertEquals("a line of " + file + " is no header that can be sent: it takes NAME: VALUE", failure(webhook));
		write("hook.headers", "Host: elsewhere", "rw-------");
		assertEquals("a line of " + file + " is no header that can be sent: it takes NAME: VALUE", failure(webhook));
		write("hook.headers", "Authorization: Bearer abc", "rw-r--r--");
		assertTrue(failure(webhook).endsWith("which holds a secret: chmod 600 it"));
		assertEquals(List.of(), received);
	}

	@Test
	void anythingButSuccessIsAFailure() {
		status = 500;
		assertEquals("localhost answers with the status 500", failure(webhook(Map.of())));
		status = 404;
		assertEquals("localhost answers with the status 404", failure(webhook(Map.of())));
	}

	@Test
	void noOtherAddressIsFollowed() {
		status = 307;
		assertEquals("localhost answers with the status 307: another URL is not followed, configure that one", failure(webhook(Map.of())));
		assertEquals(1, received.size());
	}

	@Test
	void aServerThatIsAwayIsSaidAndUsedWhenItIsBack() throws Exception {
		Webhook webhook = webhook(Map.of());
		InetSocketAddress address = server.getAddress();
		server.stop(0);
		assertEquals("no connection to localhost can be made", failure(webhook));
		start(HttpServer.create(address, 0));
		webhook.send(PARTIAL);
		assertEquals(1, received.size());
	}

	@Test
	void oneThatDoesNotAnswerEndsWithAnInterrupt() throws Exception {
		CountDownLatch asked = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		server.removeContext("/");
		server.createContext("/", exchange -> {
			asked.countDown();
			try {
				release.await();
			} catch (InterruptedException _) {
				Thread.currentThread().interrupt();
			}
			exchange.close();
		});
		Webhook webhook = webhook(Map.of());
		Thread test = Thread.currentThread();
		Thread helper = Thread.ofVirtual().start(() -> {
			try {
				if (asked.await(60, TimeUnit.SECONDS)) {
					test.interrupt();
				}
			} catch (InterruptedException _) {
				Thread.currentThread().interrupt();
			}
		});
		try {
			assertEquals("it was interrupted while it told localhost", failure(webhook));
			assertTrue(Thread.interrupted(), "the thread stays interrupted");
		} finally {
			release.countDown();
			helper.join();
		}
	}

	@Test
	void itsCertificateIsChecked() throws Exception {
		TestCertificate ours = TestCertificate.make(base, "localhost");
		server.stop(0);
		HttpsServer secure = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		secure.setHttpsConfigurator(new HttpsConfigurator(ours.server()));
		start(secure);
		String url = "https://localhost:" + secure.getAddress().getPort() + "/hook/secret";
		assertTrue(failure(webhook(Map.of("url", url))).contains("unable to find valid certification path"));
		webhook(Map.of("url", url, "certificates", ours.pem().toString())).send(PARTIAL);
		assertEquals(1, received.size());
	}

	@Test
	void anAddressThatIsNoneIsRefused() {
		for (String url : List.of("", "ftp://localhost/", "localhost", "http:///x", "http://a b/")) {
			assertEquals("its configuration needs a URL that begins with http:// or https:// and has a host: url = …",
					assertThrows(IllegalArgumentException.class, () -> webhook(Map.of("url", url))).getMessage(), url);
		}
	}
}
