package backtrac.xmlrpc.handler.server;

import static backtrac.xmlrpc.handler.Faults.assertFault;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Version;

import backtrac.api.access.HttpsEndpoint;
import backtrac.api.access.ServerCertificate;
import backtrac.api.catalog.Client;
import backtrac.api.catalog.MemoryCatalog;
import backtrac.api.catalog.Plan;
import backtrac.api.catalog.Settings;
import backtrac.xmlrpc.handler.Callers;
import backtrac.xmlrpc.handler.FakeRepository;
import backtrac.xmlrpc.handler.FakeScheduler;
import backtrac.xmlrpc.remote.CallerInfo;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.HttpsInfo;
import backtrac.xmlrpc.remote.Pauses;
import backtrac.xmlrpc.remote.ServerStatus;

class ServerHandlerTest {

	@TempDir
	Path base;

	@Test
	void tellsHowTheServerIs() throws Exception {
		ServerHandler handler = handler("0.1.0.SNAPSHOT");
		assertEquals("", handler.status().repository());
		handler.repository = new FakeRepository(Path.of("/repo"));
		ServerStatus status = handler.status();
		assertEquals(List.of("the disk is away"), status.troubles());
		assertEquals("0.1.0-SNAPSHOT", status.version());
		assertEquals("/repo", status.repository());
		assertEquals("", status.firstPasswordFile());
		assertTrue(status.startedMs() > 0 && status.startedMs() <= System.currentTimeMillis(), "started " + status.startedMs());
		assertEquals("1.2.3", handler("1.2.3").status().version());
	}

	@Test
	void namesTheFileOfTheFirstPasswordWhileItIsThere() throws Exception {
		ServerHandler handler = handler("1.0.0");
		Path file = Files.createDirectories(base.resolve("data")).resolve("first-password");

		Files.writeString(file, "secret");
		assertEquals(file.toString(), handler.status().firstPasswordFile());
		Files.delete(file);
		assertEquals("", handler.status().firstPasswordFile());
	}

	@Test
	void tellsHowItIsReachedWithEncryption() {
		ServerHandler handler = handler("1.0.0");
		assertEquals(HttpsInfo.NONE, handler.status().https());
		assertEquals(List.of(), handler.status().warnings());
		Instant end = Instant.parse("2036-11-20T12:00:00Z");
		handler.https = new FakeHttps(Optional.of("https://nas:8443/"), Optional.of(new ServerCertificate("AB:CD", "CN=nas", end, Path.of("/c.pem"))), List.of("expires soon"));
		assertEquals(new HttpsInfo("https://nas:8443/", "AB:CD", "CN=nas", "2036-11-20T12:00:00Z", "/c.pem"), handler.status().https());
		assertEquals(List.of("expires soon"), handler.status().warnings());
		assertEquals(List.of("the disk is away"), handler.status().troubles(), "backups run without encryption, too");
		handler.https = new FakeHttps(Optional.empty(), Optional.empty(), List.of("its certificate is damaged"));
		assertEquals(HttpsInfo.NONE, handler.status().https());
	}

	@Test
	void tellsWhatIsWrongInTheConfiguration() {
		ServerHandler handler = handler("1.0.0");
		handler.https = new FakeHttps(Optional.empty(), Optional.empty(), List.of("its certificate is damaged"));
		handler.configured = List.of(() -> List.of("etc/b.cfg: two"), List::of, () -> List.of("etc/a.cfg: one"));
		assertEquals(List.of("its certificate is damaged", "etc/a.cfg: one", "etc/b.cfg: two"), handler.status().warnings());
	}

	private record FakeHttps(Optional<String> url, Optional<ServerCertificate> certificate, List<String> problems) implements HttpsEndpoint {
	}

	@Test
	void pausesAllThatIsPlanned() {
		ServerHandler handler = handler("1.0.0");
		assertFault(Fault.UNAVAILABLE, "no catalog now", handler::pauses);
		assertFault(Fault.UNAVAILABLE, "no catalog now", handler::pause);
		MemoryCatalog catalog = new MemoryCatalog();
		handler.catalog = catalog;
		handler.settings = catalog;
		handler.pause();
		FakeScheduler scheduler = new FakeScheduler();
		handler.scheduler = scheduler;
		catalog.save(new Client("c", "nas", true));
		catalog.save(new Client("d", "desk"));
		catalog.save(new Plan("p", "d", "docs", "local", Map.of(), List.of()).withPaused(true));
		catalog.save(new Plan("q", "d", "mail", "local", Map.of(), List.of()));

		assertEquals(new Pauses(true, List.of("nas"), List.of("desk/docs")), handler.pauses());
		assertEquals("true", catalog.get(Settings.PAUSED).orElseThrow());
		handler.resume();
		assertFalse(handler.pauses().all());
		assertEquals(1, scheduler.wakes());
	}

	@Test
	void tellsWhoCalls() {
		ServerHandler handler = handler("1.0.0");
		assertEquals(new CallerInfo("of nas", "RESTORE", "nas", "127.0.0.1"), Callers.restoring("nas").answering(handler::whoami));
		assertEquals(new CallerInfo("test", "ADMIN", "", "127.0.0.1"), Callers.ADMIN.answering(handler::whoami));
	}

	private ServerHandler handler(String version) {
		return new ServerHandler(() -> List.of("the disk is away"), Version.parseVersion(version), base);
	}
}
