package backtrac.cli.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.cli.CommandLineFixture;
import backtrac.cli.command.Exit;
import backtrac.cli.console.JsonDocument;
import backtrac.xmlrpc.remote.AuditInfo;
import backtrac.xmlrpc.remote.CallerInfo;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.NewToken;
import backtrac.xmlrpc.remote.RpcFault;
import backtrac.xmlrpc.remote.TokenInfo;
import backtrac.xmlrpc.remote.UserInfo;

class AccessCommandsTest {

	private static final String TOKEN = "bt_0123456789abcdef_secret";

	@TempDir
	Path folder;

	private CommandLineFixture backtrac;
	private FakeServer server;

	@BeforeEach
	void start() throws IOException {
		backtrac = new CommandLineFixture(folder);
		server = new FakeServer(folder);
		server.answer("token.add", _ -> new NewToken("0123456789abcdef", TOKEN));
	}

	@AfterEach
	void stop() {
		server.close();
	}

	@Test
	void aNewTokenIsAloneOnStandardOutput() {
		assertEquals(TOKEN + "\n", backtrac.run("token", "add", "ci", "--role", "viewer").assertDone().out());
		assertEquals(List.of("ci", "viewer", "", ""), server.last("token.add"));
		assertEquals(Map.of("id", "0123456789abcdef", "token", TOKEN),
				JsonDocument.parse(backtrac.run("token", "add", "ci", "--role", "restore", "--client", "nas", "--json").assertDone().out()));
		assertEquals(List.of("ci", "restore", "nas", ""), server.last("token.add"));
		backtrac.run("token", "add", "ci").assertComplaint(Exit.USAGE, "--role");
	}

