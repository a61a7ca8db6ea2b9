package backtrac.test.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import backtrac.test.transport.FreePort;

/** Who may call: tokens, roles, the audit log and users, from a shell and from Python. */
@Execution(ExecutionMode.CONCURRENT)
class AccessTest {

	/** Calls with tokens that do not suffice, and prints what Python's own client makes of the answers. */
	private static final String CALLS = """
			port = re.search(r"service.http.port *= *(\\d+)", open(server.base + "/etc/org.apache.felix.http.cfg").read()).group(1)
			def fault(token, call):
				headers = [("Authorization", "Bearer " + token)] if token else []
				try:
					call(xmlrpc.client.ServerProxy("http://127.0.0.1:%s/rpc" % port, headers=headers))
					return "none"
				except xmlrpc.client.Fault as fault:
					return "%d %s" % (fault.faultCode, fault.faultString)
			def read(name):
				return open(sys.argv[2] + "/" + name).read().strip()
			viewer, gone = read("viewer"), read("gone")
			made = server.rpc.token.add("brief", "VIEWER", "", time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + 6)))
			assert fault(viewer, lambda rpc: rpc.client.list("", 0, 10)) == "none"
			until(lambda: "expired on" in fault(made["token"], lambda rpc: rpc.client.list("", 0, 10)), "the token expires")
			print(fault(made["token"], lambda rpc: rpc.client.list("", 0, 10)))
			print(fault(gone, lambda rpc: rpc.client.list("", 0, 10)))
			print(fault(viewer, lambda rpc: rpc.client.save("", "evil")))
			print(fault(viewer, lambda rpc: rpc.audit.list({})))
			print(fault(None, lambda rpc: rpc.client.list("", 0, 10)))
			wrong = []
			until(lambda: wrong.append(fault("bt_0123456789abcdef_" + "A" * 43, lambda rpc: rpc.client.list("", 0, 10))) or wrong[-1].startswith("1406"), "slowed down")
			print("%d %s" % (sum(each == wrong[0] for each in wrong), wrong[0]))
			print(wrong[-1])
			assert fault(viewer, lambda rpc: rpc.client.list("", 0, 10)) == "none", "it was good within the hour"
			""";

	@TempDir
	Path folder;

	private static void assertLike(String expected, String line) {
		assertTrue(line.matches(expected), () -> "'" + line + "' is not like '" + expected + "'");
	}

	@Test
	void tokensOpenWhatTheirRolesAllowAndTheAuditLogTellsWhatWasDone() throws Exception {
		try (Product product = new Product(folder.resolve("base"))) {
			product.run("server", "start", "--port", Integer.toString(FreePort.find())).assertDone();
			product.run("client", "add", "desk").assertDone();
			Path viewer = folder.resolve("viewer");
			assertEquals("", product.run("token", "add", "watch", "--role", "viewer", "--expires", "90d", "--to", viewer.toString()).assertDone().out());
			assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(viewer)));
			Files.writeString(folder.resolve("gone"), product.run("token", "add", "gone", "--role", "admin").assertDone().out());
			Path restore = folder.resolve("restore");
			product.run("token", "add", "anna", "--role", "restore", "--client", "desk", "--to", restore.toString()).assertDone();
			product.run("client", "list", "--token", folder.resolve("gone").toString()).assertDone();
			product.run("token", "revoke", "gone").assertDone();

			assertLike("watch: viewer, from \\S+\n", product.run("token", "whoami", "--token", viewer.toString()).assertDone().out());
			assertLike("anna: restore of desk, from \\S+\n", product.run("token", "whoami", "--token", restore.toString()).assertDone().out());
			product.run("snapshot", "list", "--token", restore.toString()).assertDone();
			product.run("client", "list", "--token", restore.toString()).assertOneClearLine(1, "client.list needs the role viewer", "'anna' has the role restore");
			product.run("client", "add", "evil", "--token", viewer.toString()).assertOneClearLine(1, "client.save needs the role admin");
			product.run("client", "list", "--token", folder.resolve("gone").toString()).assertOneClearLine(1, "the token 'gone' was revoked on", "--token");

			List<String> faults = Script.run(product, CALLS, folder.toString()).lines().toList();
			assertLike("1404 the token 'brief' expired on \\S+: 'backtrac token add' on the server makes another", faults.get(0));
			assertLike("1404 the token 'gone' was revoked on .*", faults.get(1));
			assertEquals("1405 client.save needs the role admin, and the token 'watch' has the role viewer", faults.get(2));
			assertLike("1405 audit.list needs the role admin, .*", faults.get(3));
			assertLike("1404 the call has no token: .*", faults.get(4));
			assertLike("([5-9]|\\d\\d) 1404 the server does not know the token: 'backtrac token add' on the server makes one", faults.get(5));
			assertLike("1406 too many wrong tokens came from 127.0.0.1: try again in \\d+ s", faults.get(6));

			String users = "korrekt Pferd Batterie";
			product.shell("printf '%s\\n' '" + users + "' | '" + product.command() + "' user add anna").assertDone();
			assertTrue(product.run("user", "list").assertDone().out().contains("\nanna "));
			product.run("user", "remove", "anna").assertDone();
			product.run("user", "remove", "admin").assertOneClearLine(1, "The last user cannot be removed");

			String audit = product.run("audit", "list", "--limit", "1000").assertDone().out();
			for (String line : List.of("data/token +127.0.0.1 +client.save +'', desk +OK", "data/token .* token.add +watch, viewer, '', \\S+ +OK",
					"gone .* refused .* 1404 UNAUTHORIZED: the token 'gone' was revoked .*", "brief .* refused .* 1404 UNAUTHORIZED: the token 'brief' expired .*",
					"watch .* client.save +'', evil +1405 FORBIDDEN: .*", "anna .* client.list .* 1405 FORBIDDEN: .*", "- +127.0.0.1 +refused .*",
					"data/token .* user.add +anna, \\(hidden\\) +OK", "data/token .* user.remove +admin +1401 REFUSED: The last user .*")) {
				assertTrue(audit.lines().anyMatch(each -> each.matches("[0-9: -]{19}  " + line)), () -> line + " is missing in\n" + audit);
			}
			String all = audit + Files.readString(product.base().resolve("log/backtrac.log"));
			for (String secret : List.of(Files.readString(viewer).strip(), users, "A".repeat(43))) {
				assertTrue(!all.contains(secret), "a secret is in a log");
			}
			assertEquals("[]\n", product.run("audit", "list", "--who", "nobody", "--json").assertDone().out());
			assertTrue(product.run("audit", "list", "--who", "watch", "--action", "client.").assertDone().out().lines().count() >= 2);
		}
	}
}
