package backtrac.engine.jobs.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import backtrac.api.exclude.Excludes;
import backtrac.api.job.RunReport;
import backtrac.api.store.Snapshot;
import backtrac.api.store.SnapshotReader;
import backtrac.api.store.SnapshotRequest;
import backtrac.api.transport.WritableSession;
import backtrac.engine.jobs.backup.Backup;
import backtrac.engine.jobs.fixture.EachCall;
import backtrac.engine.jobs.fixture.SmallTree;
import backtrac.engine.jobs.report.ProgressMeter;
import backtrac.engine.local.LocalTransport;
import backtrac.engine.store.FaultyFileSystem;
import backtrac.engine.store.HardLinkRepository;
import backtrac.engine.store.InMemory;
import backtrac.engine.store.NthCall;
import backtrac.posix.FileSystem;

/** Each call to the file system fails in turn while a small snapshot is restored, or is the last of the process. */
@Timeout(120)
class RestoreFaultsTest {

	private static final String TEMPORARY = ".backtrac-";
	/** Not in the snapshot: nobody may touch them. */
	private static final Set<String> OWN = Set.of("own", "folder/own");
	/** What is a file here, and a folder there: no call replaces one by the other. */
	private static final Set<String> OF_OTHER_KIND = Set.of("hollow", "large");

	@TempDir(factory = InMemory.class)
	static Path base;

	private static Path location;
	private static Snapshot snapshot;
	private static Map<String, String> wanted;
	private static Map<String, String> wantedContents;

	private final Path world = base.resolve("world");
	private final Path target = world.resolve("target");

	@BeforeAll
	static void takeSnapshot() throws Exception {
		location = base.resolve("repository");
		Path source = SmallTree.make(base.resolve("source"), 0);
		wanted = SmallTree.describe(source);
		wantedContents = SmallTree.contents(source);
		try (HardLinkRepository repository = HardLinkRepository.init(location); var session = new LocalTransport().open(Map.of("path", source.toString()))) {
			SnapshotRequest request = new SnapshotRequest("client", "plan", Instant.EPOCH, false);
			snapshot = new Backup(repository, session, request, Excludes.NONE, new ProgressMeter()).call().snapshot();
		}
	}

	@Test
	void theTargetFails() throws Exception {
		EachCall.of(n -> NthCall.fails(n, FaultyFileSystem.Fault.NONE), fault -> toTarget(fault, false));
	}

	@Test
	void theTargetFailsAndWhatIsThereMayBeReplaced() throws Exception {
		EachCall.of(n -> NthCall.fails(n, FaultyFileSystem.Fault.NONE), fault -> toTarget(fault, true));
	}

	@Test
	void theProcessEnds() throws Exception {
		EachCall.of(n -> NthCall.powerGoes(n, FaultyFileSystem.Fault.NONE), fault -> toTarget(fault, false));
	}

	@Test
	void theProcessEndsAndWhatIsThereMayBeReplaced() throws Exception {
		EachCall.of(n -> NthCall.powerGoes(n, FaultyFileSystem.Fault.NONE), fault -> toTarget(fault, true));
	}

	private void toTarget(NthCall fault, boolean overwrite) throws Exception {
		FaultyFileSystem layer = FaultyFileSystem.withoutSync(fault);
		check(layer, FileSystem.system(), layer, fault, overwrite, target);
	}

	@Test
	void theRepositoryFails() throws Exception {
		EachCall.of(n -> NthCall.fails(n, FaultyFileSystem.Fault.NONE), fault -> fromRepository(fault, false));
	}

	@Test
	void theRepositoryFailsAndWhatIsThereMayBeReplaced() throws Exception {
		EachCall.of(n -> NthCall.fails(n, FaultyFileSystem.Fault.NONE), fault -> fromRepository(fault, true));
	}

	private void fromRepository(NthCall fault, boolean overwrite) throws Exception {
		FaultyFileSystem layer = FaultyFileSystem.withoutSync(fault);
		check(layer, layer, FileSystem.system(), fault, overwrite, location);
	}

