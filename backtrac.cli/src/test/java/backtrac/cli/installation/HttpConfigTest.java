package backtrac.cli.installation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.cli.console.Failure;

class HttpConfigTest {

	private static final String DEFAULTS = "# The web server.\norg.osgi.service.http.port = 8080\n# org.osgi.service.http.port = 1\n"
			+ "org.apache.felix.http.host = 127.0.0.1\nother = x\n";

	@TempDir
	Path folder;

	private Installation installation;
	private Path own;

	@BeforeEach
	void install() throws IOException {
		installation = new Installation(folder.resolve("home"), folder.resolve("base"));
		Files.createDirectories(folder.resolve("home/etc"));
		Files.writeString(folder.resolve("home/etc/org.apache.felix.http.cfg"), DEFAULTS);
		own = folder.resolve("base/etc/org.apache.felix.http.cfg");
		Files.createDirectories(own.getParent());
	}

	@Test
	void theServersOwnFileGoesBeforeTheDefaults() throws IOException {
		assertEquals("http://127.0.0.1:8080/", HttpConfig.read(installation).url().toString());
		Files.writeString(own, "org.osgi.service.http.port: 81\n");
		assertEquals("http://127.0.0.1:81/", HttpConfig.read(installation).url().toString());
		Files.writeString(own, "org.apache.felix.http.host = ::1\n");
		assertEquals("http://[::1]:8080/", HttpConfig.read(installation).url().toString());
	}

	@Test
	void savingAPortLeavesTheRest() throws IOException {
		Files.writeString(own, DEFAULTS);
		HttpConfig.read(installation).withPort(9).save();
		assertEquals(DEFAULTS.replace("port = 8080", "port = 9"), Files.readString(own));
		Files.writeString(own, "other = x\n");
		HttpConfig.read(installation).withPort(9).save();
		assertEquals("other = x\norg.osgi.service.http.port = 9\n", Files.readString(own));
	}

	@Test
	void aPortThatIsNoneIsSaid() throws IOException {
		for (String port : new String[] { "http", "0", "-1", "65536", "" }) {
			Files.writeString(own, "org.osgi.service.http.port = " + port + "\n");
			assertEquals("org.osgi.service.http.port in " + own + " must be a number from 1 to 65535, not '" + port + "'",
					assertThrows(Failure.class, () -> HttpConfig.read(installation)).getMessage());
		}
	}

	@Test
	void aPortInUseIsSaid() throws IOException {
		try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			HttpConfig config = HttpConfig.read(installation).withPort(other.getLocalPort());
			assertEquals("port " + other.getLocalPort() + " on 127.0.0.1 is in use: choose another with --port or set org.osgi.service.http.port in " + own,
					assertThrows(Failure.class, config::requireFree).getMessage());
		}
	}
}
