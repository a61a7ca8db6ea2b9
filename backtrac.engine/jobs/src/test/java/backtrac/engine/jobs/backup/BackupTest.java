package backtrac.engine.jobs.backup;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.api.exclude.Excludes;
import backtrac.api.job.Progress;
import backtrac.api.job.RunReport;
import backtrac.api.store.RepositoryException;
import backtrac.api.store.Snapshot;
import backtrac.api.store.SnapshotEntry;
import backtrac.api.store.SnapshotRequest;
import backtrac.api.transport.Reason;
import backtrac.api.transport.TransportException;
import backtrac.engine.jobs.fixture.MemoryRepository;
import backtrac.engine.jobs.fixture.MemorySource;
import backtrac.engine.jobs.report.ProgressMeter;

@Timeout(20)
class BackupTest {

	private static final String CHANGED = "changed while it was read: what was read last is in the snapshot";
	private static final Backup.Options FAST = new Backup.Options(3, false, false, Collections.nCopies(3, Duration.ZERO));
	private static final Backup.Options ALONE = new Backup.Options(1, false, false, FAST.pauses());

	private final MemorySource source = new MemorySource();
	private final MemoryRepository repository = new MemoryRepository();
	private final ProgressMeter meter = new ProgressMeter();

	@AfterEach
	void nothingIsLeftBehind() {
		assertEquals(0, repository.open, "writers that are not closed");
		assertEquals(List.of(), Thread.getAllStackTraces().keySet().stream().map(Thread::getName)
				.filter(name -> name.startsWith("backup ") || name.startsWith("look ahead")).toList());
	}

	@Test
	void storesEverythingOnceAndLinksItTheNextTime() throws Exception {
		for (int i = 0; i < 300; i++) {
			source.file("a/" + i % 7 + "/" + i, "content " + i);
		}
		Backup.Result first = backup();
		assertEquals(Snapshot.Result.COMPLETE, first.snapshot().result());
		assertEquals(300, first.snapshot().counts().filesStored());
		assertEquals(9, first.snapshot().counts().directories());
		assertEquals("300 files, 3.2 kB: 300 stored (3.2 kB)", first.message());
		assertEquals(Progress.Phase.DONE, meter.progress().phase());
		assertEquals(300, meter.progress().filesDone());
		assertEquals(first.snapshot().counts().bytes(), meter.progress().bytesDone());

		source.file("a/3/3", "changed!!", MemorySource.TIME.plusNanos(1));
		ProgressMeter second = new ProgressMeter();
		Backup.Result result = new Backup(repository, source, request(), Excludes.NONE, second, FAST).call();
		assertEquals(1, result.snapshot().counts().filesRead());
		assertEquals("300 files, 3.2 kB: 299 unchanged, 1 stored (9 B)", result.message());
		assertEquals(300, second.progress().filesDone());
		assertEquals(300, second.progress().filesExpected());
		assertEquals(9, second.progress().bytesRead());
		assertEquals(1, second.progress().fraction());
	}

	@Test
	void readsAsManyAtOnceAsTheSourceWants() throws Exception {
		source.parallelism = 12;
		CountDownLatch atOnce = new CountDownLatch(source.parallelism);
		for (int i = 0; i < source.parallelism; i++) {
			source.file("file" + i, "x").atEndOf("file" + i, () -> {
				atOnce.countDown();
				assertDoesNotThrow(() -> assertTrue(atOnce.await(20, TimeUnit.SECONDS), "not all are read at once"));
			});
		}
		assertEquals(source.parallelism, backup().snapshot().counts().filesRead());
	}

	@Test
	void readsAFileAgainThatChangedWhileItWasRead() throws Exception {
		AtomicInteger times = new AtomicInteger();
		source.file("log", "one").file("other", "x");
		source.atEndOf("log", () -> {
			if (times.incrementAndGet() <= 2) {
				source.file("log", "one" + "+".repeat(times.get()));
			}
		});
		Backup.Result result = backup();
		assertEquals(Snapshot.Result.COMPLETE, result.snapshot().result());
		assertEquals(3, source.reads("log"));
		assertEquals(5, entry(result, "log").entry().size());
		assertEquals(MemoryRepository.hash("one++".getBytes()), entry(result, "log").hash());
		assertEquals(2, meter.progress().filesDone());
		assertEquals(6, meter.progress().bytesDone());
	}

