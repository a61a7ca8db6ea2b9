package backtrac.test.product;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.test.transport.FreePort;

/** A server that is killed in the middle of its work takes it up again by itself. */
@Order(2) // takes long
class KillServerTest {

	private static final int PLANS = 3;
	private static final int FILES = 8000;

	@TempDir
	Path folder;

	@Test
	void threeRunsAreInterruptedAndResumed() throws Exception {
		try (Product product = Product.thatWorksHard(folder.resolve("base"))) {
			makeSources(product);
			Files.writeString(Files.createDirectories(product.base().resolve("etc")).resolve("backtrac.jobs.cfg"),
					"runs = 3\nrunsPerClient = 3\nrunsPerTransport = local=3\n");
			product.run("server", "start", "--port", Integer.toString(FreePort.find())).assertDone();
			String killed = Script.run(product, """
					rpc = server.rpc
					plans = [rpc.plan.protect(sys.argv[2] + "/source%d" % i)["plan_id"] for i in range(3)]
					runs = [rpc.run.start(plan) for plan in plans]
					def all_work():
						states = [rpc.run.poll(run, 0) for run in runs]
						assert all(s["state"] in ("QUEUED", "RUNNING") for s in states), "a run ended before it could be seen: %s" % states
						return all(s["state"] == "RUNNING" and s["files_done"] > 100 for s in states)
					until(all_work, "three runs are at work")
					server.kill()
					print(*sorted(runs))
					""", folder.toString());

			product.run("server", "start").assertDone();
			String interrupted = Script.run(product, """
					def is_well():
						last = {}
						for run in server.backups():
							last.setdefault(run["plan_id"], run)
						return [run["state"] for run in last.values()] == ["SUCCEEDED"] * 3
					until(is_well, "the last run of each plan is SUCCEEDED")
					assert server.open() == [], server.open()
					runs = server.backups()
					assert [(run["trigger"], run["attempt"]) for run in runs if run["state"] == "SUCCEEDED"] == [("PERSON", 2)] * 3, runs
					before = [run for run in runs if run["state"] == "INTERRUPTED"]
					assert sorted(run["previous"] for run in runs if run["state"] == "SUCCEEDED") == sorted(run["run_id"] for run in before), runs
					assert len(runs) == 6, runs
					assert all(run["message"] and run["finished"] for run in before), before
					print(*sorted(run["run_id"] for run in before))
					""");
			assertEquals(killed, interrupted);

			product.run("server", "stop").assertDone();
			product.run("repo", "verify", product.base().resolve("data/repository").toString(), "--read-data").assertDone();
			for (int i = 0; i < PLANS; i++) {
				product.shell("diff -r '" + folder + "/source" + i + "' '" + product.base() + "'/data/repository/snapshots/*/*source" + i + "/*/tree").assertDone();
			}
		}
	}

	private void makeSources(Product product) {
		product.shell("""
				python3 - '%s' %d %d <<'END'
				import os, sys
				for plan in range(int(sys.argv[2])):
					for i in range(int(sys.argv[3])):
						folder = "%%s/source%%d/%%d" %% (sys.argv[1], plan, i // 100)
						os.makedirs(folder, exist_ok=True)
						with open("%%s/%%d" %% (folder, i), "w") as file:
							file.write("content %%d of %%d " %% (i, plan) * 100)
				END
				""".formatted(folder, PLANS, FILES)).assertDone();
	}
}
