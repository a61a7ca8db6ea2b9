package backtrac.xmlrpc.handler.restore;

import static backtrac.xmlrpc.handler.Faults.assertFault;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.api.access.Role;
import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.Client;
import backtrac.api.catalog.MemoryCatalog;
import backtrac.api.catalog.Plan;
import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.api.job.Request;
import backtrac.api.job.RunState;
import backtrac.api.store.Snapshot;
import backtrac.api.store.SnapshotCounts;
import backtrac.xmlrpc.handler.Callers;
import backtrac.xmlrpc.handler.FakeOverview;
import backtrac.xmlrpc.handler.FakeRepository;
import backtrac.xmlrpc.handler.FakeRunner;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.RestoreApi;
import backtrac.xmlrpc.remote.RestoreRequest;
import backtrac.xmlrpc.server.Caller;

class RestoreHandlerTest {

	private static final Caller OPERATOR = new Caller("op", Role.OPERATOR, null, "127.0.0.1");

	@TempDir
	Path folder;
	private final FakeRunner runner = new FakeRunner();
	private final MemoryCatalog catalog = new MemoryCatalog();
	private Path data;
	private Path root;
	private Path disk;

	@BeforeEach
	void makeFolders() throws IOException {
		folder = folder.toRealPath();
		data = Files.createDirectory(folder.resolve("data"));
		root = data.resolve("restores");
		disk = Files.createDirectory(folder.resolve("disk"));
		Files.createDirectory(folder.resolve("repository"));
		catalog.save(new Client("c", "nas"));
		catalog.save(new Plan("p", "c", "docs", "local", Map.of(), List.of()));
		catalog.put(List.of(snapshot("aa11", "nas", Map.of()), snapshot("bb22", "desk", Map.of())));
	}

	private Snapshot snapshot(String id, String client, Map<String, String> definition) {
		return new Snapshot(id, client, "docs", Instant.EPOCH, Instant.EPOCH, Snapshot.Result.COMPLETE, SnapshotCounts.NONE, folder, "/home", definition, null);
	}

	private RestoreApi as(Caller caller) {
		return as(caller, "restores, " + disk);
	}

	private RestoreApi as(Caller caller, String roots) {
		return Callers.as(caller, RestoreApi.class,
				new RestoreHandler(runner, catalog, new FakeOverview(catalog), catalog, new FakeRepository(folder.resolve("repository")), new RestoreFolders(data, roots)));
	}

	@Test
	void startsARunToAFolder() {
		assertStarted(new Request.Restore("aa11", List.of(), new Request.Folder(root.resolve("x"), root), false), as(OPERATOR).start(to("x")));
		assertTrue(Files.isDirectory(root), "made when it is needed");
		assertStarted(new Request.Restore("aa11", List.of(), new Request.Folder(disk.resolve("x"), disk), false), as(OPERATOR).start(to(disk.resolve("y/../x").toString())));
		assertStarted(new Request.Restore("aa11", List.of(), new Request.Folder(disk, disk), true),
				as(OPERATOR).start(new RestoreRequest("nas/docs/latest", null, disk.toString(), false, true)));
	}

	@Test
	void pathsAreBytes() {
		byte[] raw = { 'a', '/', (byte) 0xE9 };
		String run = as(OPERATOR).start(new RestoreRequest("aa11", List.of("ü/😀", raw), "x", null, null));
		assertEquals(List.of(EntryPath.of(ByteString.of("ü/😀")), EntryPath.of(ByteString.copyOf(raw))), ((Request.Restore) request(run)).paths());
		for (Object bad : Arrays.<Object> asList("/etc", "a/../b", "..", "a//b", "a/", ".", "a\u0000b", new byte[] { '.', '.', '/', (byte) 0xE9 }, 7)) {
			assertFault(Fault.BAD_PARAMETERS, "a path must be", () -> as(OPERATOR).start(new RestoreRequest("aa11", List.of(bad), "x", null, null)));
		}
	}

	@Test
	void thereIsOneTargetOfASnapshotThatIsThere() {
		assertFault(Fault.BAD_PARAMETERS, "missing", () -> as(OPERATOR).start(null));
		assertFault(Fault.BAD_PARAMETERS, "give one of target", () -> as(OPERATOR).start(new RestoreRequest("aa11", null, "x", true, null)));
		assertFault(Fault.BAD_PARAMETERS, "give one of target", () -> as(OPERATOR).start(new RestoreRequest("aa11", null, "", null, null)));
		assertFault(Fault.BAD_PARAMETERS, "give one of target", () -> as(Callers.ADMIN).start(new RestoreRequest("aa11", null, "", true, null, "nas/docs")));
		assertFault(Fault.NOT_FOUND, "no snapshot 'zz'", () -> as(OPERATOR).start(new RestoreRequest("zz", null, "x", null, null)));
		assertFault(Fault.BAD_PARAMETERS, "is no path", () -> as(OPERATOR).start(to("a\u0000b")));
	}

