package backtrac.test.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.test.transport.FreePort;

/** Plans run by themselves. From a shell alone: no web page, no program. */
@Order(1) // waits for a minute of the clock
class ScheduleTest {

	@TempDir
	Path folder;

	@Test
	void whatIsDueRunsAndWhatIsPausedDoesNot() throws Exception {
		Path source = Files.createDirectories(folder.resolve("documents"));
		Files.writeString(source.resolve("letter.txt"), "dear reader\n");
		try (Product product = new Product(folder.resolve("base"))) {
			product.run("server", "start", "--port", Integer.toString(FreePort.find())).assertDone();
			product.run("client", "add", "desk").assertDone();
			product.run("client", "add", "away").assertDone();
			product.run("client", "pause", "away").assertDone();
			for (String plan : new String[] { "desk/letters", "desk/paused", "away/letters" }) {
				product.run("plan", "add", plan, "--path", source.toString(), "--zone", "UTC").assertDone();
			}
			product.run("plan", "pause", "desk/paused").assertDone();
			for (String plan : new String[] { "desk/letters", "desk/paused", "away/letters" }) {
				String next = product.run("plan", "set", plan, "--schedule", "every minute", "--retention", "last=5").assertDone().out();
				assertTrue(next.contains("next run "), next);
			}
			product.run("plan", "set", "desk/letters", "--schedule", "at dawn").assertOneClearLine(2, "at dawn", "daily at 02:00");

			Script.run(product, """
					until(lambda: any(run["state"] == "SUCCEEDED" for run in server.backups()), "a run was due")
					until(lambda: not server.open(), "it has ended")
					for run in server.backups():
						assert run["subject"] == "desk/letters" and run["trigger"] == "SCHEDULE" and run["moment"].endswith(":00Z"), run
					""");
			String status = product.run("server", "status").assertDone().out();
			assertTrue(status.contains("paused clients: away\n") && status.contains("paused plans: desk/paused\n"), status);
			String plans = product.run("plan", "list", "desk").assertDone().out();
			assertTrue(plans.lines().anyMatch(line -> line.startsWith("desk/letters") && (line.contains("succeeded") && line.endsWith("good") || line.contains("missed"))), plans);
			assertTrue(plans.lines().anyMatch(line -> line.startsWith("desk/paused") && line.contains(" paused ") && line.endsWith("never")), plans);

			product.run("server", "pause").assertDone();
			assertTrue(product.run("server", "status").assertDone().out().contains("'backtrac server resume'"));
			String run = product.run("run", "start", "away/letters", "--follow").assertDone().out();
			assertTrue(run.contains("snapshot "), "a run by hand begins anyway: " + run);
			assertEquals(1, product.run("snapshot", "list", "--client", "away").assertDone().out().lines().filter(line -> line.contains("letters")).count());
		}
	}
}
