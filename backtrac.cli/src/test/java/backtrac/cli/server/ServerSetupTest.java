package backtrac.cli.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.cli.console.Failure;
import backtrac.cli.installation.Installation;

class ServerSetupTest {

	@TempDir
	Path folder;

	private Path home;
	private Path base;
	private ServerSetup setup;
	private int free;

	@BeforeEach
	void install() throws IOException {
		home = folder.resolve("home");
		base = folder.resolve("new/base");
		Files.createDirectories(home.resolve("etc"));
		Files.writeString(home.resolve("etc/org.apache.felix.http.cfg"), "org.osgi.service.http.port = 1\norg.apache.felix.http.host = 127.0.0.1\n");
		Files.writeString(home.resolve("etc/backtrac.store.cfg"), "path = default\n");
		Files.writeString(home.resolve("etc/config.properties"), "bundles of this version");
		setup = new ServerSetup(new Installation(home, base));
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			free = socket.getLocalPort();
		}
	}

	@Test
	void makesFoldersAndCopiesWhatIsMissing() throws IOException {
		Files.createDirectories(base.resolve("etc"));
		Files.writeString(base.resolve("etc/backtrac.store.cfg"), "path = own\n");
		assertEquals("http://127.0.0.1:" + free + "/", setup.prepare(new Ports(free, null)).url().toString());
		for (String name : new String[] { "data", "log", "deploy" }) {
			assertTrue(Files.isDirectory(base.resolve(name)), name);
		}
		assertEquals("path = own\n", Files.readString(base.resolve("etc/backtrac.store.cfg")));
		assertEquals("org.osgi.service.http.port = " + free + "\norg.apache.felix.http.host = 127.0.0.1\n",
				Files.readString(base.resolve("etc/org.apache.felix.http.cfg")));
		assertFalse(Files.exists(base.resolve("etc/config.properties")), "an update would leave it behind");
	}

	@Test
	void aPortInUseIsNotWritten() throws IOException {
		try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			assertThrows(Failure.class, () -> setup.prepare(new Ports(other.getLocalPort(), null)));
		}
		assertTrue(Files.readString(base.resolve("etc/org.apache.felix.http.cfg")).contains("port = 1\n"));
	}

	@Test
	void theEncryptedPortIsWrittenIfItIsWantedAndCanBeHad() throws IOException {
		Files.writeString(home.resolve("etc/backtrac.https.cfg"), "port = 8443\nhost = 127.0.0.1\n");
		Path own = base.resolve("etc/backtrac.https.cfg");
		try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			String message = assertThrows(Failure.class, () -> setup.prepare(new Ports(free, other.getLocalPort()))).getMessage();
			assertEquals("port " + other.getLocalPort() + " on 127.0.0.1 is in use: choose another with --tls-port (0 for none) or set port in " + own, message);
			assertEquals("port = 8443\nhost = 127.0.0.1\n", Files.readString(own));
			Files.writeString(own, "port = " + other.getLocalPort() + "\n");
			setup.prepare(new Ports(free, null)); // nobody asked for it now
		}
		setup.prepare(new Ports(free, 0));
		assertEquals("port = 0\n", Files.readString(own));
	}

	@Test
	void aWrongNumberKeepsNoServerFromStarting() throws IOException {
		for (String runs : new String[] { "runs = abc", "runs = 0", "historyDays = ever", "# none", "runs = 03", "runs=${env:RUNS}" }) {
			write("backtrac.jobs.cfg", runs + "\n");
			setup.prepare(new Ports(free, null));
		}
		write("backtrac.access.cfg", "auditDays = 0\n");
		setup.prepare(new Ports(free, null));
	}

	@Test
	void aFileThatCannotBeReadIsSaid() throws IOException {
		Path file = write("backtrac.jobs.cfg", "runs = \\u00\n");
		String message = assertThrows(Failure.class, () -> setup.prepare(new Ports(free, null))).getMessage();
		assertTrue(message.startsWith(file + ": "), message);
	}

	@Test
	void aLogConfigurationThatIsNoXmlIsSaid() throws IOException {
		Path file = write("logback.xml", "<configuration>\n<broken");
		String message = assertThrows(Failure.class, () -> setup.prepare(new Ports(free, null))).getMessage();
		assertTrue(message.startsWith(file + ", line 2: "), message);
		write("logback.xml", "<configuration/>");
		setup.prepare(new Ports(free, null));
	}

	@Test
	void whatThisUserCannotWriteButOwnsMayBeOnADiskThatTakesNothing() throws IOException {
		Path old = Files.createDirectories(base.resolve("data/repository/pool"));
		Files.setPosixFilePermissions(old, PosixFilePermissions.fromString("r-xr-xr-x"));
		setup.prepare(new Ports(free, null));
	}

	private Path write(String name, String text) throws IOException {
		return Files.writeString(Files.createDirectories(base.resolve("etc")).resolve(name), text);
	}

	@Test
	void aBaseThatCannotBeIsSaidWithTheWayOut() throws IOException {
		Files.writeString(folder.resolve("new"), "a file");
		String message = assertThrows(Failure.class, () -> setup.prepare(new Ports(free, null))).getMessage();
		assertTrue(message.contains("BACKTRAC_BASE") && message.contains(folder.resolve("new").toString()), message);
	}
}