	@Test
	void noTargetLeadsOutOfTheRoots() throws IOException {
		Files.createDirectories(root);
		Files.createSymbolicLink(root.resolve("link"), folder);
		Files.createSymbolicLink(disk.resolve("other"), root);
		Files.createSymbolicLink(disk.resolve("nowhere"), folder.resolve("nothing"));
		for (String out : List.of("../x", "x/../../y", "link", "link/x", disk + "/other/x")) {
			assertFault(Fault.REFUSED, "', where restores may write to: choose a folder below, or see restoreRoots in etc/backtrac.restore.cfg",
					() -> as(OPERATOR).start(to(out)));
		}
		assertFault(Fault.REFUSED, "cannot be looked at", () -> as(OPERATOR).start(to(disk + "/nowhere/x")));
		for (String out : List.of("/etc", disk + "x", disk + "/..", folder.toString())) {
			assertFault(Fault.REFUSED, "'" + out + "' lies in none of the folders that restores may write to, [" + root + ", " + disk + "]", () -> as(OPERATOR).start(to(out)));
		}
		assertFault(Fault.REFUSED, "no folder is set up", () -> as(OPERATOR, " ").start(to("x")));
		assertFault(Fault.REFUSED, "is not there: mount its disk", () -> as(OPERATOR, folder + "/away").start(to("x")));
		assertFalse(Files.exists(folder.resolve("away")));
	}

	@Test
	void administratorsMayNameAnyFolderButNotTheRepository() throws IOException {
		Path any = folder.resolve("any/where");
		assertStarted(new Request.Restore("aa11", List.of(), new Request.Folder(any, null), false), as(Callers.ADMIN, "").start(to(any.toString())));
		Files.createSymbolicLink(folder.resolve("way-in"), folder.resolve("repository"));
		for (String inside : List.of("repository", "repository/pool/x", "x/../repository", "way-in/x")) {
			assertFault(Fault.REFUSED, "lies in the repository", () -> as(Callers.ADMIN).start(to(folder + "/" + inside)));
		}
		assertFault(Fault.REFUSED, "leads out of", () -> as(Callers.ADMIN).start(to("../repository")));
		assertFault(Fault.REFUSED, "lies in the repository", () -> as(OPERATOR, folder.resolve("repository").toString()).start(to("x")));
	}

	@Test
	void noRootHoldsWhatTheServerKeeps() throws IOException {
		Files.createDirectories(data.resolve("catalog"));
		for (String taken : List.of(".", folder.toString(), "/", data.toString(), "restores/../catalog", "https/x", "repository")) {
			assertFault(Fault.REFUSED, "no folder is set up", () -> as(OPERATOR, taken).start(to("catalog")));
			List<String> problems = new RestoreFolders(data, "restores, " + taken).configProblems();
			assertEquals(1, problems.size());
			assertTrue(problems.getFirst().startsWith("etc/backtrac.restore.cfg: restoreRoots names '" + data.resolve(taken).normalize() + "', where the server keeps"), problems.getFirst());
		}
		assertEquals(List.of(), new RestoreFolders(data, "restores, more/restores, " + disk).configProblems());
		Files.createSymbolicLink(data.resolve("link"), data.resolve("catalog"));
		assertFault(Fault.REFUSED, "leads to where the server keeps its own files", () -> as(OPERATOR, "link").start(to("x")));
	}

	@Test
	void whoRestoresOneClientHasAFolderOfItsOwnInEachRoot() throws IOException {
		RestoreApi ofNas = as(Callers.restoring("nas"));
		assertStarted(new Request.Restore("aa11", List.of(), new Request.Folder(root.resolve("nas/x"), root.resolve("nas")), false), ofNas.start(to("x")));
		assertStarted(new Request.Restore("aa11", List.of(), new Request.Folder(disk.resolve("nas/x"), disk.resolve("nas")), false), ofNas.start(to(disk + "/nas/x")));
		Files.createSymbolicLink(root.resolve("nas"), disk);
		for (String out : List.of("../desk", disk.toString(), disk + "/nas2", disk + "/desk/x", "x")) {
			assertFault(Fault.REFUSED, "that is this token's own", () -> ofNas.start(to(out)));
		}
		assertStarted(new Request.Restore("aa11", List.of(), new Request.Source("p"), false), ofNas.start(toSource("aa11")));
		assertFault(Fault.NOT_FOUND, "no snapshot 'bb22'", () -> ofNas.start(toSource("bb22")));
		assertFault(Fault.NOT_FOUND, "no snapshot 'desk/docs/latest'", () -> ofNas.start(toSource("desk/docs/latest")));
	}

