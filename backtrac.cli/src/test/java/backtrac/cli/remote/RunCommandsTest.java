package backtrac.cli.remote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.cli.CommandLineFixture;
import backtrac.cli.command.Exit;
import backtrac.cli.console.Format;
import backtrac.cli.console.JsonDocument;
import backtrac.xmlrpc.remote.CauseInfo;
import backtrac.xmlrpc.remote.LogEntry;
import backtrac.xmlrpc.remote.RunInfo;
import backtrac.xmlrpc.remote.RunStatus;
import backtrac.xmlrpc.remote.SnapshotInfo;

class RunCommandsTest {

	private static final String TIME = "2026-03-29T01:00:00Z";
	private static final String LOCAL = Format.time(Instant.parse(TIME), ZoneId.systemDefault());

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
	void listsRuns() {
		server.answer("run.list", _ -> List.of(run("0123456789", "RUNNING", ""), run("abcdef0123", "SUCCEEDED", "2026-03-29T01:00:02Z")));
		assertEquals("""
				ID        VERB    PLAN      WHY    BEGUN                 TOOK  FILES    SIZE   NEW  STATE
				01234567  backup  nas/docs  retry  %s      -  1,204  5.0 GB  7 kB  running
				abcdef01  backup  nas/docs  retry  %s  2.0 s  1,204  5.0 GB  7 kB  succeeded
				""".formatted(LOCAL, LOCAL).replace("7 kB", "7.0 kB").replace("   NEW", "     NEW"), backtrac.run("run", "list").assertDone().out());
		assertEquals(20, server.lastStruct("run.list").get("limit"));

		String json = backtrac.run("run", "list", "--plan", "nas/docs", "--client", "nas", "--verb", "backup", "--state", "failed", "--state", "partial", "--limit", "2",
				"--json").assertDone().out();
		Map<String, Object> filter = server.lastStruct("run.list");
		assertArrayEquals(new Object[] { "failed", "partial" }, (Object[]) filter.get("states"));
		assertEquals(List.of("nas/docs", "nas", 2), List.of(filter.get("plan"), filter.get("client"), filter.get("limit")));
		assertEquals(Map.ofEntries(Map.entry("id", "abcdef0123"), Map.entry("verb", "backup"), Map.entry("plan_id", "p"), Map.entry("subject", "nas/docs"),
				Map.entry("trigger", "retry"), Map.entry("moment", TIME), Map.entry("attempt", 2L), Map.entry("previous", "r0"), Map.entry("server", "s"),
				Map.entry("state", "succeeded"), Map.entry("queued", TIME), Map.entry("started", TIME), Map.entry("finished", "2026-03-29T01:00:02Z"),
				Map.entry("snapshot", "abc"), Map.entry("files", 1204L), Map.entry("bytes", 5_000_000_000L), Map.entry("bytes_stored", 7000L),
				Map.entry("problems", 1L), Map.entry("message", "well done")), JsonDocument.rows(json).get(1));
		backtrac.run("run", "list", "--limit", "0").assertComplaint(Exit.USAGE, "--limit is 1 or more");
	}

	@Test
	void listsPagesOfRuns() {
		server.answer("run.list", parameters -> {
			int limit = (int) ((Map<?, ?>) parameters.getFirst()).get("limit");
			return IntStream.range(0, limit == 1000 ? 1000 : 3).mapToObj(i -> run("r" + i, "FAILED", TIME)).toList();
		});
		assertEquals(1003, JsonDocument.rows(backtrac.run("run", "list", "--limit", "1500", "--json").assertDone().out()).size());
		assertEquals(List.of(TIME, "r999", 500),
				List.of(server.lastStruct("run.list").get("before"), server.lastStruct("run.list").get("before_id"), server.lastStruct("run.list").get("limit")));
	}

	@Test
	void showsARun() {
		server.answer("run.get", _ -> run("r1", "SUCCEEDED", "2026-03-29T01:00:02Z"));
		assertEquals("""
				run       r1
				what      backup of nas/docs
				why       retry of %1$s, attempt 2, in place of r0
				state     succeeded
				queued    %1$s
				started   %1$s
				finished  %2$s, took 2.0 s
				done      1,204 files, 5.0 GB, new 7.0 kB
				problems  1
				snapshot  abc
				message   well done
				""".formatted(LOCAL, Format.time(Instant.parse("2026-03-29T01:00:02Z"), ZoneId.systemDefault())), backtrac.run("run", "show", "r").assertDone().out());
		assertTrue(backtrac.run("run", "show", "r", "--json").assertDone().out().startsWith("{\"id\":\"r1\",\"verb\":\"backup\""));
	}

