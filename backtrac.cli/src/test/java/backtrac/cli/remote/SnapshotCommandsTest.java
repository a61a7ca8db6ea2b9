package backtrac.cli.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.cli.CommandLineFixture;
import backtrac.cli.command.Exit;
import backtrac.xmlrpc.remote.BrowsePage;
import backtrac.xmlrpc.remote.DiffCounts;
import backtrac.xmlrpc.remote.DiffEntry;
import backtrac.xmlrpc.remote.DiffPage;
import backtrac.xmlrpc.remote.EntryInfo;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.FileChunk;
import backtrac.xmlrpc.remote.ForecastInfo;
import backtrac.xmlrpc.remote.ForgetChoice;
import backtrac.xmlrpc.remote.ForgetReport;
import backtrac.xmlrpc.remote.FoundEntry;
import backtrac.xmlrpc.remote.RetentionChoice;
import backtrac.xmlrpc.remote.RpcFault;
import backtrac.xmlrpc.remote.ScanPage;
import backtrac.xmlrpc.remote.SearchPage;
import backtrac.xmlrpc.remote.SnapshotDetails;

/** {@code snapshot …} and {@code plan simulate}, against a server that answers what a test wants. */
class SnapshotCommandsTest {

	private static final String ID = "0123456789abcdef";
	private static final String TIME = "2026-03-01T12:00:00.5Z";
	private static final byte[] RAW = { 'r', (byte) 0xFF };

	@TempDir
	Path folder;
	private FakeServer server;
	private CommandLineFixture backtrac;

	@BeforeEach
	void startServer() throws Exception {
		server = new FakeServer(folder);
		backtrac = new CommandLineFixture(folder);
		server.answer("snapshot.get", _ -> new SnapshotDetails(ID, "nas", "docs", "/home", TIME, TIME, "PARTIAL", 3, 2, 1, 5_000_000_000L, 2, 20, 1, 10, 1, true, "why", "/r/tree",
				Map.of("schedule", "daily")));
	}

	@AfterEach
	void stopServer() {
		server.close();
	}

	private static EntryInfo file(String name, byte[] raw, long size) {
		return new EntryInfo(name, raw, "FILE", size, TIME, 0644, 1000L, 100L, "anna", null, null, null, null, "ab".repeat(32), null);
	}

	private static EntryInfo directory(String name) {
		return new EntryInfo(name, null, "DIRECTORY", 0, TIME, null, null, null, null, null, null, null, null, null, null);
	}

	@Test
	void showsASnapshot() {
		String text = backtrac.run("snapshot", "show", "latest").assertDone().out();
		assertTrue(text.contains("of      nas/docs, /home\n") && text.contains("pinned  why\n") && text.contains("result  partial, 1 not read\n"), text);
		assertTrue(text.contains("plan    schedule = daily\n"), text);
		String json = backtrac.run("snapshot", "show", "latest", "--json").assertDone().out();
		assertTrue(json.startsWith("{\"id\":\"" + ID + "\",\"client\":\"nas\",") && json.contains("\"files_read\":2,") && json.endsWith("\"definition\":{\"schedule\":\"daily\"}}\n"), json);
	}

	@Test
	void listsAFolderPageByPage() {
		server.answer("snapshot.browse", p -> p.get(2).equals("") ? new BrowsePage(directory("a"), List.of(file("one", null, 1)), "next")
				: new BrowsePage(directory("a"), List.of(file("r\\xff", RAW, 2)), ""));
		String text = backtrac.run("snapshot", "ls", "latest", "a").assertDone().out();
		assertEquals(List.of("one", "r\\xff"), text.lines().map(line -> line.substring(line.lastIndexOf(' ') + 1)).toList());
		assertTrue(text.startsWith("-rw-r--r-- anna     100                 1 2026-"), text);
		assertEquals(List.of(ID, "a", "next", 5000), server.last("snapshot.browse"));
		String json = backtrac.run("snapshot", "ls", "latest", "a", "--json").assertDone().out();
		assertTrue(json.contains("{\"path\":\"a/r\\\\xff\",\"name\":\"r\\\\xff\",\"name_hex\":\"72ff\",\"type\":\"file\",\"size\":2,\"modified\":\"2026-03-01T12:00:00.500Z\",\"mode\":\"0644\""), json);

		backtrac.run("snapshot", "ls", "latest", "r\\xff").assertDone();
		assertEquals("72ff", HexFormat.of().formatHex((byte[]) server.last("snapshot.browse").get(1)), "bytes where it is no text");
		backtrac.run("snapshot", "ls", "latest", "../etc").assertComplaint(Exit.USAGE, "'..'");
	}

