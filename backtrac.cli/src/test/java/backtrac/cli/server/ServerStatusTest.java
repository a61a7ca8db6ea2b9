package backtrac.cli.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.cli.CommandLineFixture;
import backtrac.cli.command.Exit;
import backtrac.cli.installation.Installation;
import backtrac.cli.installation.ServerProcess;
import backtrac.cli.remote.FakeServer;
import backtrac.xmlrpc.remote.Pauses;
import backtrac.xmlrpc.remote.ServerStatus;

/** What is said of a server that runs. */
class ServerStatusTest {

	@TempDir
	Path folder;

	private CommandLineFixture backtrac;
	private FakeServer server;
	private Process process;

	@BeforeEach
	void start() throws IOException {
		backtrac = new CommandLineFixture(folder);
		server = new FakeServer(folder);
		Path base = folder.resolve("base");
		process = new ProcessBuilder("/bin/sh", "-c", "echo; read wait", "sh", "-Dbacktrac.base=" + base).start();
		assertEquals('\n', process.getInputStream().read());
		new ServerProcess(new Installation(folder.resolve("home"), base)).claim(process.pid());
	}

	@AfterEach
	void stop() {
		server.close();
		process.destroyForcibly();
	}

	@Test
	void allIsWell() {
		server.answer("server.status", _ -> new ServerStatus("1.0", 0, "/repo", "", List.of()));
		server.answer("server.pauses", _ -> new Pauses(false, List.of(), List.of()));
		String said = backtrac.run("server", "status").assertDone().out();
		assertTrue(said.startsWith("the server is running at ") && said.lines().count() == 1, said);
		assertTrue(backtrac.run("server", "status", "--json").assertDone().out().contains("\"repository\":\"/repo\",\"troubles\":[],"));
	}

	@Test
	void whatItLacks() throws IOException {
		server.answer("server.status", _ -> new ServerStatus("1.0", 0, "", "", List.of("there is no repository", "there is no catalog")));
		Files.createDirectories(folder.resolve("base/log"));
		String time = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss,SSS").format(LocalDateTime.now());
		Files.writeString(new Installation(folder.resolve("home"), folder.resolve("base")).serverLog(), time + " ERROR [main] store - its disk is not mounted\n");

		CommandLineFixture.Result result = backtrac.run("server", "status");
		assertEquals(Exit.FAILED, result.exit());
		assertEquals(List.of("backups cannot run: there is no repository", "backups cannot run: there is no catalog",
				"the first error in its log: its disk is not mounted"), result.out().lines().skip(1).toList());
		CommandLineFixture.Result json = backtrac.run("server", "status", "--json");
		assertEquals(Exit.FAILED, json.exit());
		assertTrue(json.out().contains("\"troubles\":[\"there is no repository\",\"there is no catalog\"]"), json.out());
	}

	@Test
	void oneThatDoesNotSay() {
		CommandLineFixture.Result result = backtrac.run("server", "status");
		assertEquals(Exit.FAILED, result.exit());
		assertTrue(result.out().contains("does not answer") && result.out().contains("there is no server.status"), result.out());
	}
}
