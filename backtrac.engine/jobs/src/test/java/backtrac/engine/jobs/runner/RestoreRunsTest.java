package backtrac.engine.jobs.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.Plan;
import backtrac.api.catalog.RunQuery;
import backtrac.api.catalog.RunRecord;
import backtrac.api.entry.EntryPath;
import backtrac.api.job.Request;
import backtrac.api.job.Run;
import backtrac.api.job.RunReport;
import backtrac.api.job.RunState;
import backtrac.engine.jobs.fixture.MemoryTarget;
import backtrac.engine.jobs.fixture.ServiceOffer;

/** Where restores go to. */
@Timeout(30)
class RestoreRunsTest extends RunnerSetup {

	private static final Request.Source SOURCE = new Request.Source("p1");
	private static final EntryPath FILE = EntryPath.parse("a/b");

	private final MemoryTarget target = new MemoryTarget();
	private String snapshot;
	private ServiceOffer writable;

	@BeforeEach
	void backUp() throws Exception {
		source.file("a/b", "12345");
		snapshot = outcome(runner.start(new Request.Backup("p1"))).snapshotId();
		settings.clear();
	}

	/** From now on what is at the source can be written. */
	private ServiceOffer makeWritable(MemoryTarget written) {
		transports.removeTransport(memory);
		writable = new ServiceOffer("memory", given -> {
			settings.putAll(given);
			return written;
		});
		transports.addTransport(writable);
		return writable;
	}

	/** From now on what is at the source can be backed up again. */
	private void makeReadable() {
		transports.removeTransport(writable);
		transports.addTransport(memory);
	}

	@Test
	void filesGoBackToTheSourceTheWayThePlanKnows() throws Exception {
		catalog.set("p1", "password", "geheim");
		makeWritable(target);
		RunReport report = outcome(runner.start(restore(SOURCE)));
		assertEquals(RunState.SUCCEEDED, report.state(), report.message());
		assertEquals(Map.of("path", "/home", "password", "geheim"), settings);
		assertEquals("12345", target.written.get(FILE));
		assertEquals(0, writable.borrowed.get());
		RunRecord record = catalog.run(report.runId()).orElseThrow();
		assertEquals("desk/docs p1 to its source", record.subject());
		assertEquals("p1", record.planId());
		assertEquals(snapshot, record.snapshotId());
		assertTrue(catalog.told(report.runId()).contains("INFO restores to where it is from, /home over memory"), catalog.told(report.runId()).toString());
	}

	@Test
	void filesGoToTheSourceOfAnotherPlanIfThatIsNamed() throws Exception {
		Plan other = plan("p2");
		catalog.save(new Plan("p2", other.clientId(), "copy", "memory", Map.of("path", "/copy", "host", "nas2"), List.of()));
		catalog.set("p2", "password", "other");
		makeWritable(target);
		RunReport report = outcome(runner.start(restore(new Request.OtherSource("p2"))));
		assertEquals(RunState.SUCCEEDED, report.state(), report.message());
		assertEquals(Map.of("path", "/copy", "host", "nas2", "password", "other"), settings);
		assertEquals("12345", target.written.get(FILE));
		RunRecord record = catalog.run(report.runId()).orElseThrow();
		assertEquals("desk/docs p1 to the source of desk/copy", record.subject());
		assertEquals("p2", record.planId(), "it is not removed while it is written to");
		assertTrue(catalog.told(report.runId()).contains("INFO restores to the source of another plan, /copy over memory"), catalog.told(report.runId()).toString());
		catalog.removePlan("p2");
		assertRefused("the plan to whose source the snapshot shall go does not exist any more", new Request.OtherSource("p2"));
	}

	@Test
	void nothingIsSaidThatHasASecretInIt() throws Exception {
		catalog.set("p1", "password", "geheim");
		MemoryTarget telling = new MemoryTarget();
		telling.lost = List.of("mode 644: refused to user:geheim");
		makeWritable(telling);
		RunReport report = outcome(runner.start(restore(SOURCE)));
		assertEquals(RunState.PARTIAL, report.state());
		String all = report + catalog.told(report.runId()).toString();
		assertTrue(all.contains("refused to user:"), all);
		assertFalse(all.contains("geheim"), all);
	}

