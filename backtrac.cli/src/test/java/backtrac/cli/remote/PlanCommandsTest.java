package backtrac.cli.remote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.cli.CommandLineFixture;
import backtrac.cli.command.Exit;
import backtrac.cli.console.Format;
import backtrac.cli.console.JsonDocument;
import backtrac.xmlrpc.remote.ClientInfo;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.PlanDetails;
import backtrac.xmlrpc.remote.PlanInfo;
import backtrac.xmlrpc.remote.RpcFault;
import backtrac.xmlrpc.remote.SavedPlan;

class PlanCommandsTest {

	private static final String NEXT = "2026-03-29T01:00:00Z";

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
	void listsClients() {
		server.answer("client.list", _ -> List.of(new ClientInfo("1", "desk", false), new ClientInfo("2", "nas\u202e", true)));
		assertEquals("""
				NAME             STATE
				desk             active
				nas\\xe2\\x80\\xae  paused
				""", backtrac.run("client", "list").assertDone().out());
		assertEquals(List.of("", 0, 10_000), server.last("client.list"));
		assertEquals(List.of(Map.of("id", "1", "name", "desk", "paused", false), Map.of("id", "2", "name", "nas\u202e", "paused", true)),
				JsonDocument.parse(backtrac.run("client", "list", "n", "--json").assertDone().out()));
		assertEquals(List.of("n", 0, 10_000), server.last("client.list"));
		server.answer("client.list", _ -> List.of());
		assertEquals("[]\n", backtrac.run("client", "list", "--json").assertDone().out());
		assertTrue(backtrac.run("client", "list").assertDone().err().contains("'backtrac client add' adds one"));
	}

	@Test
	void changesClients() {
		server.answer("client.save", _ -> "id");
		server.answer("plan.list", _ -> List.of());
		for (String verb : List.of("pause", "resume", "remove")) {
			server.answer("client." + verb, _ -> true);
			backtrac.run("client", verb, "nas").assertDone();
			assertEquals(List.of("nas"), server.last("client." + verb));
		}
		assertEquals("added the client nas\n", backtrac.run("client", "add", "nas").assertDone().out());
		assertEquals(List.of("", "nas"), server.last("client.save"));
	}

	@Test
	void aClientWithPlansIsRemovedIfThatIsMeant() {
		server.answer("client.remove", _ -> true);
		server.answer("plan.list", _ -> Collections.nCopies(2, plan("mail", false, "GOOD", "", "")));
		backtrac.run("client", "remove", "nas").assertComplaint(Exit.FAILED, "the client nas has 2 plans", "--yes");
		backtrac.type("");
		CommandLineFixture.Result refused = backtrac.run("client", "remove", "nas");
		assertEquals(Exit.FAILED, refused.exit());
		assertEquals("nothing has been removed\n", refused.err());
		assertEquals(0, server.calls("client.remove"));
		assertEquals("nas", server.lastStruct("plan.list").get("client"));

		backtrac.type("Y");
		assertEquals("removed nas and 2 plans; its snapshots stay in the repository\n", backtrac.run("client", "remove", "nas").assertDone().out());
		backtrac.type("no");
		backtrac.run("client", "remove", "nas", "--yes").assertDone();
		assertEquals(2, server.calls("client.remove"));
	}

	@Test
	void aJitterIsInMinutes() {
		backtrac.run("plan", "set", "nas/docs", "--jitter", "-5").assertComplaint(Exit.USAGE, "--jitter is from 0 to 10080 minutes, not -5");
		backtrac.run("plan", "set", "nas/docs", "--jitter", "100000000").assertComplaint(Exit.USAGE, "10080");
	}

	@Test
	void whatTheServerSaysIsWrongIsWrongUsageOrAFailure() {
		server.answer("client.save", _ -> {
			throw new RpcFault(Fault.BAD_PARAMETERS, "the name of the client must not hold a slash");
		});
		backtrac.run("client", "add", "a/b").assertComplaint(Exit.USAGE, "must not hold a slash", "backtrac client add --help");
		server.answer("client.save", _ -> {
			throw new RpcFault(Fault.REFUSED, "there is a client named nas already");
		});
		backtrac.run("client", "add", "nas").assertComplaint(Exit.FAILED, "a client named nas already");
		backtrac.run("client", "pause", "nas").assertComplaint(Exit.FAILED, "there is no client.pause");
	}