	@Test
	void ofAFileThatGrowsWheneverItIsReadItTakesWhatWasThereAtFirst() throws Exception {
		source.file("log", "1").file("other", "x");
		source.atEndOf("log", () -> source.file("log", "1".repeat(source.reads("log") + 1), MemorySource.TIME.plusNanos(source.reads("log"))));
		Backup.Result result = backup();
		assertEquals(4, source.reads("log"));
		assertEquals(List.of(new RunReport.Problem("log", CHANGED)), result.problems());
		assertEquals("PARTIAL: 1 entry could not be read cleanly: " + CHANGED + " (1)", result.message());
		assertEquals(Snapshot.Result.COMPLETE, result.snapshot().result(), "it lacks nothing");
		SnapshotEntry log = entry(result, "log");
		assertEquals(MemoryRepository.hash("1111".getBytes()), log.hash());
		assertEquals(4, log.entry().size());
		assertEquals(MemorySource.TIME.plusNanos(3), log.entry().modified(), "the time before, so that the next run reads it again");
		assertEquals(2, meter.progress().filesDone());
		assertEquals(5, meter.progress().bytesDone());

		source.atEndOf("log", () -> {
		});
		Backup.Result next = backup();
		assertEquals(1, next.snapshot().counts().filesRead());
		assertEquals(5, entry(next, "log").entry().size());
		assertEquals(0, next.problemCount());
	}

	@Test
	void aFileThatIsRewrittenWheneverItIsReadIsTakenAsItWasReadLast() throws Exception {
		source.file("box", "0");
		source.atEndOf("box", () -> source.file("box", "" + source.reads("box"), MemorySource.TIME.plusNanos(source.reads("box"))));
		Backup.Result result = backup();
		assertEquals(List.of(new RunReport.Problem("box", CHANGED)), result.problems());
		assertEquals(MemoryRepository.hash("3".getBytes()), entry(result, "box").hash());
		backup();
		assertEquals(8, source.reads("box"), "it is not taken for unchanged");
	}

	@Test
	void aFileThatIsLongerThanItEverTellsIsTakenToo() throws Exception {
		source.file("odd", "12345").tell("odd", 3).file("short", "1").tell("short", 100);
		Backup.Result result = backup();
		assertEquals(MemoryRepository.hash("123".getBytes()), entry(result, "odd").hash());
		assertEquals(1, entry(result, "short").entry().size());
		assertEquals(2, result.problemCount());
	}

	@Test
	void readsAFileWithManyNamesOnce() throws Exception {
		source.file("a", "one file").hardLink("a", "b/c").hardLink("a", "d").file("other", "x");
		Backup.Result result = new Backup(repository, source, request(), Excludes.NONE, meter, ALONE).call();
		assertEquals(1, source.reads("a") + source.reads("b/c") + source.reads("d"));
		assertEquals(entry(result, "a").hash(), entry(result, "b/c").hash());
		assertEquals(entry(result, "a").hash(), entry(result, "d").hash());
		assertEquals(2, result.snapshot().counts().filesRead());
		assertEquals(4, meter.progress().filesDone());
		assertEquals(25, meter.progress().bytesDone());
	}

	@Test
	void aNameThatIsListedAfterItsFileChangedIsRead() throws Exception {
		source.file("b/a", "old").hardLink("b/a", "c/a");
		source.atEndOf("b/a", () -> source.file("c/a", "new", MemorySource.TIME.plusNanos(1)));
		Backup.Result result = new Backup(repository, source, request(), Excludes.NONE, meter, ALONE).call();
		assertEquals(MemoryRepository.hash("old".getBytes()), entry(result, "b/a").hash());
		assertEquals(MemoryRepository.hash("new".getBytes()), entry(result, "c/a").hash());
	}

	@Test
	void anotherNameOfAFileThatNeverStoodStillIsRead() throws Exception {
		source.file("a", "half").hardLink("a", "b");
		source.atEndOf("a", () -> source.file("a", "good", MemorySource.TIME.plusNanos(1)));
		Backup.Options once = new Backup.Options(1, false, false, List.of());
		Backup.Result result = new Backup(repository, source, request(), Excludes.NONE, meter, once).call();
		assertEquals(List.of(new RunReport.Problem("a", CHANGED)), result.problems());
		assertEquals(1, source.reads("b"));
	}

	@Test
	void aFileThatChangesAndThenVanishesIsUnreadable() throws Exception {
		source.file("log", "1").file("other", "x");
		source.atEndOf("log", () -> source.file("log", "2", MemorySource.TIME.plusNanos(1)).failRead("log", Reason.NOT_FOUND, 9));
		Backup.Result result = backup();
		assertEquals("vanished while the backup ran", entry(result, "log").unreadable());
		assertEquals(Snapshot.Result.PARTIAL, result.snapshot().result());
	}