	@Test
	void listsAllBelowAFolderByAScan() {
		server.answer("snapshot.browse", _ -> new BrowsePage(directory(""), List.of(), ""));
		server.answer("snapshot.scan", _ -> new ScanPage(2, 0, new byte[0], ""));
		backtrac.run("snapshot", "ls", "latest", "-r").assertComplaint(Exit.FAILED, "a form of its own");
		server.answer("snapshot.scan", _ -> new ScanPage(1, 0, HexFormat.of().parseHex("789c030000000001"), ""));
		assertEquals("", backtrac.run("snapshot", "ls", "latest", "-r").assertDone().out());
		assertEquals("[]\n", backtrac.run("snapshot", "ls", "latest", "-r", "--json").assertDone().out());
		server.answer("snapshot.browse", _ -> {
			throw new RpcFault(Fault.NOT_FOUND, "no 'x' in snapshot " + ID);
		});
		backtrac.run("snapshot", "ls", "latest", "x", "--json").assertComplaint(Exit.FAILED, "no 'x' in snapshot");
	}

	@Test
	void searchesToTheEnd() {
		server.answer("snapshot.search", p -> ((Map<?, ?>) p.get(1)).containsKey("cursor") ? new SearchPage(List.of(new FoundEntry("a/r\\xff", new byte[] { 'a', '/', 'r', -1 },
				file("r\\xff", RAW, 2))), 7, "") : new SearchPage(List.of(), 1000, "next"));
		String text = backtrac.run("snapshot", "search", "latest", "*.doc?", "--path", "a", "--min-size", "1", "--max-size", "1k", "--after", TIME).assertDone().out();
		assertTrue(text.endsWith(" a/r\\xff\n"), text);
		Map<?, ?> query = (Map<?, ?>) server.last("snapshot.search").get(1);
		assertEquals("*.doc? a 1 1000 " + TIME + " next", "%s %s %s %s %s %s".formatted(query.get("name"), query.get("path"), query.get("min_size"), query.get("max_size"), query.get("after"), query.get("cursor")));
		backtrac.run("snapshot", "search", "latest", "report").assertDone();
		assertEquals("report", ((Map<?, ?>) server.last("snapshot.search").get(1)).get("text"));
		server.answer("snapshot.search", _ -> new SearchPage(List.of(), 7, ""));
		assertEquals("nothing found\n", backtrac.run("snapshot", "search", "latest", "x").assertDone().err());
		assertEquals("[]\n", backtrac.run("snapshot", "search", "latest", "x", "--json").assertDone().out());
	}