	@Test
	void theSourceIsThatOfThePlanThatHasTakenTheSnapshot() {
		assertStarted(new Request.Restore("aa11", List.of(), new Request.Source("p"), false), as(OPERATOR).start(toSource("aa11")));
		assertFault(Fault.REFUSED, "the plan 'desk/docs' of the snapshot does not exist any more: restore to a folder", () -> as(OPERATOR).start(toSource("bb22")));
		catalog.put(List.of(snapshot("cc33", "old name", Map.of(Snapshot.PLAN_ID, "p")), snapshot("dd44", "nas", Map.of(Snapshot.PLAN_ID, "gone"))));
		assertStarted(new Request.Restore("cc33", List.of(), new Request.Source("p"), false), as(OPERATOR).start(toSource("cc33")));
		runner.refuse(new IllegalArgumentException("the snapshot is of another plan"));
		assertFault(Fault.REFUSED, "another plan", () -> as(OPERATOR).start(toSource("dd44")));
		runner.refuse(new IllegalStateException("the server is stopping"));
		assertFault(Fault.BUSY, "stopping", () -> as(OPERATOR).start(toSource("aa11")));
		runner.refuse(new CatalogException("the database is away"));
		assertFault(Fault.REFUSED, "away", () -> as(OPERATOR).start(toSource("aa11")));
	}

	@Test
	void administratorsMayNameThePlanWhoseSourceItGoesTo() {
		catalog.save(new Client("w", "web"));
		catalog.save(new Plan("q", "w", "copy", "local", Map.of(), List.of()));
		assertStarted(new Request.Restore("aa11", List.of(), new Request.OtherSource("q"), true),
				as(Callers.ADMIN).start(new RestoreRequest("aa11", null, null, null, true, "web/copy")));
		assertFault(Fault.NOT_FOUND, "the client web has no plan 'nothing'", () -> as(Callers.ADMIN).start(toPlan("web/nothing")));
		for (Caller caller : List.of(OPERATOR, Callers.restoring("nas"))) {
			assertFault(Fault.FORBIDDEN, "needs the role admin; restore to_source, or to a folder", () -> as(caller).start(toPlan("web/copy")));
		}
	}

	@Test
	void whoRestoresOneClientWritesToNoOtherWhateverTheSnapshotIsCalled() {
		catalog.save(new Client("w", "web"));
		catalog.save(new Plan("q", "w", "docs", "local", Map.of(), List.of()));
		catalog.put(List.of(snapshot("cc33", "old web", Map.of(Snapshot.PLAN_ID, "q")), snapshot("ee55", "nas", Map.of(Snapshot.PLAN_ID, "q")), snapshot("dd44", "NAS", Map.of(Snapshot.PLAN_ID, "p"))));
		RestoreApi ofNas = as(Callers.restoring("nas"));
		assertFault(Fault.FORBIDDEN, "is of a client with another name now", () -> as(Callers.restoring("old web")).start(toSource("cc33")));
		assertFault(Fault.NOT_FOUND, "no snapshot 'ee55'", () -> ofNas.start(toSource("ee55")));
		assertStarted(new Request.Restore("dd44", List.of(), new Request.Source("p"), false), ofNas.start(toSource("dd44")));
		assertStarted(new Request.Restore("cc33", List.of(), new Request.Source("q"), false), as(OPERATOR).start(toSource("cc33")));
	}

	@Test
	void fewRestoresOfAClientWait() {
		RestoreApi ofNas = as(Callers.restoring("nas"));
		for (int i = 0; i < RestoreHandler.MOST_WAITING; i++) {
			runner.add("backup " + i);
			as(OPERATOR).start(new RestoreRequest("bb22", null, "x", null, null));
			ofNas.start(to("x"));
		}
		assertFault(Fault.REFUSED, "8 restores of the client nas wait already", () -> ofNas.start(to("x")));
		as(OPERATOR).start(to("x"));
		runner.running().stream().filter(run -> run.request() instanceof Request.Restore restore && restore.snapshotId().equals("aa11")).limit(2)
				.forEach(run -> ((FakeRunner.FakeRun) run).state(RunState.RUNNING));
		ofNas.start(to("x"));
		assertFault(Fault.REFUSED, "wait already", () -> ofNas.start(to("x")));
	}

	private static RestoreRequest to(String target) {
		return new RestoreRequest("aa11", null, target, null, null);
	}

	private static RestoreRequest toSource(String snapshot) {
		return new RestoreRequest(snapshot, List.of(), "", true, null);
	}

	private static RestoreRequest toPlan(String plan) {
		return new RestoreRequest("aa11", null, null, null, null, plan);
	}

	private void assertStarted(Request expected, String run) {
		assertEquals(expected, request(run));
	}

	private Request request(String run) {
		return runner.run(run).orElseThrow().request();
	}
}
