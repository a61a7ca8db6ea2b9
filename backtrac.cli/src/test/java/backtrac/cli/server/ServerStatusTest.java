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
import backtrac.cli.remote.FakeServer;
import backtrac.xmlrpc.remote.HttpsInfo;
import backtrac.xmlrpc.remote.Pauses;
import backtrac.xmlrpc.remote.ServerStatus;

/** What is said of a server that runs. */
class ServerStatusTest {

	@TempDir
	Path folder;

	private CommandLineFixture backtrac;
	private FakeServer server;

	@BeforeEach
	void start() throws IOException {
		backtrac = new CommandLineFixture(folder);
		server = new FakeServer(folder);
	}

	@AfterEach
	void stop() {
		server.close();
	}

	@Test
	void allIsWell() {
		server.answer("server.status", _ -> new ServerStatus("1.0", 0, "/repo", "", List.of(), HttpsInfo.NONE, List.of()));
		server.answer("server.pauses", _ -> new Pauses(false, List.of(), List.of()));
		String said = backtrac.run("server", "status").assertDone().out();
		assertTrue(said.startsWith("the server is running at ") && said.lines().count() == 1, said);
		assertTrue(backtrac.run("server", "status", "--json").assertDone().out().contains("\"repository\":\"/repo\",\"troubles\":[],"));
	}

	@Test
	void howItIsReachedWithEncryption() {
		HttpsInfo https = new HttpsInfo("https://nas:8443/", "AB:CD", "CN=nas", "2036-11-20T12:00:00Z", "/data/c.pem");
		server.answer("server.status", _ -> new ServerStatus("1.0", 0, "/repo", "", List.of(), https, List.of("it expires soon")));
		server.answer("server.pauses", _ -> new Pauses(false, List.of(), List.of()));
		String said = backtrac.run("server", "status").assertDone().out();
		assertTrue(said.contains("\nencrypted access: https://nas:8443/, certificate good until 2036-11-20 ") && said.contains(", SHA-256 fingerprint\n  AB:CD\n"), said);
		assertTrue(said.endsWith("warning: it expires soon\n"), said);
		String json = backtrac.run("server", "status", "--json").assertDone().out();
		assertTrue(json.contains("\"warnings\":[\"it expires soon\"],\"https\":{\"url\":\"https://nas:8443/\",\"fingerprint\":\"AB:CD\","), json);
	}

	@Test
	void whatItLacks() throws IOException {
		server.answer("server.status", _ -> new ServerStatus("1.0", 0, "", "", List.of("there is no repository", "there is no catalog"), HttpsInfo.NONE, List.of()));
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

	@Test
	void oneWhoseTokenIsGone() throws IOException {
		Path token = folder.resolve("base/data/token");
		String kept = Files.readString(token);
		Files.delete(token);
		CommandLineFixture.Result gone = backtrac.run("server", "status");
		assertEquals(Exit.FAILED, gone.exit());
		assertEquals("the server is running, process " + server.pid() + ", but cannot be asked: the server's token " + token
				+ " is gone: 'backtrac server stop' and then 'backtrac server start' make another\n", gone.out());
		backtrac.run("plan", "list").assertComplaint(Exit.FAILED, "the server's token " + token + " is gone", "'backtrac server start' make another");

		server.answer("server.status", _ -> new ServerStatus("1.0", 0, "/repo", "", List.of(), HttpsInfo.NONE, List.of()));
		server.answer("server.pauses", _ -> new Pauses(false, List.of(), List.of()));
		Path other = Files.writeString(folder.resolve("other-token"), kept);
		assertTrue(backtrac.run("server", "status", "--token", other).assertDone().out().contains(", process " + server.pid()), "with a token of one's own");
		Files.writeString(other, "x".repeat(43));
		CommandLineFixture.Result refused = backtrac.run("server", "status", "--token", other);
		assertEquals(Exit.FAILED, refused.exit());
		assertTrue(refused.out().contains("but cannot be asked: " + FakeServer.UNKNOWN_TOKEN), refused.out());
	}

	@Test
	void anotherServer() throws IOException {
		server.answer("server.status", _ -> new ServerStatus("1.0", 0, "/repo", "", List.of("there is no catalog"), HttpsInfo.NONE, List.of("it expires soon")));
		server.answer("server.pauses", _ -> new Pauses(true, List.of(), List.of()));
		Path token = folder.resolve("base/data/token");
		CommandLineFixture.Result said = backtrac.run("server", "status", "--server", server.url(), "--token", token);
		assertEquals(Exit.FAILED, said.exit(), "it cannot back up");
		assertTrue(said.out().startsWith("the server is running at " + server.url() + "/, version 1.0, since "), said.out());
		assertEquals(List.of("backups cannot run: there is no catalog", "warning: it expires soon", "paused: the scheduler starts nothing until 'backtrac server resume'"),
				said.out().lines().skip(1).toList());
		String json = backtrac.run("server", "status", "--server", server.url(), "--token", token, "--json").out();
		assertTrue(json.startsWith("{\"running\":true,\"answering\":true,\"url\":\"" + server.url() + "/\",\"version\":\"1.0\","), json);
		server.close();
		backtrac.run("server", "status", "--server", server.url(), "--token", token).assertComplaint(Exit.FAILED, "no server answers at " + server.url());
	}
}