	@Test
	void comparesAndWaits() {
		DiffCounts counts = new DiffCounts(1, 2, 0, 0, 0, 0, 1, 1, 0, 0);
		server.answer("snapshot.diff", _ -> "d");
		server.answer("snapshot.diffCancel", _ -> true);
		server.answer("snapshot.diffPoll", p -> server.calls("snapshot.diffPoll") == 1 ? new DiffPage("WORKING", ID, "2", List.of(), "", null)
				: p.get(1).equals("") ? new DiffPage("DONE", ID, "2", List.of(new DiffEntry("ADDED", "new", null, null, null, 2, List.of(), null, file("new", null, 2))), "1", counts)
				: new DiffPage("DONE", ID, "2", List.of(new DiffEntry("MOVED", "r\\xff", RAW, "old", null, 1, List.of(), file("old", null, 1), file("r\\xff", RAW, 1))), "", counts));
		CommandLineFixture.Result text = backtrac.run("snapshot", "diff", "0", "2", "--path", "a").assertDone();
		assertEquals("+ new\n> old -> r\\xff\n", text.out());
		assertEquals("1 added (2 B), 0 removed (0 B), 0 changed (0 B), 1 moved (1 B), 0 with other metadata\n", text.err());
		assertEquals(1, server.calls("snapshot.diffCancel"), "it gives up what it does not need any more");
		String json = backtrac.run("snapshot", "diff", "0", "2", "--json").assertDone().out();
		assertTrue(json.startsWith("{\"first\":\"" + ID + "\",\"second\":\"2\",\"entries\":[{\"kind\":\"added\",\"path\":\"new\",") && json.contains("\"summary\":{\"added\":1,\"added_bytes\":2,"), json);
		assertTrue(backtrac.run("snapshot", "diff", "0", "2", "--stat").assertDone().out().startsWith("1 added"));
	}

	@Test
	void writesAFilePartByPart() {
		server.answer("snapshot.browse", p -> new BrowsePage(p.get(1).equals("dir") ? directory("dir") : file("f", null, 6), List.of(), ""));
		server.answer("snapshot.read", p -> switch ((Integer) p.get(2)) {
		case 0 -> new FileChunk("abc".getBytes(StandardCharsets.US_ASCII), 6, false, "");
		case 3 -> server.calls("snapshot.read") == 2 ? new FileChunk(new byte[0], 6, false, "") : new FileChunk("def".getBytes(StandardCharsets.US_ASCII), 6, true, "");
		default -> throw new RpcFault(Fault.BAD_PARAMETERS, "offset");
		});
		assertEquals("abcdef", backtrac.run("snapshot", "cat", "latest", "f").assertDone().out());
		backtrac.run("snapshot", "cat", "latest", "dir").assertComplaint(Exit.FAILED, "'dir' is a folder", "snapshot ls");
	}

	@Test
	void forgetsAfterAYes() {
		ForgetChoice choice = new ForgetChoice(ID, "nas", "docs", TIME, List.of());
		server.answer("snapshot.forget", p -> Boolean.TRUE.equals(((Map<?, ?>) p.getFirst()).get("dry_run")) ? new ForgetReport(true, List.of(choice), List.of(), List.of())
				: new ForgetReport(false, List.of(choice), List.of(), ((Object[]) ((Map<?, ?>) p.getFirst()).get("snapshots")).length > 1 ? List.of("2") : List.of()));
		backtrac.run("snapshot", "forget", "latest").assertComplaint(Exit.FAILED, "without a yes", "--yes");
		assertEquals(1, server.calls("snapshot.forget"), "only asked what would go");
		assertTrue(backtrac.run("snapshot", "forget", "latest", "--dry-run").assertDone().out().startsWith("would forget " + ID + ": nas/docs of "));
		backtrac.type("n");
		assertEquals(Exit.FAILED, backtrac.run("snapshot", "forget", "latest").exit());
		backtrac.type("y");
		assertTrue(backtrac.run("snapshot", "forget", "latest").assertDone().out().startsWith("forgot " + ID));
		assertEquals(2, backtrac.run("snapshot", "forget", "1", "2", "--yes").assertDone().out().lines().count(), "what is left is asked for again");
		assertEquals("{\"dry_run\":false,\"snapshots\":[{\"id\":\"" + ID + "\",\"client\":\"nas\",\"plan\":\"docs\",\"started\":\"" + TIME + "\"}]}\n",
				backtrac.run("snapshot", "forget", "1", "--yes", "--json").assertDone().out());
		backtrac.run("snapshot", "forget").assertComplaint(Exit.USAGE, "one of both");
		backtrac.run("snapshot", "forget", "1", "--keep-last", "2").assertComplaint(Exit.USAGE, "--plan");
	}

