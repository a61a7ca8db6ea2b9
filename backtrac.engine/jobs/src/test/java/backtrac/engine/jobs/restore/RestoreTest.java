package backtrac.engine.jobs.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileType;
import backtrac.api.exclude.Excludes;
import backtrac.api.job.RunReport;
import backtrac.api.store.SnapshotReader;
import backtrac.api.store.SnapshotRequest;
import backtrac.api.transport.Reason;
import backtrac.api.transport.TransportException;
import backtrac.engine.jobs.backup.Backup;
import backtrac.engine.jobs.fixture.MemoryRepository;
import backtrac.engine.jobs.fixture.MemorySource;
import backtrac.engine.jobs.fixture.MemoryTarget;
import backtrac.engine.jobs.report.ProgressMeter;

@Timeout(20)
class RestoreTest {

	private final MemorySource source = new MemorySource();
	private final MemoryRepository repository = new MemoryRepository();
	private final MemoryTarget target = new MemoryTarget();
	private final ProgressMeter meter = new ProgressMeter();

	@AfterEach
	void nothingIsLeftBehind() {
		assertEquals(List.of(),
				Thread.getAllStackTraces().keySet().stream().map(Thread::getName).filter(name -> name.startsWith("restore ")).toList());
	}

	@Test
	void givesBackEverythingAndSealsTheDeepestFirst() throws Exception {
		for (int i = 0; i < 200; i++) {
			source.file("a/" + i % 5 + "/" + i, "content " + i);
		}
		source.other("a/link", FileType.SYMLINK, -1).other("a/socket", FileType.SOCKET, -1);
		Restore.Result result = restore(false);
		assertEquals(200, result.files());
		assertEquals(0, result.problemCount());
		assertEquals("200 files, 2.1 kB restored", result.message());
		assertEquals("content 7", target.written.get(path("a/2/7")));
		assertEquals("SYMLINK", target.written.get(path("a/link")));
		assertEquals("SOCKET", target.written.get(path("a/socket")));
		assertEquals(List.of("a/4", "a/3", "a/2", "a/1", "a/0", "a", ""), target.sealed.stream().map(EntryPath::toString).toList());
		assertEquals(200, meter.progress().filesDone());
		assertEquals(200, meter.progress().filesExpected());
		assertEquals(result.bytes(), meter.progress().bytesDone());
	}

	@Test
	void namesOfOneFileBecomeNamesOfOneFile() throws Exception {
		source.file("a/1", "same").hardLink("a/1", "b/2").hardLink("a/1", "3");
		Restore.Result result = restore(false);
		assertEquals(3, result.files());
		assertEquals(12, result.bytes());
		assertEquals(2, target.links.size());
		assertEquals(Set.of("a/1", "b/2", "3"),
				Stream.concat(target.links.keySet().stream(), target.links.values().stream()).map(EntryPath::toString).collect(Collectors.toSet()));
	}

	@Test
	void writesTheContentAgainWhereThereAreNoHardLinks() throws Exception {
		source.file("a", "same").hardLink("a", "b");
		target.linksUnsupported = true;
		Restore.Result result = restore(false);
		assertEquals(0, result.problemCount());
		assertEquals(2, result.files());
		assertEquals("same", target.written.get(path("a")));
		assertEquals("same", target.written.get(path("b")));
	}

	@Test
	void anotherNameIsWrittenWhenTheFirstCouldNotBe() throws Exception {
		source.file("a", "same").hardLink("a", "b").hardLink("a", "c");
		target.faults.put(path("a"), Reason.ACCESS_DENIED);
		Restore.Result result = restore(false);
		assertEquals(List.of(new RunReport.Problem("a", "permission denied")), result.problems());
		assertEquals(2, result.files());
		assertEquals("same", target.written.get(path("b")));
		assertEquals(1, target.links.size());
	}

	@Test
	void restoresSelectedPathsInTheirFolders() throws Exception {
		source.file("a/b/c/1", "1").file("a/b/d/2", "22").file("a/e/3", "3").file("f", "4");
		Restore.Result result = restore(false, "a/b/d", "f", "a/b/d/2");
		assertEquals(2, result.files());
		assertEquals(3, meter.progress().bytesExpected());
		assertEquals(paths("a", "a/b", "a/b/d", "a/b/d/2", "f"), new TreeSet<>(target.written.keySet()));
		assertEquals(List.of("a/b/d", "a/b", "a"), target.sealed.stream().map(EntryPath::toString).toList());
	}

	@Test
	void foldersThatAreThereAlreadyKeepTheirMetadata() throws Exception {
		source.file("a/b/1", "1");
		target.written.put(path("a"), "here before");
		restore(false, "a/b/1");
		assertEquals(List.of(path("a/b")), target.sealed);
		assertEquals("here before", target.written.get(path("a")));
	}

	@Test
	void aPathThatIsNotInTheSnapshotIsRefusedBeforeAnythingIsWritten() {
		source.file("a", "1");
		IllegalArgumentException failure = assertThrows(IllegalArgumentException.class, () -> restore(false, "a", "nope/x"));
		assertTrue(failure.getMessage().contains("'nope/x'"), failure.getMessage());
		assertTrue(target.written.isEmpty());
	}

