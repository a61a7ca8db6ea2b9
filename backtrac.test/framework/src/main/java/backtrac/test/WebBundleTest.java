package backtrac.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.junit5.context.BundleContextExtension;

/** The web interface over HTTP, without a browser: that it is there, goes, and comes back. */
@ExtendWith(BundleContextExtension.class)
class WebBundleTest {

	private static final String BUNDLE = "backtrac.web";

	@InjectBundleContext
	BundleContext context;

	private final CookieManager cookies = new CookieManager();
	private final HttpClient http = HttpClient.newBuilder().cookieHandler(cookies).build();

	private Services services;
	private URI server;

	@BeforeEach
	void connect() throws Exception {
		services = new Services(context);
		server = WebServer.address(context, services);
		awaitPage();
	}

	@AfterEach
	void disconnect() {
		http.close();
	}

	private HttpResponse<String> get(String path) throws IOException, InterruptedException {
		return http.send(HttpRequest.newBuilder(server.resolve(path)).timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
	}

	private void awaitPage() throws Exception {
		Await.until(() -> get("/").statusCode() == 200, () -> "no page at " + server);
	}

	/** What a browser does when it opens the page: asks for it, for its user interface, and then for the view. */
	private void openSignInPage() throws Exception {
		get("/");
		Matcher key = Pattern.compile("\"Vaadin-Security-Key\":\"([^\"]+)\"").matcher(get("/?v-r=init&location=&query=").body());
		assertTrue(key.find());
		String navigation = """
				{"csrfToken":"%s","syncId":0,"clientId":0,"rpc":[{"type":"event","node":1,"event":"ui-navigate",
				"data":{"route":"","query":"","appShellTitle":"","historyState":null,"trigger":""}}]}
				""".formatted(key.group(1));
		HttpResponse<String> view = http.send(HttpRequest.newBuilder(server.resolve("/?v-r=uidl&v-uiId=0"))
				.header("Content-Type", "application/json; charset=UTF-8").POST(BodyPublishers.ofString(navigation)).build(), BodyHandlers.ofString());
		assertEquals(200, view.statusCode());
		assertTrue(view.body().contains("Sign in"), view.body());
	}

	@Test
	void thePageIsThereAndProtectsItself() throws Exception {
		cookies.getCookieStore().removeAll();
		HttpResponse<String> page = get("/");
		assertTrue(page.body().contains("<title>BackTrac</title>"), page.body());
		assertTrue(page.body().contains("VAADIN/build/"), page.body());
		HttpHeaders headers = page.headers();
		String policy = headers.firstValue("Content-Security-Policy").orElseThrow();
		assertTrue(policy.contains("default-src 'self'") && policy.contains("frame-ancestors 'none'"), policy);
		assertEquals("nosniff", headers.firstValue("X-Content-Type-Options").orElseThrow());
		assertEquals("DENY", headers.firstValue("X-Frame-Options").orElseThrow());
		assertEquals("same-origin", headers.firstValue("Referrer-Policy").orElseThrow());
		assertEquals("no-store", headers.firstValue("Cache-Control").orElseThrow());
		String cookie = headers.firstValue("Set-Cookie").orElseThrow();
		assertTrue(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), cookie);
	}

	@Test
	void itIsStoppedAndStarted() throws Exception {
		Bundle bundle = services.bundle(BUNDLE);
		bundle.stop();
		try {
			assertEquals(404, get("/").statusCode());
		} finally {
			bundle.start();
		}
		awaitPage();
	}

	@Test
	void updatesLeaveNothingBehind() throws Exception {
		Updates.leaveNothing(services, BUNDLE, 20, () -> {
			awaitPage();
			openSignInPage();
			return null;
		});
	}
}
