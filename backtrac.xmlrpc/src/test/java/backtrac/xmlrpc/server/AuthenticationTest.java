package backtrac.xmlrpc.server;

import static backtrac.xmlrpc.server.RpcServletTest.assertFault;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.api.access.AuditEntry;
import backtrac.api.access.AuditQuery;
import backtrac.api.access.Role;
import backtrac.api.access.Token;
import backtrac.api.access.Tokens.Stored;
import backtrac.xmlrpc.client.RpcClient;
import backtrac.xmlrpc.remote.Access;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.RpcFault;

/** Who may call what, over HTTP. */
class AuthenticationTest {

	public interface Guarded {

		@Access(Role.VIEWER)
		String see(String what);

		@Access({ Role.VIEWER, Role.RESTORE })
		String mine();

		@Access(value = Role.OPERATOR, changes = true)
		String start(int number);

		@Access(value = Role.ADMIN, changes = true)
		void destroy(String what);

		void unsaid();
	}

	private static final class Impl implements Guarded {

		@Override
		public String see(String what) {
			return what;
		}

		@Override
		public String mine() {
			return Caller.current().name() + " of " + Caller.current().onlyClient().orElse("all");
		}

		@Override
		public String start(int number) {
			if (number == -2) {
				throw new RpcFault(Fault.BUSY, "another backup is about to begin: try again in a moment");
			}
			if (number < 0) {
				throw new RpcFault(Fault.REFUSED, "the path /etc leaves its root\u202e");
			}
			return "run " + number;
		}

		@Override
		public void destroy(String what) {
			throw new IllegalStateException("secret");
		}

		@Override
		public void unsaid() {
		}
	}

	@TempDir
	Path base;
	private final TestClock clock = new TestClock();
	private RpcTestServer server;

	@BeforeEach
	void start() throws Exception {
		server = new RpcTestServer(base, "127.0.0.1", clock);
		server.dispatcher.addHandler(new FakeService("guarded", new Impl(), 0, Guarded.class));
	}

	@AfterEach
	void stop() {
		server.close();
	}

	private String token(String name, Role role, Duration life) {
		TokenText text = TokenText.random();
		server.catalog.add(new Stored(new Token(text.id(), name, role, role == Role.RESTORE ? "nas" : null, clock.instant(),
				life == null ? null : clock.instant().plus(life), null, null), text.hash()));
		return text.text();
	}

	private Object call(String token, String method, Object... parameters) {
		try (RpcClient client = RpcClient.to(server.uri, token)) {
			return client.call(method, parameters);
		}
	}

	/** The first is the oldest. */
	private List<String> audit() {
		server.audit.catchUp();
		return server.catalog.entries(new AuditQuery(null, null, null, 0, 1000)).reversed().stream()
				.map(e -> e.who() + "|" + e.address() + "|" + e.action() + "|" + e.details() + "|" + e.result()).toList();
	}

