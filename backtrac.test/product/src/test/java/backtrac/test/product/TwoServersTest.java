package backtrac.test.product;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.engine.catalog.PostgresServer;
import backtrac.test.transport.FreePort;

/** Two servers that share a database and a repository: what is due runs once, and what one of them leaves behind the other takes over. */
@Order(1) // waits for a minute of the clock
class TwoServersTest {

	private static final int CLIENTS = 20;
	private static final int PLANS = 200;

	@TempDir
	Path folder;

	@Test
	void eachPlanRunsOnceAndTheOtherServerTakesOver() throws Exception {
		String database = PostgresServer.shared().newDatabase();
		try (Product one = Product.thatWorksHard(folder.resolve("one"));
				Product two = Product.thatWorksHard(folder.resolve("two"))) {
			for (int i = 0; i < PLANS; i++) {
				Files.writeString(Files.createDirectories(folder.resolve("sources/" + i)).resolve("file"), "content " + i);
			}
			start(one, database);
			start(two, database);
			String plans = folder.resolve("sources").toString();
			assertEquals("2 servers, 200 runs", Script.run(one, """
					clients, plans = int(sys.argv[3]), int(sys.argv[4])
					for i in range(clients):
						server.rpc.client.save("", "client%d" % i)
					ids = [server.rpc.plan.save({"client": "client%d" % (i % clients), "name": "plan%d" % i, "settings": {"path": "%s/%d" % (sys.argv[2], i)}})["plan_id"]
						for i in range(plans)]
					# all are due at one and the same minute to come; a later one if it takes too long to say so
					server.rpc.server.pause()
					patience, late = 10, True
					while late:
						patience *= 2
						at = (int(time.time()) + patience) // 60 * 60 + 60
						schedule = time.strftime("cron %M %H * * *", time.gmtime(at))
						moment = time.strftime("%Y-%m-%dT%H:%M:00Z", time.gmtime(at))
						late = any(server.rpc.plan.save({"plan": id, "schedule": schedule, "zone": "UTC"})["next"][0] != moment for id in ids) or time.time() > at - 1
					server.rpc.server.resume()
					until(lambda: len(server.backups()) >= plans, "all plans have run", 300)
					until(lambda: not server.open(), "all runs have ended", 300)
					runs = server.backups()
					assert all(run["state"] == "SUCCEEDED" and run["moment"] == moment and run["trigger"] in ("SCHEDULE", "MISSED") for run in runs), \\
						[run for run in runs if run["state"] != "SUCCEEDED" or run["moment"] != moment]
					assert len({run["plan_id"] for run in runs}) == plans, "a plan ran twice"
					print(len({run["server"] for run in runs}), "servers,", len(runs), "runs")
					""", plans, Integer.toString(CLIENTS), Integer.toString(PLANS)));

			assertEquals("taken over", Script.run(one, """
					import fcntl
					other = Server(sys.argv[2])
					wanted = [plan["plan_id"] for plan in server.rpc.plan.list({"limit": 60})]
					with open(sys.argv[3] + "/locks/lock", "r+") as lock:
						fcntl.lockf(lock, fcntl.LOCK_EX) # as a prune has it: until it is free no run ends
						left = {server.rpc.run.start(plan) for plan in wanted}
						until(lambda: {run["state"] for run in server.open()} == {"QUEUED", "RUNNING"}, "some work and some wait")
						server.kill()
						assert {run["run_id"] for run in other.open()} == left, "not all were left behind"
					until(lambda: not left & {run["run_id"] for run in other.open()}, "the other server ends what was left behind", 90)
					def is_well():
						last = {}
						for run in other.backups():
							last.setdefault(run["plan_id"], run["state"])
						return set(last.values()) == {"SUCCEEDED"}
					until(is_well, "the last run of each plan is SUCCEEDED")
					runs = {run["run_id"]: run for run in other.backups()}
					assert all(runs[id]["state"] == "INTERRUPTED" for id in left), [runs[id] for id in left]
					resumed = [run for run in runs.values() if run["attempt"] == 2]
					assert {run["previous"] for run in resumed} == left and len(resumed) == len(left), (left, resumed)
					assert {run["server"] for run in resumed} != {runs[id]["server"] for id in left}
					print("taken over")
					""", two.base().toString(), folder.resolve("repository").toString()));
			two.run("server", "stop").assertDone();
			two.run("repo", "verify", folder.resolve("repository").toString(), "--read-data").assertDone();
		}
	}

	private void start(Product product, String database) throws IOException {
		Path etc = Files.createDirectories(product.base().resolve("etc"));
		Files.writeString(etc.resolve("backtrac.catalog.cfg"), "database = " + database + "\nuser = " + PostgresServer.USER + "\npassword = " + PostgresServer.PASSWORD + "\n");
		Files.writeString(etc.resolve("backtrac.store.cfg"), "path = " + folder.resolve("repository") + "\n");
		Files.writeString(etc.resolve("backtrac.jobs.cfg"), "runs = 4\nrunsPerTransport = local=4\n");
		product.run("server", "start", "--port", Integer.toString(FreePort.find())).assertDone();
	}
}