	@Test
	void aServerThatIsNotThere() throws IOException {
		server.close();
		backtrac.run("plan", "list").assertComplaint(Exit.FAILED, "the server is not running: 'backtrac server start' starts it");
		Path token = folder.resolve("base/data/token");
		backtrac.run("plan", "list", "--token", token).assertComplaint(Exit.FAILED, "no server answers at " + server.url(), "'backtrac server start'");
		backtrac.run("plan", "list", "--server", server.url(), "--token", token).assertComplaint(Exit.FAILED, "no server answers at " + server.url() + "/rpc");
		Files.delete(token);
		backtrac.run("plan", "list").assertComplaint(Exit.FAILED, "the server is not running: 'backtrac server start' starts it");
	}

	@Test
	void whoListensInPlaceOfTheServerDoesNotGetItsToken() {
		server.answer("client.list", _ -> List.of());
		backtrac.run("client", "list").assertDone();
		server.crash();
		for (String own : List.of("--json", "--server=" + server.url())) {
			backtrac.run("client", "list", own).assertComplaint(Exit.FAILED, "the server is not running: 'backtrac server start' starts it");
		}
		assertEquals(1, server.calls("client.list"));
	}

	@Test
	void anotherServerAndItsToken() throws IOException {
		server.answer("client.list", _ -> List.of());
		Files.delete(folder.resolve("base/etc/org.apache.felix.http.cfg"));
		Path token = Files.writeString(folder.resolve("other-token"), FakeServer.TOKEN);
		backtrac.run("client", "list", "--server", server.url(), "--token", token).assertDone();
		backtrac.run("client", "list", "--server", server.url() + "/", "--token", token).assertDone();
		assertEquals(2, server.calls("client.list"));
		Files.writeString(token, "wrong");
		backtrac.run("client", "list", "--server", server.url(), "--token", token).assertComplaint(Exit.FAILED, "the server does not know the token", "in " + token);
		backtrac.run("client", "list", "--server", "http://192.0.2.1", "--token", token).assertComplaint(Exit.FAILED, "without encryption");
	}

	@Test
	void listsPlans() {
		PlanInfo mail = plan("mail", false, "FAILED", NEXT, "RETRY");
		server.answer("plan.list", _ -> List.of(new PlanInfo("1", "docs", "c", "nas", "local", "", false, "NEVER", "", "", "", "", "", "", "", ""), mail,
				plan("pics", true, "GOOD", "", "PAUSE")));
		String local = Format.time(Instant.parse(NEXT), ZoneId.systemDefault());
		assertEquals("""
				PLAN      SCHEDULE        NEXT                         LAST RUN             RESULT     HEALTH
				nas/docs  by hand         -                            -                    -          never
				nas/mail  daily at 02:00  %s (retry)  %s  succeeded  failed
				nas/pics  daily at 02:00  paused                       %s  succeeded  good
				""".formatted(local, local, local), backtrac.run("plan", "list").assertDone().out());

		List<Map<String, Object>> rows = JsonDocument.rows(backtrac.run("plan", "list", "m", "--client", "nas", "--health", "failed", "--json").assertDone().out());
		assertEquals(Map.of("client", "nas", "text", "m", "health", "failed", "offset", 0, "limit", 1000), server.lastStruct("plan.list"));
		assertEquals(Map.of("id", "1", "client", "nas", "plan", "docs", "client_id", "c", "transport", "local", "schedule", "", "paused", false, "health", "never"),
				rows.getFirst());
		assertEquals(Map.ofEntries(Map.entry("id", "id"), Map.entry("client", "nas"), Map.entry("plan", "mail"), Map.entry("client_id", "c"),
				Map.entry("transport", "local"), Map.entry("schedule", "daily at 02:00"), Map.entry("paused", false), Map.entry("health", "failed"),
				Map.entry("next", NEXT), Map.entry("waiting", "retry"), Map.entry("last_run", "r"), Map.entry("last_state", "succeeded"),
				Map.entry("last_finished", NEXT), Map.entry("last_message", "well"), Map.entry("last_backup", NEXT), Map.entry("last_complete", NEXT)), rows.get(1));
	}