	@Test
	void startsWhatIsAskedFor() {
		for (String method : List.of("start", "verify", "scrub", "prune", "rebuild")) {
			server.answer("run." + method, _ -> "id-of-" + method);
		}
		assertEquals("id-of-start\n", backtrac.run("run", "start", "nas/docs").assertDone().out());
		assertEquals("id-of-verify\n", backtrac.run("run", "start", "--verify").assertDone().out());
		assertArrayEquals(new Object[0], (Object[]) server.last("run.verify").get(0));
		assertEquals(false, server.last("run.verify").get(1));
		backtrac.run("run", "start", "--verify", "latest", "nas/docs/latest", "--read-data").assertDone();
		assertArrayEquals(new Object[] { "latest", "nas/docs/latest" }, (Object[]) server.last("run.verify").get(0));
		assertEquals(true, server.last("run.verify").get(1));
		assertEquals("id-of-scrub\n", backtrac.run("run", "start", "--scrub", "1/4").assertDone().out());
		assertEquals(List.of(0.25), server.last("run.scrub"));
		assertEquals("id-of-prune\n", backtrac.run("run", "start", "--prune").assertDone().out());
		assertEquals("id-of-rebuild\n", backtrac.run("run", "start", "--rebuild").assertDone().out());
		for (String wrong : List.of("", "nas/docs --prune", "--prune --rebuild", "nas/docs --read-data")) {
			backtrac.run((Object[]) ("run start " + wrong).strip().split(" ")).assertComplaint(Exit.USAGE, "only one of them");
		}
		backtrac.run("run", "start", "--scrub", "half").assertComplaint(Exit.USAGE, "'half' is no share", "1/30");
		assertEquals("id-of-scrub\n", backtrac.run("run", "start", "--scrub", "1").assertDone().out());
		assertEquals(List.of(1.0), server.last("run.scrub"));
	}

	@Test
	void followsToTheEnd() {
		assertEquals(Exit.DONE, follow("SUCCEEDED").exit());
		CommandLineFixture.Result partial = follow("PARTIAL");
		assertEquals(Exit.PARTIAL, partial.exit());
		assertEquals("""
				run        r1
				snapshot   /snapshots/tree
				           10 files, 1.0 kB
				""", partial.out());
		assertEquals(LOCAL + "  info     begun\n" + LOCAL + "  warning  a: cannot read\nbacktrac: some are missing\n", partial.err());
		CommandLineFixture.Result failed = follow("FAILED");
		assertEquals(Exit.FAILED, failed.exit());
		assertEquals("", failed.out());
		assertTrue(failed.err().endsWith("backtrac: backup failed: some are missing\n"), failed.err());
	}

	private CommandLineFixture.Result follow(String end) {
		Deque<RunStatus> statuses = new ArrayDeque<>(List.of(new RunStatus("RUNNING", "COPYING", 1, 10, 10, 1000, 10, 5, 100, "a", "", 0, "", ""),
				new RunStatus(end, "DONE", 10, 1000, 10, 1000, 10, 5, 0, "", "some are missing", 1, "abc", "/snapshots/tree")));
		server.answer("run.start", _ -> "r1");
		server.answer("run.poll", _ -> statuses.removeFirst());
		server.answer("run.log", parameters -> {
			Object after = ((Map<?, ?>) parameters.getFirst()).get("after");
			return after.equals(0) ? List.of(entry(1, "INFO", "", "begun")) : after.equals(1) ? List.of(entry(2, "WARNING", "a", "cannot read")) : List.of();
		});
		return backtrac.run("run", "start", "nas/docs", "--follow");
	}

	@Test
	void showsTheLog() {
		server.answer("run.log", _ -> List.of(entry(1, "INFO", "", "begun"), entry(2, "WARNING", "a\nb", "cannot read")));
		assertEquals(LOCAL + "  info     begun\n" + LOCAL + "  warning  a\\x0ab: cannot read\n",
				backtrac.run("run", "log", "r", "--level", "warning", "--text", "t", "--cause", "c").assertDone().out());
		assertEquals(Map.of("run", "r", "level", "warning", "text", "t", "cause", "c", "after", 0, "limit", 5000), server.lastStruct("run.log"));
		assertEquals(List.of(Map.of("id", 1L, "time", TIME, "level", "info", "phase", "copying", "message", "begun"),
				Map.of("id", 2L, "time", TIME, "level", "warning", "phase", "copying", "path", "a\nb", "message", "cannot read", "cause", "permission denied")),
				JsonDocument.parse(backtrac.run("run", "log", "r", "--json").assertDone().out()));

		server.answer("run.causes", _ -> List.of(new CauseInfo("permission denied", "WARNING", 10_000, "a")));
		assertEquals(" LINES  LEVEL    CAUSE              FIRST\n10,000  warning  permission denied  a\n", backtrac.run("run", "log", "r", "--causes").assertDone().out());
		assertEquals("[{\"cause\":\"permission denied\",\"level\":\"warning\",\"count\":10000,\"path\":\"a\"}]\n",
				backtrac.run("run", "log", "r", "--causes", "--json").assertDone().out());
		backtrac.run("run", "log", "r", "--causes", "--follow").assertComplaint(Exit.USAGE, "--causes goes with no other");
		backtrac.run("run", "log", "r", "--json", "--follow").assertComplaint(Exit.USAGE, "--follow");
	}