	@Test
	void whoHasATokenMayWhatItsRoleAllows() {
		String viewer = token("viewer", Role.VIEWER, null);
		String operator = token("operator", Role.OPERATOR, null);
		String restore = token("restore", Role.RESTORE, null);
		String admin = token("admin", Role.ADMIN, Duration.ofDays(1));
		assertEquals("x", call(viewer, "guarded.see", "x"));
		assertEquals("x", call(operator, "guarded.see", "x"));
		assertEquals("viewer of all", call(viewer, "guarded.mine"));
		assertEquals("restore of nas", call(restore, "guarded.mine"));
		assertEquals("operator of all", call(operator, "guarded.mine"));
		assertEquals("data/token of all", call(server.token, "guarded.mine"));
		assertEquals("run 5", call(operator, "guarded.start", 5));
		assertEquals(true, call(admin, "guarded.unsaid"));
		assertEquals("guarded.see needs the role viewer, and the token 'restore' has the role restore",
				assertFault(Fault.FORBIDDEN, () -> call(restore, "guarded.see", "x")).getMessage());
		assertFault(Fault.FORBIDDEN, () -> call(viewer, "guarded.start", 5));
		assertFault(Fault.FORBIDDEN, () -> call(operator, "guarded.destroy", 5, 6)); // before anybody looks at the parameters
		assertFault(Fault.FORBIDDEN, () -> call(operator, "guarded.unsaid"));
		assertFault(Fault.NO_METHOD, () -> call(viewer, "guarded.none"));
		for (String each : List.of(viewer, operator, restore, admin)) {
			assertTrue(List.of((Object[]) call(each, "system.listMethods")).contains("guarded.destroy"));
		}
		assertEquals(List.of("operator|127.0.0.1|guarded.start|5|OK", "admin|127.0.0.1|guarded.unsaid||OK",
				"restore|127.0.0.1|guarded.see|x|1405 FORBIDDEN: guarded.see needs the role viewer, and the token 'restore' has the role restore",
				"viewer|127.0.0.1|guarded.start|5|1405 FORBIDDEN: guarded.start needs the role operator, and the token 'viewer' has the role viewer",
				"operator|127.0.0.1|guarded.destroy|5|1405 FORBIDDEN: guarded.destroy needs the role admin, and the token 'operator' has the role operator",
				"operator|127.0.0.1|guarded.unsaid||1405 FORBIDDEN: guarded.unsaid needs the role admin, and the token 'operator' has the role operator"), audit());
	}

	@Test
	void whatFailsIsInTheAuditLogToo() {
		assertFault(Fault.BUSY, () -> call(server.token, "guarded.start", -2)); // nothing has failed yet: it is called again
		assertFault(Fault.REFUSED, () -> call(server.token, "guarded.start", -1));
		assertFault(Fault.BAD_PARAMETERS, () -> call(server.token, "guarded.start", "x"));
		RpcFault internal = assertFault(Fault.INTERNAL, () -> call(server.token, "guarded.destroy", "all\u202e"));
		assertEquals(List.of("data/token|127.0.0.1|guarded.start|-1|1401 REFUSED: the path /etc leaves its root\uFFFD",
				"data/token|127.0.0.1|guarded.start|x|-32602 BAD_PARAMETERS: parameter 1 must be an integer from -2147483648 to 2147483647",
				"data/token|127.0.0.1|guarded.destroy|'all\uFFFD'|-32603 INTERNAL: " + internal.getMessage()), audit());
	}

	@Test
	void expiredAndRevokedTokensAreToldSoAndDoNotSlowDown() {
		String expiring = token("old", Role.ADMIN, Duration.ofMinutes(5));
		String revoked = token("lost", Role.ADMIN, null);
		assertEquals("x", call(expiring, "guarded.see", "x"));
		clock.pass(Duration.ofMinutes(5));
		server.catalog.revoke(revoked.substring(3, 19), Instant.EPOCH);
		for (int i = 0; i < 9; i++) {
			assertEquals("the token 'old' expired on 2026-03-29T01:04:59Z: 'backtrac token add' on the server makes another",
					assertFault(Fault.UNAUTHORIZED, () -> call(expiring, "guarded.see", "x")).getMessage());
			assertTrue(assertFault(Fault.UNAUTHORIZED, () -> call(revoked, "guarded.see", "x")).getMessage().contains("'lost' was revoked on 1970-01-01T00:00:00Z"));
		}
		List<String> lines = audit();
		assertEquals(2, lines.size(), lines::toString);
		assertTrue(lines.get(0).startsWith("old|127.0.0.1|refused||1404 UNAUTHORIZED: the token 'old' expired"), lines::toString);
		assertTrue(lines.get(1).startsWith("lost|127.0.0.1|refused||1404 UNAUTHORIZED: the token 'lost' was revoked"), lines::toString);
	}

