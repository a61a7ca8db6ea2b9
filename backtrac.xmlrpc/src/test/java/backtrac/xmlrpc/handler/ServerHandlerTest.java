package backtrac.xmlrpc.handler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Version;

import backtrac.xmlrpc.remote.ServerStatus;

class ServerHandlerTest {

	@TempDir
	Path base;

	@Test
	void tellsHowTheServerIs() throws Exception {
		ServerStatus status = handler("0.1.0.SNAPSHOT").status();
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

	private ServerHandler handler(String version) {
		return new ServerHandler(new FakeRepository(Path.of("/repo")), Version.parseVersion(version), base);
	}
}
