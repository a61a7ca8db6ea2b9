package backtrac.test.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.test.transport.FreePort;

/** The repository is the truth: a server whose catalog is lost makes it again from there. */
class CatalogLostTest {

	private static final String STATE = """
			rpc = server.rpc
			until(lambda: len(rpc.snapshot.list({})) >= int(sys.argv[2]), "the catalog knows the snapshots")
			until(lambda: len(rpc.plan.list({})) == 1, "the catalog knows the plan")
			plan = rpc.plan.get(rpc.plan.list({})[0]["plan_id"])
			print([client["name"] for client in rpc.client.list("", 0, 10)])
			print([plan[key] for key in ("client", "name", "transport", "settings", "excludes", "schedule", "zone", "retention", "retries")])
			for s in rpc.snapshot.list({}):
				print([s[key] for key in sorted(s)])
			""";

	@TempDir
	Path folder;

	@Test
	void clientPlanAndSnapshotsComeBack() throws Exception {
		Path source = Files.createDirectories(folder.resolve("documents"));
		Files.writeString(source.resolve("letter.txt"), "dear reader\n");
		try (Product product = new Product(folder.resolve("base"))) {
			product.run("quickstart", source.toString(), "--port", Integer.toString(FreePort.find())).assertDone();
			String plan = Script.run(product, "print(server.rpc.plan.list({})[0]['client'] + '/' + server.rpc.plan.list({})[0]['plan'])");
			product.run("plan", "set", plan, "--schedule", "monthly on 1 at 02:00", "--zone", "Europe/Berlin", "--retention", "standard", "--retries", "1", "--exclude",
					"*.tmp").assertDone();
			Files.writeString(source.resolve("letter.txt"), "dear reader, once more\n");
			product.run("run", "start", plan, "--follow").assertDone();
			product.run("snapshot", "pin", "latest", "--why", "before the loss").assertDone();
			String before = Script.run(product, STATE, "2");
			assertTrue(before.contains("before the loss") && before.contains("monthly on 1 at 02:00"), before);
			product.run("server", "stop").assertDone();

			product.shell("rm -r '" + product.base() + "/data/catalog'").assertDone();
			product.run("server", "start").assertDone();
			assertEquals(before, Script.run(product, STATE, "2"));

			product.run("quickstart", source.toString()).assertDone();
			String after = Script.run(product, STATE, "3");
			assertEquals(before.lines().count() + 1, after.lines().count(), "it is the same plan's next snapshot: " + after);
			assertTrue(product.run("plan", "list").assertDone().out().contains(plan + " "), after);
			product.run("server", "stop").assertDone();
			product.run("repo", "verify", product.base().resolve("data/repository").toString(), "--read-data").assertDone();
		}
	}
}
