package backtrac.xmlrpc.handler.server;

import static backtrac.xmlrpc.handler.Faults.assertFault;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Version;

import backtrac.api.catalog.Client;
import backtrac.api.catalog.MemoryCatalog;
import backtrac.api.catalog.Plan;
import backtrac.api.catalog.Settings;
import backtrac.xmlrpc.handler.FakeRepository;
import backtrac.xmlrpc.handler.FakeScheduler;
import backtrac.xmlrpc.remote.Fault;
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

	private ServerHandler handler(String version) {
		return new ServerHandler(() -> List.of("the disk is away"), Version.parseVersion(version), base);
	}
}