	@Test
	void aFileThatGrowsForEverEnds() throws Exception {
		source.file("log", "12345").file("other", "x");
		source.atEndOf("other", () -> source.file("log", "12345678"));
		Backup.Result result = new Backup(repository, source, request(), Excludes.NONE, meter, ALONE).call();
		assertEquals(0, result.problemCount());
	}

	@Test
	void recordsWhatCannotBeReadAndGoesOn() throws Exception {
		source.file("a/denied", "1").file("a/vanished", "2").file("a/locked", "3").file("a/good", "4").file("locked-for-a-moment", "5");
		source.file("closed/x", "6").file("gone/y", "7").hidden("a", "odd", "stale file handle").unsafe("a", "..");
		source.failRead("a/denied", Reason.ACCESS_DENIED, 99).failRead("a/vanished", Reason.NOT_FOUND, 99).failRead("a/locked", Reason.LOCKED, 99)
				.failRead("locked-for-a-moment", Reason.LOCKED, 3);
		source.failList("closed", Reason.ACCESS_DENIED, 99).failList("gone", Reason.NOT_FOUND, 99);
		Backup.Result result = backup();
		assertEquals(Snapshot.Result.PARTIAL, result.snapshot().result());
		assertEquals(7, result.problemCount());
		assertEquals(7, result.snapshot().counts().unreadable());
		assertEquals("permission denied", entry(result, "a/denied").unreadable());
		assertEquals("vanished while the backup ran", entry(result, "a/vanished").unreadable());
		assertEquals("in use by another program", entry(result, "a/locked").unreadable());
		assertEquals("stale file handle", entry(result, "a/odd").unreadable());
		assertEquals("permission denied", entry(result, "closed").unreadable());
		assertEquals("vanished while the backup ran", entry(result, "gone").unreadable());
		assertNull(entry(result, "a/good").unreadable());
		assertEquals(1, source.reads("a/denied"));
		assertEquals(4, source.reads("a/locked"));
		assertEquals(4, source.reads("locked-for-a-moment"));
		assertEquals("PARTIAL: 7 entries could not be read: permission denied (2), vanished while the backup ran (2), in use by another program (1),"
				+ " other reasons (2)", result.message());
	}

	@Test
	void whatFailsForAllEndsTheRun() {
		source.file("a", "1").file("b", "2").file("c", "3").failRead("b", Reason.CONNECTION_LOST, 1);
		TransportException failure = assertThrows(TransportException.class, this::backup);
		assertEquals(Reason.CONNECTION_LOST, failure.reason());
		assertTrue(repository.snapshots().isEmpty());
	}

	@Test
	void aLostConnectionEndsTheOtherThreadsToo() {
		source.file("a", "1").file("b", "2").block("a").failRead("b", Reason.CONNECTION_LOST, 1);
		assertEquals(Reason.CONNECTION_LOST, assertThrows(TransportException.class, this::backup).reason());
	}

	@Test
	void aRootThatCannotBeListedEndsTheRun() {
		source.file("a", "1").failList("", Reason.ACCESS_DENIED, 99);
		assertEquals(Reason.ACCESS_DENIED, assertThrows(TransportException.class, this::backup).reason());
		assertTrue(repository.snapshots().isEmpty());
	}

	@Test
	void aRepositoryThatFailsEndsTheRun() {
		source.file("a", "1");
		repository.failure = new RepositoryException("the disk is full");
		assertSame(repository.failure, assertThrows(IOException.class, this::backup));
	}

	@Test
	void aSourceWithoutFilesIsAnErrorUnlessItMayBe() throws Exception {
		source.file("folder/x", "1");
		source.delete("folder/x");
		TransportException failure = assertThrows(TransportException.class, this::backup);
		assertTrue(failure.getMessage().startsWith("the plan's source is empty"), failure.getMessage());
		Backup.Result result = new Backup(repository, source, request(), Excludes.NONE, meter, FAST.withAllowEmpty(true)).call();
		assertEquals(2, result.snapshot().counts().directories());
	}

	@Test
	void leavesOutWhatIsExcluded() throws Exception {
		source.file("a.tmp", "1").file("cache/b", "2").file("keep/cache", "3").file("keep/c", "4");
		source.failList("cache", Reason.ACCESS_DENIED, 99);
		Backup.Result result = new Backup(repository, source, request(), Excludes.of(List.of("*.tmp", "cache/")), meter, FAST).call();
		assertEquals(0, result.problemCount());
		assertEquals(2, result.snapshot().counts().files());
		assertTrue(repository.open(result.snapshot().id()).find(MemorySource.path("cache")).isEmpty());
	}