	/** @param atFault what a failure as a whole has to name */
	private void check(FaultyFileSystem layer, FileSystem ofRepository, FileSystem ofTarget, NthCall fault, boolean overwrite, Path atFault) throws Exception {
		makeWorld();
		Map<String, String> around = around();
		Map<String, String> before = SmallTree.describe(target);
		Map<String, String> beforeContents = SmallTree.contents(target);
		Restore.Result result = null;
		boolean ended = false;
		try {
			result = restore(ofRepository, ofTarget, overwrite);
		} catch (NthCall.PowerGone e) {
			ended = true;
		} catch (IOException e) {
			assertNotNull(fault.failed(), "without a failure: " + e);
			assertTrue(e.getMessage().contains(atFault.toString()), "does not name " + atFault + ": " + e);
		}
		if (ended) {
			layer.closeAll();
		}
		assertEquals(0, layer.openCount(), () -> "still open: " + List.of(layer.whereOpened().getStackTrace()));

		requireWhole(ended, beforeContents);
		requireUntouched(before, overwrite, ended || fault.failed() != null && fault.failed().contains(", rename["));
		assertEquals(around, around(), "nothing outside of the target has changed");
		if (result != null) {
			requireDoneOrSaid(result, before, overwrite);
		}

		assertEquals(List.of(), restore(FileSystem.system(), FileSystem.system(), true).problems());
		Map<String, String> after = SmallTree.describe(target);
		OWN.forEach(own -> assertEquals(before.get(own), after.get(own)));
		after.keySet().retainAll(wanted.keySet());
		assertEquals(wanted, after);
		Map<String, Object> inodes = SmallTree.inodes(target);
		assertEquals(inodes.get("name"), inodes.get("third name"));
		assertEquals(inodes.get("name"), inodes.get("folder/other name"));
	}

	/** A target where something is already, and files beside it. */
	private void makeWorld() throws IOException {
		if (Files.exists(world)) {
			SmallTree.delete(world);
		}
		Files.createDirectories(target.resolve("folder/deep"));
		Files.writeString(world.resolve("outside"), "outside");
		Files.createSymbolicLink(target.resolve("third name"), world.resolve("outside"));
		Files.writeString(target.resolve("own"), "own");
		Files.writeString(target.resolve("folder/own"), "own");
		Files.writeString(target.resolve("folder/same"), "was here before");
		Files.writeString(target.resolve("name"), "was here before, too");
		Files.writeString(target.resolve("hollow"), "no folder here");
		Files.createDirectory(target.resolve("large"));
	}

	private Map<String, String> around() throws IOException {
		Map<String, String> all = SmallTree.describe(world);
		all.keySet().removeIf(path -> path.equals("target") || path.startsWith("target/"));
		return all;
	}

	private Restore.Result restore(FileSystem ofRepository, FileSystem ofTarget, boolean overwrite) throws Exception {
		try (HardLinkRepository repository = HardLinkRepository.open(location, ofRepository);
				SnapshotReader reader = repository.open(snapshot.id());
				WritableSession session = new LocalTransport(ofTarget).open(Map.of("path", target.toString()))) {
			return new Restore(reader, session, List.of(), overwrite, new ProgressMeter()).call();
		}
	}

	/** Each name has what the snapshot has, or what it had before. */
	private void requireWhole(boolean ended, Map<String, String> before) throws IOException {
		for (Map.Entry<String, String> entry : SmallTree.contents(target).entrySet()) {
			String path = entry.getKey();
			if (path.contains(TEMPORARY)) {
				assertTrue(ended, "a temporary name is left: " + path);
			} else {
				assertTrue(entry.getValue().equals(before.get(path)) || entry.getValue().equals(wantedContents.get(path)), path + " is " + entry.getValue());
			}
		}
	}

	/** @param inBetween whether it may have ended after something of another kind was removed */
	private void requireUntouched(Map<String, String> before, boolean overwrite, boolean inBetween) throws IOException {
		Map<String, String> after = SmallTree.describe(target);
		before.forEach((path, what) -> {
			if (OWN.contains(path) || !overwrite && !what.startsWith("folder")) {
				assertEquals(what, after.get(path), path);
			}
			boolean mayBeGone = overwrite && inBetween && OF_OTHER_KIND.contains(path);
			assertTrue(after.containsKey(path) || mayBeGone, path + " is gone");
		});
	}

	private void requireDoneOrSaid(Restore.Result result, Map<String, String> before, boolean overwrite) throws IOException {
		TreeSet<String> said = result.problems().stream().map(RunReport.Problem::path).collect(Collectors.toCollection(TreeSet::new));
		Map<String, String> after = SmallTree.describe(target);
		Map<String, Object> inodes = SmallTree.inodes(target);
		wanted.forEach((path, what) -> {
			boolean mayStay = !overwrite && before.getOrDefault(path, "").startsWith("folder");
			boolean isSaid = SmallTree.isIn(said, path) || said.stream().map(inodes::get).anyMatch(file -> file != null && file.equals(inodes.get(path)));
			if (!isSaid && !mayStay) { // it may be said of another name of the file
				assertEquals(what, after.get(path), path + " is in none of the problems " + result.problems());
			}
		});
		Set<Object> files = List.of("name", "third name", "folder/other name").stream().filter(name -> !SmallTree.isIn(said, name)).map(inodes::get)
				.collect(Collectors.toSet());
		assertFalse(files.size() > 1, "names of a file are linked");
		said.forEach(path -> assertTrue(wanted.containsKey(path), path + " is none of the snapshot's"));
	}
}