	@Test
	void aTransportThatCannotWriteSaysSo() throws Exception {
		RunReport report = outcome(runner.start(restore(SOURCE)));
		assertEquals(RunState.FAILED, report.state());
		assertEquals("the transport 'memory' cannot write: restore to a folder of the server", report.message());
	}

	@Test
	void nothingGoesToAnotherSourceThanTheSnapshotsOwn() {
		Plan plan = plan("p2");
		assertRefused("the snapshot is of another plan that had the name 'desk/docs p1'", new Request.Source(plan.id()));
		catalog.save(new Plan("p1", "c1", "renamed", "memory", Map.of("path", "/srv/"), List.of()));
		assertRefused("the plan 'desk/docs p1' backs up '/srv/' now, and the snapshot is of '/home': restore to a folder of the server", SOURCE);
		catalog.removePlan("p1");
		assertRefused("the plan 'desk/docs p1' of the snapshot does not exist any more", SOURCE);
		IllegalArgumentException none = assertThrows(IllegalArgumentException.class, () -> runner.start(new Request.Restore("zz", List.of(), SOURCE, false)));
		assertEquals("no snapshot 'zz'", none.getMessage());
		assertEquals(1, catalog.runs(RunQuery.latest(9)).size(), "nothing was queued");
	}

	@Test
	void nothingGoesToAnotherMachineWithAFolderOfThatName() throws Exception {
		makeWritable(target);
		savePlan("memory", Map.of("path", "/home", "host", "nas", "share", "docs", "user", "anna", "connections", "2"));
		String other = "has another 'host' now than when the snapshot was taken: restore to a folder of the server";
		assertRefused("the plan 'desk/docs p1' " + other, SOURCE);
		makeReadable();
		snapshot = outcome(runner.start(new Request.Backup("p1"))).snapshotId();
		makeWritable(target);
		for (String setting : List.of("host", "share", "port", "depth")) {
			Map<String, String> moved = new HashMap<>(Map.of("path", "/home", "host", "nas", "share", "docs", "user", "anna"));
			moved.put(setting, "x");
			savePlan("memory", moved);
			assertRefused("has another '" + setting + "' now", SOURCE);
		}
		savePlan("memory", Map.of("host", "nas", "share", "docs"));
		assertRefused("has another 'path' now", SOURCE);
		savePlan("smb", Map.of("path", "/home", "host", "nas", "share", "docs"));
		assertRefused("goes over smb now, and the snapshot came over memory", SOURCE);
		savePlan("memory", Map.of("path", "/home/", "host", "nas", "share", "docs", "user", "otto", "timeout", "9"));
		assertEquals(RunState.SUCCEEDED, outcome(runner.start(restore(SOURCE))).state());
	}

	private void savePlan(String transport, Map<String, String> given) {
		catalog.save(new Plan("p1", "c1", "docs p1", transport, given, List.of()));
	}

	@Test
	void aRenamedPlanKeepsItsSource() throws Exception {
		makeWritable(target);
		catalog.save(new Plan("p1", "c1", "renamed", "memory", Map.of("path", "/home/"), List.of()));
		assertEquals(RunState.SUCCEEDED, outcome(runner.start(restore(SOURCE))).state());
	}

	@Test
	void aBackupAndTheRemovalOfThePlanWaitForARestoreToItsSource() throws Exception {
		MemoryTarget slow = new MemoryTarget();
		slow.blockedFile = FILE;
		makeWritable(slow);
		Run restore = runner.start(restore(SOURCE));
		await(slow.blocked);
		assertEquals(snapshot, record(restore).snapshotId(), "known from the beginning");
		Run backup = runner.start(new Request.Backup("p1"));
		assertEquals(RunState.QUEUED, backup.state());
		assertThrows(CatalogException.class, () -> catalog.removePlan("p1"));
		restore.cancel();
		assertEquals(RunState.CANCELLED, outcome(restore).state());
		assertTrue(outcome(backup).state().isFinal());
	}

	@Test
	void aFolderIsMadeWithinAnother() throws Exception {
		List<Object> paths = offerLocal();
		Path root = Files.createDirectory(folder.resolve("restores")).toRealPath();
		Files.createDirectory(root.resolve("real"));
		Files.createSymbolicLink(root.resolve("link"), Path.of("real"));
		assertEquals(RunState.SUCCEEDED, outcome(runner.start(restore(new Request.Folder(root.resolve("link/new/./x"), root)))).state());
		assertEquals(RunState.SUCCEEDED, outcome(runner.start(restore(new Request.Folder(root, root)))).state());
		assertEquals(RunState.SUCCEEDED, outcome(runner.start(restore(new Request.Folder(root.resolve("desk"), root.resolve("desk"))))).state());
		assertEquals(List.of(root.resolve("real/new/x").toString(), root.toString(), root.resolve("desk").toString()), paths);
		assertTrue(Files.isDirectory(root.resolve("real/new/x")));
	}