	@Test
	void forgetsByAPolicy() {
		ForgetChoice going = new ForgetChoice(ID, "nas", "docs", TIME, List.of("no option keeps it"));
		server.answer("snapshot.forget", _ -> new ForgetReport(true, List.of(going), List.of(new ForgetChoice("2", "nas", "docs", TIME, List.of("last 1 of 1"))), List.of()));
		String text = backtrac.run("snapshot", "forget", "--plan", "nas/docs", "--keep-last", "1", "--dry-run").assertDone().out();
		assertTrue(text.contains("(no option keeps it)\nwould keep 2: "), text);
		assertEquals("union last=1", server.lastStruct("snapshot.forget").get("policy"));
		String json = backtrac.run("snapshot", "forget", "--plan", "nas/docs", "--dry-run", "--json").assertDone().out();
		assertTrue(json.contains("\"reasons\":[\"no option keeps it\"]}],\"kept\":[{\"id\":\"2\","), json);
		server.answer("snapshot.forget", _ -> new ForgetReport(false, List.of(), List.of(going), List.of()));
		assertEquals("nothing to forget: the policy keeps 1 snapshot\n", backtrac.run("snapshot", "forget", "--plan", "nas/docs").assertDone().err());
	}

	@Test
	void aPolicyThatKeepsNothingIsNotThePlans() {
		for (String[] keep : new String[][] { { "--keep-last", "0" }, { "--zone", "UTC" }, { "--mode", "cascade" } }) {
			backtrac.run("snapshot", "forget", "--plan", "nas/docs", "--yes", keep[0], keep[1]).assertComplaint(Exit.USAGE, "a policy that keeps nothing");
			backtrac.run("plan", "simulate", "nas/docs", keep[0], keep[1]).assertComplaint(Exit.USAGE, "a policy that keeps nothing");
		}
		assertEquals(0, server.calls("snapshot.forget"));
	}

	@Test
	void simulatesAPolicy() {
		server.answer("retention.simulate", _ -> List.of(new RetentionChoice(ID, TIME, true, List.of("last 1 of 1"))));
		server.answer("retention.forecast", _ -> new ForecastInfo("daily at 02:00", "Europe/Berlin", 2, 3, List.of(new ForecastInfo.Left(TIME, List.of("last 1 of 1"))),
				List.of(new ForecastInfo.Removed("2026-02-01T02:00:00Z", "2026-03-01T02:00:00Z"))));
		assertEquals("[{\"id\":\"" + ID + "\",\"time\":\"" + TIME + "\",\"keep\":true,\"reasons\":[\"last 1 of 1\"]}]\n",
				backtrac.run("plan", "simulate", "nas/docs", "--keep-last", "1", "--json").assertDone().out());
		assertEquals(List.of("nas/docs", "union last=1"), server.last("retention.simulate"));
		assertTrue(backtrac.run("plan", "simulate", "nas/docs").assertDone().out().contains("yes    last 1 of 1"));
		assertEquals("{\"schedule\":\"daily at 02:00\",\"zone\":\"Europe/Berlin\",\"runs\":2,\"most_snapshots\":3,\"left\":[{\"time\":\"2026-03-01T12:00:00.500Z\",\"reasons\":[\"last 1 of 1\"]}],"
				+ "\"removed\":[{\"time\":\"2026-02-01T02:00:00Z\",\"removed\":\"2026-03-01T02:00:00Z\"}]}\n", backtrac.run("plan", "simulate", "nas/docs", "--for", "1y", "--json").assertDone().out());
		String text = backtrac.run("plan", "simulate", "nas/docs", "--schedule", "daily at 02:00", "--no-history").assertDone().out();
		assertTrue(text.contains("28 days") && text.endsWith("2 runs: 1 snapshot left, 1 removed, at most 3 at once; times are of Europe/Berlin\n"), text);
		assertEquals(false, server.lastStruct("retention.forecast").get("history"));
		backtrac.run("plan", "simulate", "nas/docs", "--no-history").assertComplaint(Exit.USAGE, "--for");
	}
}