	@Test
	void listsAllPages() {
		server.answer("plan.list", parameters -> Collections.nCopies(((Map<?, ?>) parameters.getFirst()).get("offset").equals(0) ? 1000 : 7,
				plan("mail", false, "GOOD", "", "")));
		assertEquals(1007, JsonDocument.rows(backtrac.run("plan", "list", "--json").assertDone().out()).size());
		assertEquals(1000, server.lastStruct("plan.list").get("offset"));
	}

	private static PlanInfo plan(String name, boolean paused, String health, String next, String waiting) {
		return new PlanInfo("id", name, "c", "nas", "local", "daily at 02:00", paused, health, "r", "SUCCEEDED", NEXT, "well", NEXT, NEXT, next, waiting);
	}

	@Test
	void addsAPlan() {
		server.answer("plan.save", _ -> new SavedPlan("id", true, List.of(NEXT), List.of()));
		String said = backtrac.run("plan", "add", "nas/docs", "--path", folder + "/./docs", "--schedule", "daily at 02:00", "--zone", "Europe/Berlin").assertDone().out();
		assertEquals("added the plan nas/docs, next run " + Format.time(Instant.parse(NEXT), ZoneId.systemDefault()) + "\n", said);
		Map<String, Object> sent = server.lastStruct("plan.save");
		assertEquals(Set.of("client", "name", "settings", "secrets", "schedule", "zone"), sent.keySet(), "what is not given stays as it is");
		assertEquals("nas", sent.get("client"));
		assertEquals("docs", sent.get("name"));
		assertEquals(Map.of("path", folder + "/docs"), sent.get("settings"));
		for (String wrong : List.of("docs", "/docs", "nas/")) {
			backtrac.run("plan", "add", wrong).assertComplaint(Exit.USAGE, "the plan is CLIENT/NAME, not '" + wrong + "'");
		}
	}

	@Test
	void changesAllOfAPlan() {
		server.answer("plan.get", _ -> details("v7"));
		server.answer("plan.save", _ -> new SavedPlan("id", false, List.of(), List.of()));
		CommandLineFixture.Result result = backtrac.pipe("geheim\u00e4\n1234\n", "plan", "set", "nas/docs", "--name", "papers", "--transport", "smb", "--set", "share=docs", "--set",
				"port=", "--secret", "password", "--secret", "pin", "--exclude", "*.tmp", "--exclude", "/cache", "--window", "mon-fri 20:00-06:00", "--blackout",
				"", "--ends-with-window", "--jitter", "10", "--retention", "standard", "--priority", "-1", "--retries", "0", "--no-allow-empty").assertDone();
		assertEquals("changed the plan nas/docs, which runs by hand only\n", result.out());
		assertEquals("", result.err());

		Map<String, Object> sent = server.lastStruct("plan.save");
		assertEquals("nas/docs", sent.get("plan"));
		assertEquals("v7", sent.get("version"));
		assertEquals(Map.of("share", "docs", "port", ""), sent.get("settings"));
		assertEquals(Map.of("password", "geheim\u00e4", "pin", "1234"), sent.get("secrets"));
		assertArrayEquals(new Object[] { "*.tmp", "/cache" }, (Object[]) sent.get("excludes"));
		assertArrayEquals(new Object[] { "mon-fri 20:00-06:00" }, (Object[]) sent.get("windows"));
		assertArrayEquals(new Object[0], (Object[]) sent.get("blackouts"));
		assertEquals(List.of("papers", "smb", 600, true, "standard", -1, 0, false), List.of(sent.get("name"), sent.get("transport"), sent.get("jitter_seconds"),
				sent.get("ends_with_window"), sent.get("retention"), sent.get("priority"), sent.get("retries"), sent.get("allow_empty")));
		assertFalse(sent.containsKey("client"));
	}

	@Test
	void saysWhatTheServerWarnsOf() {
		server.answer("plan.get", _ -> details(null)); // of an older server
		server.answer("plan.save", _ -> new SavedPlan("id", false, List.of(), List.of("the transport ftp is not installed")));
		assertEquals("backtrac: the transport ftp is not installed\n", backtrac.run("plan", "set", "nas/docs", "--transport", "ftp").assertDone().err());
		assertEquals("backtrac: the transport ftp is not installed\n", backtrac.run("plan", "add", "nas/docs", "--transport", "ftp").assertDone().err());
	}