	@Test
	void aNewTokenGoesToAPrivateFile() throws IOException {
		Path file = folder.resolve("ci.token");
		CommandLineFixture.Result made = backtrac.run("token", "add", "ci", "--role", "viewer", "--to", file).assertDone();
		assertEquals("", made.out());
		assertTrue(made.err().contains("the token ci is in " + file), made.err());
		assertEquals(TOKEN + "\n", Files.readString(file));
		assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));

		backtrac.run("token", "add", "ci", "--role", "viewer", "--to", file).assertComplaint(Exit.FAILED, file.toString(), "is there already");
		assertEquals(1, server.calls("token.add"), "no token that nobody has seen");
		backtrac.run("token", "add", "ci", "--role", "viewer", "--to", folder.resolve("no/file")).assertComplaint(Exit.FAILED, "no such folder");
		server.answer("token.add", _ -> {
			throw new RpcFault(Fault.REFUSED, "There is already a token named ci: revoke it first.");
		});
		Path other = folder.resolve("other.token");
		backtrac.run("token", "add", "ci", "--role", "viewer", "--to", other).assertComplaint(Exit.FAILED, "already a token named ci");
		assertFalse(Files.exists(other));
	}

	@Test
	void aTokenThatNobodyHasIsRevoked() {
		OutputStream full = new OutputStream() {

			@Override
			public void write(int b) throws IOException {
				throw new IOException("No space left on device");
			}
		};
		server.answer("token.revoke", _ -> true);
		for (String form : List.of("--expires=1d", "--json")) {
			backtrac.runInto(full, "token", "add", "ci", form, "--role", "viewer").assertComplaint(Exit.FAILED,
					"the token ci could not be written", "No space left on device", "it was revoked");
			assertEquals(List.of("0123456789abcdef"), server.last("token.revoke"));
		}
		assertEquals(2, server.calls("token.revoke"));
		server.answer("token.revoke", _ -> {
			throw new RpcFault(Fault.REFUSED, "not now");
		});
		backtrac.runInto(full, "token", "add", "ci", "--role", "viewer").assertComplaint(Exit.FAILED, "still good", "backtrac token revoke 0123456789abcdef", "not now");
	}

	@Test
	void whatIsInAFileWithoutATokenIsNotShown() throws IOException {
		Path file = folder.resolve("secrets");
		for (String secret : List.of("root:x:0:0\nbin:x:1:1\n", "my pass", "\n", "x".repeat(600))) {
			Files.writeString(file, secret);
			CommandLineFixture.Result refused = backtrac.run("plan", "list", "--token", file);
			refused.assertComplaint(Exit.FAILED, file + " holds no token");
			assertFalse(refused.err().contains("root:") || refused.err().contains("my pass") || refused.err().contains("xxxx"), refused.err());
		}
		backtrac.run("plan", "list", "--token", folder).assertComplaint(Exit.FAILED, folder + " is a folder");
	}

	@Test
	void aCharacterThatCannotTravelIsWrongUsage() {
		backtrac.run("token", "add", "x\u001b[31m", "--role", "viewer").assertComplaint(Exit.USAGE, "name holds the character U+001B, which cannot be sent", "backtrac token add --help");
		assertEquals(0, server.calls("token.add"));
	}

	private Instant expires(String when) {
		backtrac.run("token", "add", "ci", "--role", "viewer", "--expires", when).assertDone();
		return Instant.parse((String) server.last("token.add").get(3));
	}

	@Test
	void itsEndIsASpanOrADate() {
		Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
		Instant end = expires("48h");
		assertFalse(end.isBefore(before.plus(Duration.ofHours(48))) || end.isAfter(Instant.now().plus(Duration.ofHours(48))), end.toString());
		assertEquals(LocalDate.of(2099, 1, 31).atStartOfDay(ZoneId.systemDefault()).toInstant(), expires("2099-01-31"));
		assertEquals(Instant.parse("2099-01-31T01:00:00Z"), expires("2099-01-31T02:00:00+01:00"));
		for (String wrong : List.of("soon", "2099-02-30", "5", "0d", "3d2y")) {
			backtrac.run("token", "add", "ci", "--role", "viewer", "--expires", wrong).assertComplaint(Exit.USAGE, "--expires", wrong);
		}
	}

	@Test
	void listsAndRevokesTokens() {
		server.answer("token.list", _ -> List.of(
				new TokenInfo("0123456789abcdef", "ci", "RESTORE", "nas", "2026-03-29T01:00:00Z", "", "", "", "GOOD"),
				new TokenInfo("fedcba9876543210", "old", "ADMIN", "", "2026-03-29T01:00:00Z", "2026-03-30T01:00:00Z", "2026-03-29T02:00:00Z", "", "EXPIRED")));
		List<String> lines = backtrac.run("token", "list").assertDone().out().lines().toList();
		assertTrue(lines.get(1).matches("ci +0123456789abcdef +restore of nas +2026-03-2\\d .* +never +- +good"), lines.get(1));
		assertTrue(lines.get(2).matches("old +fedcba9876543210 +admin .* expired"), lines.get(2));
		assertEquals(List.of(Map.of("id", "0123456789abcdef", "name", "ci", "role", "restore", "client", "nas", "created", "2026-03-29T01:00:00Z", "state", "good"),
				Map.of("id", "fedcba9876543210", "name", "old", "role", "admin", "created", "2026-03-29T01:00:00Z", "expires", "2026-03-30T01:00:00Z", "last_used",
						"2026-03-29T02:00:00Z", "state", "expired")),
				JsonDocument.parse(backtrac.run("token", "list", "--json").assertDone().out()));
		server.answer("token.revoke", _ -> true);
		assertEquals("revoked the token ci\n", backtrac.run("token", "revoke", "ci").assertDone().out());
		assertEquals(List.of("ci"), server.last("token.revoke"));
	}

	@Test
	void tellsWhoCalls() {
		server.answer("server.whoami", _ -> new CallerInfo("ci", "RESTORE", "nas", "192.0.2.1"));
		assertEquals("ci: restore of nas, from 192.0.2.1\n", backtrac.run("token", "whoami").assertDone().out());
		assertEquals(Map.of("name", "ci", "role", "restore", "client", "nas", "address", "192.0.2.1"),
				JsonDocument.parse(backtrac.run("token", "whoami", "--json").assertDone().out()));
	}

	@Test
	void aTokenThatIsNoGoodIsNamedByItsFile() throws IOException {
		server.answer("client.list", _ -> {
			throw new RpcFault(Fault.UNAUTHORIZED, "the token 'ci' expired on 2026-03-29T01:00:00Z");
		});
		Path token = Files.writeString(folder.resolve("ci.token"), FakeServer.TOKEN);
		backtrac.run("client", "list", "--token", token).assertComplaint(Exit.FAILED, "expired on 2026-03-29", "in " + token, "--token names another file");
		backtrac.run("client", "list").assertComplaint(Exit.FAILED, "expired on", folder.resolve("base/data/token").toString());
	}

	@Test
	void listsTheAuditLogPageByPage() {
		server.answer("audit.list", parameters -> {
			Map<?, ?> filter = (Map<?, ?>) parameters.getFirst();
			long last = filter.get("before") == null ? 7000 : ((Number) filter.get("before")).longValue() - 1;
			return LongStream.rangeClosed(1, (Integer) filter.get("limit")).mapToObj(i -> new AuditInfo(last - i + 1, "2026-03-29T01:00:00Z", i % 2 == 0 ? "ci" : "",
					"192.0.2.1", "plan.save", "plan=nas/docs", "OK")).toList();
		});
		List<String> lines = backtrac.run("audit", "list").assertDone().out().lines().toList();
		assertEquals(51, lines.size());
		assertTrue(lines.get(1).matches("2026-03-29 .* - +192.0.2.1 +plan.save +plan=nas/docs +OK"), lines.get(1));
		assertEquals(Map.of("limit", 50), server.lastStruct("audit.list"));

		List<?> json = (List<?>) JsonDocument
				.parse(backtrac.run("audit", "list", "--who", "ci", "--action", "plan.", "--since", "2026-03-29", "--limit", 5002, "--json").assertDone().out());
		assertEquals(5002, json.size());
		assertEquals(List.of("id", "time", "address", "action", "details", "result"), List.copyOf(((Map<?, ?>) json.getFirst()).keySet()));
		assertEquals(Map.of("who", "ci", "action", "plan.", "since", LocalDate.of(2026, 3, 29).atStartOfDay(ZoneId.systemDefault()).toInstant().toString(), "before",
				2001, "limit", 2), server.lastStruct("audit.list"));
		backtrac.run("audit", "list", "--limit", 0).assertComplaint(Exit.USAGE, "--limit is 1 or more");
	}

	@Test
	void usersComeAndGo() {
		for (String method : List.of("add", "setPassword", "remove")) {
			server.answer("user." + method, _ -> true);
		}
		server.answer("user.list", _ -> List.of(new UserInfo("admin", true), new UserInfo("ann", false)));
		assertEquals("added the user ann\n", backtrac.pipe("korrekt Pferd\n", "user", "add", "ann").assertDone().out());
		assertEquals(List.of("ann", "korrekt Pferd"), server.last("user.add"));
		backtrac.pipe("korrekt Esel", "user", "password", "ann").assertDone();
		assertEquals(List.of("ann", "korrekt Esel"), server.last("user.setPassword"));
		backtrac.run("user", "add", "eve").assertComplaint(Exit.FAILED, "the secret 'password' is missing");
		backtrac.run("user", "remove", "ann").assertDone();
		assertEquals(List.of("ann"), server.last("user.remove"));
		assertEquals("""
				NAME   PASSWORD
				admin  still that of the first start
				ann    set
				""", backtrac.run("user", "list").assertDone().out());
		assertEquals(List.of(Map.of("name", "admin", "one_time_password", true), Map.of("name", "ann", "one_time_password", false)),
				JsonDocument.parse(backtrac.run("user", "list", "--json").assertDone().out()));
	}
}