	@Test
	void noLinkLeadsOutHoweverLateItWasMade() throws Exception {
		List<Object> paths = offerLocal();
		Path root = Files.createDirectory(folder.resolve("restores")).toRealPath();
		Path outside = Files.createDirectory(folder.resolve("outside"));
		Files.createSymbolicLink(root.resolve("link"), outside);
		Files.createSymbolicLink(root.resolve("up"), Path.of(".."));
		Files.createSymbolicLink(root.resolve("nowhere"), folder.resolve("nothing"));
		Files.writeString(root.resolve("file"), "");
		assertFails("'" + root.resolve("link") + "' is a symbolic link that leads out of '" + root + "': restore to another folder there", root, "link/new");
		assertFails("leads out of", root, "link");
		assertFails("leads out of", root, "up/restores");
		assertFails("cannot be made", root, "nowhere/x");
		assertFails("is not a folder", root, "file");
		RunReport own = outcome(runner.start(restore(new Request.Folder(root.resolve("link/x"), root.resolve("link")))));
		assertTrue(own.message().contains("leads out of"), own.message());
		assertThrows(IllegalArgumentException.class, () -> new Request.Folder(root.resolve("../outside"), root));
		assertEquals(List.of(), paths);
		try (var entries = Files.list(outside)) {
			assertEquals(0, entries.count());
		}
		assertFalse(Files.exists(folder.resolve("nothing")));
	}

	@Test
	void nothingIsWrittenToWhatTheServerConsistsOf() throws Exception {
		List<Object> paths = offerLocal();
		for (String own : List.of("etc", "data/restores/../catalog", "deploy", "log/x", "lib", "bin", "bundles")) {
			assertRefused("lies in the server's own folder " + server.resolve(own.substring(0, own.contains("/") ? own.indexOf('/') : own.length())),
					new Request.Folder(server.resolve(own), null));
		}
		Files.createDirectories(server.resolve("etc"));
		Files.createSymbolicLink(folder.resolve("settings"), server.resolve("etc"));
		assertRefused("lies in the server's own folder", new Request.Folder(folder.resolve("settings/x"), null));
		assertEquals(1, catalog.runs(RunQuery.latest(9)).size(), "nothing was queued");
		Files.delete(folder.resolve("settings"));
		Path root = Files.createDirectories(server.resolve("data/restores")).toRealPath();
		assertEquals(RunState.SUCCEEDED, outcome(runner.start(restore(new Request.Folder(root.resolve("x"), root)))).state());
		assertEquals(List.of(root.resolve("x").toString()), paths);
	}

	@Test
	void aRestoreToAFolderAroundTheServerLeavesItAsItIs() throws Exception {
		source.file("server/etc/backtrac.store.cfg", "path = /elsewhere").file("server/notes", "1");
		snapshot = outcome(runner.start(new Request.Backup("p1"))).snapshotId();
		offerLocal();
		RunReport report = outcome(runner.start(restore(new Request.Folder(folder, null))));
		assertEquals(RunState.PARTIAL, report.state());
		assertEquals(List.of(new RunReport.Problem("server/etc", "the repository or a folder of the server itself is there")), report.problems());
	}

	private void assertFails(String words, Path root, String path) throws Exception {
		RunReport report = outcome(runner.start(restore(new Request.Folder(root.resolve(path), root))));
		assertEquals(RunState.FAILED, report.state());
		assertTrue(report.message().contains(words), report.message());
	}

	private List<Object> offerLocal() {
		List<Object> paths = new ArrayList<>();
		transports.addTransport(new ServiceOffer("local", given -> {
			paths.add(given.get("path"));
			return new MemoryTarget();
		}));
		return paths;
	}

	private void assertRefused(String words, Request.Target to) {
		IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> runner.start(restore(to)));
		assertTrue(refusal.getMessage().contains(words), refusal.getMessage());
	}

	private Request restore(Request.Target to) {
		return new Request.Restore(snapshot, List.of(), to, false);
	}
}
