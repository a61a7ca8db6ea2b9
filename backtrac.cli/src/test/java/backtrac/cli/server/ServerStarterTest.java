package backtrac.cli.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import com.sun.net.httpserver.HttpServer;

import backtrac.cli.console.Console;
import backtrac.cli.console.Failure;
import backtrac.cli.console.Terminal;
import backtrac.cli.installation.Installation;
import backtrac.cli.installation.ServerProcess;
import backtrac.cli.remote.FakeServer;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.wire.Messages;

/** A server that listens, but does not say how it is: whoever waits for it is told why. */
@Timeout(60)
class ServerStarterTest {

	@TempDir
	Path base;

	private Installation installation;
	private HttpServer http;
	private Process process;
	/** Of a fault; null for a server that has no remote interface yet. */
	private String refusal;

	@BeforeEach
	void startHalfAServer() throws IOException {
		installation = new Installation(base, base);
		Files.createDirectories(installation.data());
		Files.createDirectories(installation.log());
		http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		http.createContext("/", exchange -> {
			byte[] answer = refusal == null ? new byte[0] : Messages.writeFault(Fault.UNAUTHORIZED.code(), refusal);
			exchange.getResponseHeaders().set("Content-Type", "text/xml");
			exchange.sendResponseHeaders(refusal == null ? 404 : 200, answer.length == 0 ? -1 : answer.length);
			exchange.getResponseBody().write(answer);
			exchange.close();
		});
		http.start();
		Files.createDirectories(installation.etc());
		Files.writeString(installation.etc().resolve("org.apache.felix.http.cfg"),
				"org.osgi.service.http.port = " + http.getAddress().getPort() + "\norg.apache.felix.http.host = 127.0.0.1\n");
		process = new ProcessBuilder("/bin/sh", "-c", "echo; read wait", "sh", "-Dbacktrac.base=" + base).start();
		assertEquals('\n', process.getInputStream().read());
		new ServerProcess(installation).claim(process.pid());
	}

	@AfterEach
	void end() {
		http.stop(0);
		process.destroyForcibly();
	}

	@Test
	void theFirstErrorInItsLog() throws IOException {
		Files.writeString(installation.tokenFile(), "x".repeat(43));
		String time = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss,SSS").format(LocalDateTime.now());
		Files.writeString(installation.serverLog(), time + " ERROR [main] store - failed\nCaused by: a.BException: its disk is not mounted\n");
		assertEquals("the server, process " + process.pid() + ", runs but is of no use: its disk is not mounted", failure());
	}

	@Test
	void aTokenThatIsGone() {
		assertTrue(failure().contains("the server's token " + installation.tokenFile() + " is gone: 'backtrac server stop'"), this::failure);
	}

	@Test
	void aTokenThatItDoesNotAccept() throws IOException {
		refusal = FakeServer.UNKNOWN_TOKEN;
		Files.writeString(installation.tokenFile(), "x".repeat(43));
		assertTrue(failure().contains(FakeServer.UNKNOWN_TOKEN), this::failure);
	}

	private String failure() {
		Console console = new Console(new ByteArrayInputStream(new byte[0]), OutputStream.nullOutputStream(), new PrintStream(OutputStream.nullOutputStream()),
				() -> Terminal.NONE);
		ServerStarter starter = new ServerStarter(console, installation, Duration.ZERO);
		return assertThrows(Failure.class, () -> starter.start(Ports.KEPT)).getMessage();
	}
}