	@Test
	void whatIsThereStaysUnlessAskedFor() throws Exception {
		source.file("a", "new").file("b", "2");
		target.written.put(path("a"), "mine");
		Restore.Result kept = restore(false);
		assertEquals(List.of(new RunReport.Problem("a", "something is there already")), kept.problems());
		assertEquals("mine", target.written.get(path("a")));
		assertEquals("2", target.written.get(path("b")));
		assertEquals(0, restore(true).problemCount());
		assertEquals("new", target.written.get(path("a")));
	}

	@Test
	void whatFailsForOneEntryIsAProblemAndTheRestGoesOn() throws Exception {
		source.file("bad/1", "1").file("damaged", "2").file("good", "3").file("unread", "4").failRead("unread", Reason.ACCESS_DENIED, 9);
		source.other("owned", FileType.FIFO, 1000);
		target.faults.put(path("bad"), Reason.NOT_A_DIRECTORY);
		new Backup(repository, source, request(), Excludes.NONE, new ProgressMeter()).call();
		try (SnapshotReader reader = repository.open(repository.snapshots().getFirst().id())) {
			repository.damage(reader.find(path("damaged")).orElseThrow());
			Restore.Result result = new Restore(reader, target, List.of(), false, meter).call();
			assertEquals(Set.of(new RunReport.Problem("bad", "something that is no folder stands in its way"),
					new RunReport.Problem("damaged", "'damaged' is damaged in the repository"),
					new RunReport.Problem("unread", "not in the snapshot: permission denied"),
					new RunReport.Problem("owned", "owner 1000: permission denied")), Set.copyOf(result.problems()));
			assertEquals(4, result.problemCount());
			assertEquals(1, result.files());
		}
		assertEquals(paths("good", "owned"), new TreeSet<>(target.written.keySet()));
	}

	@Test
	void aNameThatLeadsOutOfItsFolderDoesNotKeepTheOthersFromComingBack() throws Exception {
		source.file("a/b", "1").unsafe("a", "..").unsafe("", "x/y");
		Restore.Result result = restore(false);
		assertEquals(Set.of(new RunReport.Problem("a/..", "not in the snapshot: unsafe"), new RunReport.Problem("x/y", "not in the snapshot: unsafe")),
				Set.copyOf(result.problems()));
		assertEquals(paths("a", "a/b"), new TreeSet<>(target.written.keySet()));
	}

	@Test
	void aFullDiskEndsTheRestore() {
		source.file("a", "1").file("b", "2");
		target.faults.put(path("a"), Reason.NO_SPACE);
		assertEquals(Reason.NO_SPACE, assertThrows(TransportException.class, () -> restore(false)).reason());
	}

	@Test
	void nothingIsWrittenToWhatIsKeptOut() throws Exception {
		source.file("repo/pool/x", "1").file("a", "2");
		new Backup(repository, source, request(), Excludes.NONE, new ProgressMeter()).call();
		Excludes keepOut = Excludes.NONE.and(path("repo"));
		try (SnapshotReader reader = repository.open(repository.snapshots().getFirst().id())) {
			assertEquals(List.of(new RunReport.Problem("repo", "the repository or a folder of the server itself is there")),
					new Restore(reader, target, List.of(), true, meter, keepOut).call().problems());
			assertEquals(List.of(new RunReport.Problem("repo/pool/x", "the repository or a folder of the server itself is there")),
					new Restore(reader, target, List.of(path("repo/pool/x")), true, meter, keepOut).call().problems());
		}
		assertEquals(paths("a"), new TreeSet<>(target.written.keySet()));
	}

	@Test
	void anInterruptEndsItThoughAWriteIsBlocked() throws Exception {
		source.file("a", "1").file("b", "2");
		target.blockedFile = path("b");
		FutureTask<Restore.Result> task = new FutureTask<>(() -> restore(false));
		Thread caller = Thread.ofPlatform().start(task);
		assertTrue(target.blocked.await(10, TimeUnit.SECONDS));
		long start = System.nanoTime();
		caller.interrupt();
		caller.join();
		assertTrue(System.nanoTime() - start < 2_000_000_000L);
		assertInstanceOf(InterruptedException.class, task.exceptionNow());
	}

	private Restore.Result restore(boolean overwrite, String... paths) throws IOException, InterruptedException {
		new Backup(repository, source, request(), Excludes.NONE, new ProgressMeter()).call();
		try (SnapshotReader reader = repository.open(repository.snapshots().getFirst().id())) {
			return new Restore(reader, target, Stream.of(paths).map(EntryPath::parse).toList(), overwrite, meter).call();
		}
	}

	private static SnapshotRequest request() {
		return new SnapshotRequest("client", "plan", Instant.EPOCH, false);
	}

	private static EntryPath path(String display) {
		return EntryPath.parse(display);
	}

	private static Set<EntryPath> paths(String... display) {
		return Stream.of(display).map(EntryPath::parse).collect(Collectors.toCollection(TreeSet::new));
	}
}