	@Test
	void namesAreBytes() throws Exception {
		source.file("\\xFF\\xFE/\\xC3", "raw");
		Backup.Result result = backup();
		EntryPath path = EntryPath.of(ByteString.wrap(new byte[] { -1, -2, '/', (byte) 0xC3 }));
		assertEquals(3, repository.open(result.snapshot().id()).find(path).orElseThrow().entry().size());
	}

	@Test
	void anInterruptEndsItThoughAReadIsBlocked() throws Exception {
		source.file("a", "1").file("b", "2").block("b");
		FutureTask<Backup.Result> task = new FutureTask<>(new Backup(repository, source, request(), Excludes.NONE, meter, FAST));
		Thread caller = Thread.ofPlatform().start(task);
		assertTrue(source.blocked.await(10, TimeUnit.SECONDS));
		long start = System.nanoTime();
		caller.interrupt();
		caller.join();
		assertTrue(System.nanoTime() - start < 2_000_000_000L);
		assertInstanceOf(InterruptedException.class, task.exceptionNow());
		assertTrue(source.isClosed());
		assertTrue(repository.snapshots().isEmpty());
	}

	@Test
	void anInterruptEndsAPause() throws Exception {
		source.file("a", "1").failRead("a", Reason.LOCKED, 99);
		Backup.Options patient = new Backup.Options(1, false, false, List.of(Duration.ofHours(1)));
		FutureTask<Backup.Result> task = new FutureTask<>(new Backup(repository, source, request(), Excludes.NONE, meter, patient));
		Thread caller = Thread.ofPlatform().start(task);
		caller.interrupt();
		caller.join();
		assertInstanceOf(InterruptedException.class, task.exceptionNow());
	}

	@Test
	void anInterruptThatComesTooLateLosesNoSnapshot() throws Exception {
		source.file("a", "1");
		CountDownLatch committing = new CountDownLatch(1);
		CountDownLatch interrupted = new CountDownLatch(1);
		repository.beforeCommit = () -> {
			committing.countDown();
			await(interrupted);
		};
		FutureTask<Boolean> task = new FutureTask<>(() -> backup().snapshot() != null && Thread.interrupted());
		Thread caller = Thread.ofPlatform().start(task);
		await(committing);
		caller.interrupt();
		interrupted.countDown();
		caller.join();
		assertTrue(task.resultNow(), "a snapshot, and the caller still interrupted");
		assertEquals(1, repository.snapshots().size());
		assertFalse(source.isClosed());
	}

	@Test
	void progressOnlyGrowsAndEndsComplete() throws Exception {
		for (int i = 0; i < 2000; i++) {
			source.file(i % 40 + "/" + i, "x".repeat(i % 50));
		}
		FutureTask<Backup.Result> task = new FutureTask<>(
				new Backup(repository, source, request(), Excludes.NONE, meter, FAST.withEstimate(true)));
		Thread caller = Thread.ofPlatform().start(task);
		Progress before = Progress.NONE;
		while (caller.isAlive()) {
			Progress now = meter.progress();
			assertTrue(now.phase().compareTo(before.phase()) >= 0);
			assertTrue(now.filesDone() >= before.filesDone());
			assertTrue(now.bytesDone() >= before.bytesDone());
			assertTrue(now.bytesRead() >= before.bytesRead());
			assertTrue(now.filesExpected() >= before.filesExpected());
			assertTrue(now.bytesExpected() >= before.bytesExpected());
			assertTrue(now.filesExpected() < 0 || now.filesExpected() >= now.filesDone());
			before = now;
		}
		assertEquals(0, task.resultNow().problemCount());
		assertEquals(2000, meter.progress().filesDone());
	}

	private static void await(CountDownLatch latch) {
		try {
			assertTrue(latch.await(10, TimeUnit.SECONDS));
		} catch (InterruptedException e) {
			throw new IllegalStateException(e);
		}
	}

	private Backup.Result backup() throws IOException, InterruptedException {
		return new Backup(repository, source, request(), Excludes.NONE, meter, FAST).call();
	}

	private SnapshotEntry entry(Backup.Result result, String path) throws IOException {
		return repository.open(result.snapshot().id()).find(MemorySource.path(path)).orElseThrow();
	}

	private static SnapshotRequest request() {
		return new SnapshotRequest("client", "plan", Instant.EPOCH, false);
	}
}