	@Test
	void aSecretIsNeverAnArgument() {
		server.answer("plan.get", _ -> details("v7"));
		server.answer("plan.save", _ -> new SavedPlan("id", false, List.of(), List.of()));
		backtrac.run("plan", "set", "nas/docs", "--secret", "password").assertComplaint(Exit.FAILED, "the secret 'password' is missing", "standard input");
		assertEquals(0, server.calls("plan.save"));
	}

	@Test
	void anExcludeThatMakesNoSenseIsFoundHere() {
		backtrac.run("plan", "set", "nas/docs", "--exclude", "[a").assertComplaint(Exit.USAGE, "[a");
	}

	@Test
	void aPlanThatSomebodyElseHasChangedMeanwhileStays() {
		server.answer("plan.get", _ -> details("v7"));
		server.answer("plan.save", _ -> {
			throw new RpcFault(Fault.CONFLICT, "somebody else has changed the plan docs meanwhile: read it again, and repeat your change");
		});
		backtrac.run("plan", "set", "nas/docs", "--retries", "1").assertComplaint(Exit.FAILED, "somebody else has changed the plan docs meanwhile");
		server.answer("plan.get", _ -> {
			throw new RpcFault(Fault.NOT_FOUND, "there is no plan 'x'");
		});
		backtrac.run("plan", "set", "x", "--secret", "password").assertComplaint(Exit.FAILED, "there is no plan 'x'");
		assertEquals(1, server.calls("plan.save"));
	}

	private static PlanDetails details(String version) {
		return new PlanDetails("id", "nas", "docs", "local", Map.of("path", "/docs"), List.of("password"), List.of("*.tmp", "/cache"), "daily at 02:00",
				"Europe/Berlin", List.of("mon-fri 20:00-06:00"), List.of(), 600, true, "cascade last=3", 0, 3, false, true, List.of(NEXT), version);
	}

	@Test
	void showsAPlan() {
		server.answer("plan.get", _ -> details("v7"));
		assertEquals("""
				plan       nas/docs (paused)
				id         id
				transport  local
				path       /docs
				password   (set)
				exclude    *.tmp
				           /cache
				schedule   daily at 02:00 (Europe/Berlin)
				window     mon-fri 20:00-06:00
				           runs end with their window
				jitter     10 min
				retention  cascade last=3
				priority   0
				retries    3
				next run   %s
				""".formatted(Format.time(Instant.parse(NEXT), ZoneId.systemDefault())), backtrac.run("plan", "show", "nas/docs").assertDone().out());
		assertEquals("""
				{"id":"id","client":"nas","plan":"docs","transport":"local","settings":{"path":"/docs"},"secrets":["password"],"excludes":["*.tmp","/cache"],\
				"schedule":"daily at 02:00","zone":"Europe/Berlin","windows":["mon-fri 20:00-06:00"],"blackouts":[],"jitter_seconds":600,"ends_with_window":true,\
				"retention":"cascade last=3","priority":0,"retries":3,"allow_empty":false,"paused":true,"next":["2026-03-29T01:00:00Z"]}
				""", backtrac.run("plan", "show", "nas/docs", "--json").assertDone().out());

		server.answer("plan.preview", _ -> List.of("2026-03-29T00:30:00Z", NEXT));
		assertEquals("Sun 2026-03-29 01:30:00 +01:00\nSun 2026-03-29 03:00:00 +02:00\n", backtrac.run("plan", "next", "nas/docs", "--next", "2").assertDone().out());
		assertEquals(List.of(Map.of("plan", "nas/docs"), 2), server.last("plan.preview"));
		assertEquals("{\"zone\":\"Europe/Berlin\",\"next\":[\"2026-03-29T00:30:00Z\",\"2026-03-29T01:00:00Z\"]}\n",
				backtrac.run("plan", "next", "nas/docs", "--json").assertDone().out());
	}

	@Test
	void pausesPlansAndAll() {
		for (String verb : List.of("pause", "resume", "remove")) {
			server.answer("plan." + verb, _ -> true);
			backtrac.run("plan", verb, "nas/docs").assertDone();
			assertEquals(List.of("nas/docs"), server.last("plan." + verb));
		}
		server.answer("server.pause", _ -> true);
		server.answer("server.resume", _ -> true);
		assertTrue(backtrac.run("server", "pause").assertDone().out().contains("'backtrac server resume'"));
		backtrac.run("server", "resume").assertDone();
		assertEquals(1, server.calls("server.resume"));
	}
}