	@Test
	void wrongIdsAndWrongSecretsLookTheSameAndSlowDown() {
		String good = token("ci", Role.VIEWER, null);
		String other = token("other", Role.VIEWER, null);
		assertEquals("x", call(good, "guarded.see", "x"));
		String wrongSecret = good.substring(0, 20) + "A".repeat(43);
		String wrongId = "bt_0000000000000000_" + good.substring(20);
		List<String> wrong = List.of(wrongSecret, wrongId, "bt_", good + "x", "x".repeat(500));
		wrong.forEach(token -> assertEquals("the server does not know the token: 'backtrac token add' on the server makes one",
				assertFault(Fault.UNAUTHORIZED, () -> call(token, "guarded.see", "x")).getMessage()));
		assertEquals("too many wrong tokens came from 127.0.0.1: try again in 1 s",
				assertFault(Fault.SLOWED_DOWN, () -> call(wrongSecret, "guarded.see", "x")).getMessage());
		assertFault(Fault.SLOWED_DOWN, () -> call(other, "guarded.see", "x"));
		assertEquals("x", call(good, "guarded.see", "x"), "it was good within the hour");
		assertEquals("x", call(server.token, "guarded.see", "x"));
		clock.pass(Throttle.FIRST);
		assertEquals("x", call(other, "guarded.see", "x"));
		clock.pass(Refusals.PAUSE);
		assertEquals(List.of("|127.0.0.1|refused||1404 UNAUTHORIZED: the server does not know the token: 'backtrac token add' on the server makes one",
				"|127.0.0.1|refused|6 more since 2026-03-29T00:59:59Z|1406 SLOWED_DOWN: too many wrong tokens came from 127.0.0.1: try again in 1 s"), audit());
	}

	@Test
	void withoutACatalogOnlyTheServersOwnTokenWorks() {
		String good = token("ci", Role.VIEWER, null);
		server.catalog.setBroken(true);
		assertEquals("the database is away", assertFault(Fault.UNAVAILABLE, () -> call(good, "guarded.see", "x")).getMessage());
		assertEquals("run 1", call(server.token, "guarded.start", 1), "although the audit log cannot take it");
		server.authentication.tokens = null;
		server.audit.lines = null;
		assertTrue(assertFault(Fault.UNAVAILABLE, () -> call(good, "guarded.see", "x")).getMessage().contains("while the server has no catalog"));
		assertEquals("run 1", call(server.token, "guarded.start", 1));
	}

	@Test
	void theLastUseIsStoredOnceAMinute() {
		String token = token("ci", Role.VIEWER, null);
		call(token, "guarded.see", "x");
		assertEquals(Instant.parse("2026-03-29T00:59:00Z"), server.catalog.tokens().getFirst().lastUsed());
		server.catalog.revoke("none", clock.instant());
		clock.pass(Duration.ofSeconds(1));
		call(token, "guarded.see", "x");
		assertEquals(Instant.parse("2026-03-29T01:00:00Z"), server.catalog.tokens().getFirst().lastUsed());
	}

	@Test
	void nothingOfACallIsReadBeforeItIsKnownWhoCalls() throws Exception {
		String answer = server.send(HttpRequest.newBuilder(server.uri).POST(BodyPublishers.ofString("<!DOCTYPE x>")).header("Content-Type", "text/xml")
				.header("Authorization", "Bearer wrong")).body();
		assertTrue(answer.contains("<i4>1404</i4>"), answer);
	}

	@Test
	void oldLinesAreRemovedOnceADay() {
		server.catalog.add(new AuditEntry(0, clock.instant().minus(Duration.ofDays(731)), "", "", "old", "", AuditEntry.OK));
		call(server.token, "guarded.start", 1);
		assertEquals(1, audit().size());
		assertFalse(audit().getFirst().contains("old"));
		server.catalog.add(new AuditEntry(0, clock.instant().minus(Duration.ofDays(731)), "", "", "old", "", AuditEntry.OK));
		call(server.token, "guarded.start", 1);
		assertEquals(3, audit().size());
		clock.pass(Duration.ofDays(1));
		call(server.token, "guarded.start", 1);
		assertEquals(3, audit().size());
	}
}