	@Test
	void aLogThatIsNotThereIsNoDocument() {
		backtrac.run("run", "log", "zzz", "--json").assertComplaint(Exit.FAILED, "there is no run.log");
		server.answer("run.log", _ -> List.of());
		assertEquals("[]\n", backtrac.run("run", "log", "r", "--json").assertDone().out());
	}

	@Test
	void followsTheLog() {
		Deque<String> states = new ArrayDeque<>(List.of("QUEUED", "RUNNING", "FAILED"));
		server.answer("run.get", _ -> run("r1", "RUNNING", ""));
		server.answer("run.poll", _ -> new RunStatus(states.removeFirst(), "COPYING", 0, 0, -1, -1, 0, 0, -1, "", "", 0, "", ""));
		server.answer("run.log", parameters -> {
			int next = (int) ((Map<?, ?>) parameters.getFirst()).get("after") + 1;
			return next > 3 ? List.of() : List.of(entry(next, "INFO", "", "line " + next));
		});
		assertEquals(3, backtrac.run("run", "log", "r", "--follow").assertDone().out().lines().count());
		assertEquals("r1", server.last("run.poll").getFirst());
	}

	@Test
	void cancels() {
		server.answer("run.cancel", parameters -> parameters.getFirst().equals("open"));
		assertEquals("asked the run to end\n", backtrac.run("run", "cancel", "open").assertDone().out());
		assertEquals("the run had ended already\n", backtrac.run("run", "cancel", "ended").assertDone().out());
	}

	@Test
	void listsAndPinsSnapshots() {
		server.answer("snapshot.list", _ -> List.of(new SnapshotInfo("abc", "nas", "docs", "/docs", TIME, TIME, "PARTIAL", 3, 2, 1, 30, 1, 10, 4, true, "the move"),
				new SnapshotInfo("abd", "nas", "docs", "", TIME, TIME, "COMPLETE", 3, 2, 1, 30, 1, 10, 0, false, "")));
		assertEquals("""
				ID   TIME                 CLIENT  PLAN  FILES  SIZE   NEW  RESULT    PINNED
				abc  %1$s  nas     docs      3  30 B  10 B  partial   the move
				abd  %1$s  nas     docs      3  30 B  10 B  complete
				""".formatted(LOCAL), backtrac.run("snapshot", "list", "--client", "nas").assertDone().out());
		assertEquals(Map.of("client", "nas", "offset", 0, "limit", 1000), server.lastStruct("snapshot.list"));
		assertEquals("""
				{"id":"abd","client":"nas","plan":"docs","started":"2026-03-29T01:00:00Z","finished":"2026-03-29T01:00:00Z","result":"complete","files":3,\
				"directories":2,"others":1,"bytes":30,"files_stored":1,"bytes_stored":10,"unreadable":0,"pinned":false}]
				""", backtrac.run("snapshot", "list", "--json").assertDone().out().replaceFirst("^.*\"the move\"\\},", ""));

		server.answer("snapshot.pin", _ -> "abc");
		server.answer("snapshot.unpin", _ -> "abc");
		assertEquals("pinned abc\n", backtrac.run("snapshot", "pin", "latest", "--why", "the move").assertDone().out());
		assertEquals(List.of("latest", "the move"), server.last("snapshot.pin"));
		assertEquals("unpinned abc\n", backtrac.run("snapshot", "unpin", "a").assertDone().out());
	}

	private static RunInfo run(String id, String state, String finished) {
		return new RunInfo(id, "backup", "p", "nas/docs", "RETRY", TIME, 2, "r0", "s", state, TIME, TIME, finished, finished.isEmpty() ? "" : "abc", 1204,
				5_000_000_000L, 7000, 1, finished.isEmpty() ? "" : "well done");
	}

	private static LogEntry entry(long id, String level, String path, String message) {
		return new LogEntry(id, TIME, level, "COPYING", path, message, level.equals("INFO") ? "" : "permission denied");
	}
}
