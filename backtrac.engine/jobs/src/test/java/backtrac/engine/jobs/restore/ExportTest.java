package backtrac.engine.jobs.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileType;
import backtrac.api.exclude.Excludes;
import backtrac.api.job.RunReport;
import backtrac.api.store.RepositoryException;
import backtrac.api.store.SnapshotReader;
import backtrac.api.store.SnapshotRequest;
import backtrac.api.transport.Reason;
import backtrac.engine.jobs.backup.Backup;
import backtrac.engine.jobs.fixture.MemoryRepository;
import backtrac.engine.jobs.fixture.MemorySource;
import backtrac.engine.jobs.report.ProgressMeter;

@Timeout(20)
class ExportTest {

	private final MemorySource source = new MemorySource();
	private final MemoryRepository repository = new MemoryRepository();
	private final MemoryArchive archive = new MemoryArchive();
	private final ProgressMeter meter = new ProgressMeter();

	@Test
	void everythingInTheOrderOfThePaths() throws Exception {
		source.file("a-", "2").file("a/b/c", "1").file("d", "").other("a/link", FileType.SYMLINK, -1).other("a/socket", FileType.SOCKET, -1);
		Export.Result result = export();
		assertEquals(List.of("DIRECTORY ", "DIRECTORY a", "DIRECTORY a/b", "FILE a/b/c 1", "SYMLINK a/link", "FILE a- 2", "FILE d "), archive.added);
		assertTrue(archive.finished);
		assertEquals(new Export.Result(3, 2, List.of(), 0), result);
		assertEquals(3, meter.progress().filesDone());
		assertEquals(2, meter.progress().bytesDone());
	}

	@Test
	void aPartKeepsItsPlace() throws Exception {
		source.file("a/b/c/d", "1").file("a/b/e", "2").file("a/f", "3").file("g", "4");
		export("a/f", "a/b/c", "a/b/c/d");
		assertEquals(List.of("DIRECTORY a", "DIRECTORY a/b", "DIRECTORY a/b/c", "FILE a/b/c/d 1", "FILE a/f 3"), archive.added);
		assertThrows(IllegalArgumentException.class, () -> export("none"));
	}

	@Test
	void namesOfOneFileAreLinks() throws Exception {
		source.file("a/1", "same").hardLink("a/1", "b/2").hardLink("a/1", "3");
		assertEquals(3, export().files());
		assertEquals(List.of("DIRECTORY ", "FILE 3 same", "DIRECTORY a", "LINK a/1 3", "DIRECTORY b", "LINK b/2 3"), archive.added);
		assertEquals(12, meter.progress().bytesDone());
	}

	@Test
	void orCopiesWhereThereAreNoLinks() throws Exception {
		source.file("a", "same").hardLink("a", "b");
		archive.linksUnsupported = true;
		export();
		assertEquals(List.of("DIRECTORY ", "FILE a same", "FILE b same"), archive.added);
	}

	@Test
	void whatTheSnapshotOrTheArchiveDoesNotHaveIsAProblem() throws Exception {
		source.file("a", "1").file("b", "2").hidden("", "c", "denied").unsafe("", "x/y").other("pipe", FileType.FIFO, -1);
		source.failRead("b", Reason.ACCESS_DENIED, 9);
		Export.Result result = export();
		assertEquals(List.of("DIRECTORY ", "FILE a 1"), archive.added);
		assertEquals(List.of("b", "c", "pipe"), result.problems().stream().map(RunReport.Problem::path).filter(path -> !path.contains("/")).sorted().toList());
		assertEquals(4, result.problemCount());
		assertTrue(result.problems().contains(new RunReport.Problem("pipe", "no pipes")), result::toString);
		assertTrue(result.problems().contains(new RunReport.Problem("b", "not in the snapshot: permission denied")), result::toString);
	}

	@Test
	void damageEndsIt() throws Exception {
		source.file("a/b", "1").file("c", "2");
		try (SnapshotReader reader = snapshot()) {
			repository.damage(reader.find(EntryPath.parse("a/b")).orElseThrow());
			IOException e = assertThrows(RepositoryException.class, () -> new Export(reader, archive, List.of(), meter).call());
			assertTrue(e.getMessage().startsWith("'a/b' cannot be exported: 'b' is damaged"), e.getMessage());
		}
		assertFalse(archive.finished);
	}

	@Test
	void anInterruptEndsIt() throws Exception {
		source.file("a", "1").file("b", "2");
		Thread caller = Thread.currentThread();
		archive.onEndlessFile = caller::interrupt;
		assertThrows(InterruptedException.class, this::export);
		assertFalse(archive.finished);
	}

	private Export.Result export(String... paths) throws IOException, InterruptedException {
		try (SnapshotReader reader = snapshot()) {
			return new Export(reader, archive, List.of(paths).stream().map(EntryPath::parse).toList(), meter).call();
		}
	}

	private SnapshotReader snapshot() throws IOException, InterruptedException {
		SnapshotRequest request = new SnapshotRequest("client", "plan", Instant.EPOCH, false);
		Backup.Options options = new Backup.Options(1, true, false, List.of());
		return repository.open(new Backup(repository, source, request, Excludes.NONE, new ProgressMeter(), options).call().snapshot().id());
	}
}
