package backtrac.cli.remote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.cli.CommandLineFixture;
import backtrac.cli.command.Exit;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.LogEntry;
import backtrac.xmlrpc.remote.RpcFault;
import backtrac.xmlrpc.remote.RunInfo;
import backtrac.xmlrpc.remote.RunStatus;

class SnapshotRestoreTest {

	private static final String TIME = "2026-03-29T01:00:00Z";

	@TempDir
	Path folder;

	private CommandLineFixture backtrac;
	private FakeServer server;

	@BeforeEach
	void start() throws IOException {
		backtrac = new CommandLineFixture(folder);
		server = new FakeServer(folder);
		server.answer("restore.start", _ -> "r1");
		server.answer("run.get", _ -> new RunInfo("r1", "restore", "", "nas/docs to /srv", "PERSON", "", 1, "", "s", "PARTIAL", TIME, TIME, TIME, "ab12", 3, 30, 0, 1, "said"));
		server.answer("run.log", _ -> List.of(new LogEntry(1, TIME, "INFO", "CONNECTING", "", "restores to /srv", "")));
	}

	@AfterEach
	void stop() {
		server.close();
	}

	@Test
	void asksForWhatIsWanted() {
		CommandLineFixture.Result started = backtrac.run("snapshot", "restore", "nas/docs/latest", "box").assertDone();
		assertEquals("r1\n", started.out());
		assertEquals("restores nas/docs to /srv\n", started.err());
		Map<String, Object> asked = server.lastStruct("restore.start");
		assertEquals("nas/docs/latest", asked.get("snapshot"));
		assertEquals("box", asked.get("target"));
		assertEquals(List.of(false, false), List.of(asked.get("to_source"), asked.get("overwrite")));

		backtrac.run("snapshot", "restore", "ab", "--to-source", "--path", "/a/ü 😀/", "--path", "c\\xE9", "--overwrite").assertDone();
		asked = server.lastStruct("restore.start");
		assertEquals(List.of(true, true), List.of(asked.get("to_source"), asked.get("overwrite")));
		Object[] paths = (Object[]) asked.get("paths");
		assertEquals("a/ü 😀", paths[0]);
		assertArrayEquals(new byte[] { 'c', (byte) 0xE9 }, (byte[]) paths[1]);
	}

	@Test
	void thePlanWhoseSourceItGoesToCanBeNamed() {
		backtrac.run("snapshot", "restore", "ab", "--to-plan", "nas/copy").assertDone();
		Map<String, Object> asked = server.lastStruct("restore.start");
		assertEquals("nas/copy", asked.get("to_plan"));
		assertEquals(false, asked.get("to_source"));
		assertFalse(asked.containsKey("target"));
	}

	@Test
	void wrongUsageAsksForNothing() {
		for (String[] wrong : new String[][] { {}, { "box", "--to-source" }, { "box", "--to-plan", "nas/copy" }, { "--to-source", "--to-plan", "nas/copy" } }) {
			List<Object> line = new ArrayList<>(List.of("snapshot", "restore", "ab"));
			line.addAll(List.of(wrong));
			backtrac.run(line.toArray()).assertComplaint(Exit.USAGE, "give one of TARGET, a folder of the server's machine, --to-source and --to-plan");
		}
		backtrac.run("snapshot", "restore", "ab", "box", "--path", "a/../b").assertComplaint(Exit.USAGE, "--path: not a name inside a folder: '..'");
		assertEquals(0, server.calls("restore.start"));
		server.answer("restore.start", _ -> {
			throw new RpcFault(Fault.REFUSED, "'/etc' lies in none of the folders");
		});
		backtrac.run("snapshot", "restore", "ab", "/etc").assertComplaint(Exit.FAILED, "'/etc' lies in none of the folders");
	}

	@Test
	void followsTheRunToItsEnd() {
		end("SUCCEEDED", "3 files, 30 B restored");
		CommandLineFixture.Result good = backtrac.run("snapshot", "restore", "ab", "box", "--follow").assertDone();
		assertEquals("run        r1\n           3 files, 30 B restored\n", good.out());
		end("PARTIAL", "PARTIAL: 1 entry could not be restored");
		assertEquals(Exit.PARTIAL, backtrac.run("snapshot", "restore", "ab", "box", "--follow").exit());
		end("FAILED", "no folder");
		CommandLineFixture.Result bad = backtrac.run("snapshot", "restore", "ab", "box", "--follow");
		assertEquals(Exit.FAILED, bad.exit());
		assertTrue(bad.err().contains("restore failed: no folder"), bad.err());
		assertTrue(bad.err().contains("restores to /srv"), bad.err());
	}

	@Test
	void theJsonIsThatOfTheRun() {
		end("PARTIAL", "PARTIAL: 1 entry could not be restored");
		String json = backtrac.run("snapshot", "restore", "ab", "box", "--json").assertDone().out();
		assertTrue(json.startsWith("{\"id\":\"r1\",\"verb\":\"restore\",\"subject\":\"nas/docs to /srv\""), json);
		CommandLineFixture.Result followed = backtrac.run("snapshot", "restore", "ab", "box", "--json", "--follow");
		assertEquals(Exit.PARTIAL, followed.exit());
		assertEquals(json, followed.out());
	}

	@Test
	void whatHasBegunIsDoneEvenIfTheServerDoesNotTellMoreOfIt() {
		server.answer("run.get", _ -> {
			throw new RpcFault(Fault.UNAVAILABLE, "the database is away");
		});
		CommandLineFixture.Result begun = backtrac.run("snapshot", "restore", "ab", "box").assertDone();
		assertEquals("r1\n", begun.out());
		assertTrue(begun.err().contains("the run r1") && begun.err().contains("the database is away"), begun.err());
		assertEquals("{\"id\":\"r1\"}\n", backtrac.run("snapshot", "restore", "ab", "box", "--json").assertDone().out());
	}

	private void end(String state, String message) {
		server.answer("run.poll", _ -> new RunStatus(state, "DONE", 3, 30, 3, 30, 30, 0, 0, "", message, 0, "ab12", ""));
	}
}
