package backtrac.xmlrpc.handler.snapshot;

import static backtrac.xmlrpc.handler.Faults.assertFault;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.api.store.Snapshot;
import backtrac.xmlrpc.handler.Callers;
import backtrac.xmlrpc.remote.DiffCounts;
import backtrac.xmlrpc.remote.DiffEntry;
import backtrac.xmlrpc.remote.DiffPage;
import backtrac.xmlrpc.remote.DiffQuery;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.SnapshotApi;
import backtrac.xmlrpc.server.Caller;

class DiffTest {

	@TempDir
	Path folder;
	private RealSnapshots real;
	private SnapshotApi api;
	private Snapshot first;
	private Snapshot second;

	@BeforeEach
	void takeSnapshots() throws IOException {
		real = new RealSnapshots(folder, 5);
		real.file("a/same", "same").file("a/changed", "before").file("old", "moved away").file("gone", "x");
		first = real.take("nas", "docs", "2026-03-01T00:00:00Z");
		real.file("a/changed", "behind!").remove("old").remove("gone").file("new\\xff", "moved away");
		second = real.take("nas", "docs", "2026-03-02T00:00:00Z");
		api = real.api();
	}

	@AfterEach
	void close() {
		real.close();
	}

	@Test
	void tellsWhatDiffersInPagesThatCanBeHadAgain() {
		String diff = start(null, null);
		DiffPage all = api.diffPoll(diff, "", 1000, 25_000);
		assertEquals(DiffPage.DONE, all.state());
		assertEquals(List.of(first.id(), second.id()), List.of(all.firstId(), all.secondId()));
		assertEquals(new DiffCounts(0, 0, 1, 1, 1, 7, 1, 10, 0, 0), all.counts());
		assertEquals(List.of("CHANGED a/changed", "REMOVED gone", "MOVED new\\xff"), all.entries().stream().map(e -> e.kind() + " " + e.path()).toList());
		DiffEntry moved = all.entries().getLast();
		assertEquals("old", moved.from());
		assertEquals("new\\xff", moved.after().name());
		assertEquals(4, moved.rawPath().length);
		assertNull(moved.rawFrom());
		assertEquals(List.of("CONTENT"), all.entries().getFirst().aspects());
		assertEquals(6, all.entries().getFirst().before().size());

		List<String> paths = new ArrayList<>();
		String cursor = "";
		do {
			DiffPage page = api.diffPoll(diff, cursor, 1, 0);
			assertEquals(page.entries().getFirst().path(), api.diffPoll(diff, cursor, 1, 0).entries().getFirst().path(), "an answer can be lost");
			paths.add(page.entries().getFirst().path());
			cursor = page.cursor();
		} while (!cursor.isEmpty());
		assertEquals(List.of("a/changed", "gone", "new\\xff"), paths);
		assertFault(Fault.BAD_PARAMETERS, "cursor '9'", () -> api.diffPoll(diff, "9", 1, 0));
	}

	@Test
	void comparesOnlyWhatIsAskedFor() {
		DiffPage ofFolder = api.diffPoll(start(List.of("a"), null), "", 10, 25_000);
		assertEquals(List.of("a/changed"), ofFolder.entries().stream().map(DiffEntry::path).toList());
		DiffPage removed = api.diffPoll(start(null, List.of("removed", "ADDED")), "", 10, 25_000);
		assertEquals(List.of("gone"), removed.entries().stream().map(DiffEntry::path).toList());
		assertEquals(1, removed.counts().moved(), "all are counted");
		assertFault(Fault.NOT_FOUND, "no 'nowhere'", () -> start(List.of("nowhere"), null));
		assertFault(Fault.BAD_PARAMETERS, "a path must be names", () -> start(List.of("../etc"), null));
		assertFault(Fault.BAD_PARAMETERS, "a kind is one of", () -> start(null, List.of("LOST")));
		assertFault(Fault.NOT_FOUND, "no snapshot 'x'", () -> api.diff(new DiffQuery("x", "latest", null, null)));
	}

	@Test
	void whatIsCancelledOrNotAskedForIsForgotten() {
		String cancelled = start(null, null);
		api.diffCancel(cancelled);
		api.diffCancel(cancelled);
		assertFault(Fault.NOT_FOUND, "begin it again", () -> api.diffPoll(cancelled, "", 1, 0));
		String idle = start(null, null);
		api.diffPoll(idle, "", 1, 25_000);
		real.nanos.addAndGet(299_000_000_000L);
		real.handler.closeIdle();
		api.diffPoll(idle, "", 1, 0);
		real.nanos.addAndGet(301_000_000_000L);
		real.handler.closeIdle();
		assertFault(Fault.NOT_FOUND, "begin it again", () -> api.diffPoll(idle, "", 1, 0));
		assertEquals(0, real.handler.openCount());
	}

	@Test
	void memoryIsBounded() throws IOException {
		for (int i = 0; i < 6; i++) {
			real.file("many/" + i, "" + i);
		}
		real.take("nas", "docs", "2026-03-03T00:00:00Z");
		String much = api.diff(new DiffQuery(second.id(), "latest", null, null));
		assertFault(Fault.REFUSED, "more than 5 entries differ: compare folder by folder", () -> api.diffPoll(much, "", 1, 25_000));
		String kept = begin(Callers.named("anna"));
		assertEquals(3, api.diffPoll(kept, "", 9, 25_000).entries().size());
		real.nanos.addAndGet(1);
		String later = begin(Callers.named("ben"));
		assertEquals(3, api.diffPoll(later, "", 9, 25_000).entries().size());
		String last = begin(Callers.named("carl"));
		api.diffPoll(last, "", 9, 25_000);
		assertFault(Fault.NOT_FOUND, "begin it again", () -> api.diffPoll(kept, "", 1, 0));
	}

	@Test
	void aCallerPushesOutOnlyItsOwn() {
		String others = real.as(Callers.named("anna")).diff(new DiffQuery(first.id(), second.id(), null, List.of("ADDED")));
		api.diffPoll(others, "", 1, 25_000);
		List<String> own = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			real.nanos.addAndGet(1);
			own.add(start(null, List.of("ADDED")));
			api.diffPoll(own.getLast(), "", 1, 25_000);
		}
		assertEquals(DiffPage.DONE, api.diffPoll(others, "", 1, 0).state());
		assertEquals(DiffPage.DONE, api.diffPoll(own.get(18), "", 1, 0).state());
		assertFault(Fault.NOT_FOUND, "begin it again", () -> api.diffPoll(own.get(17), "", 1, 0));
	}

	@Test
	void whoHasEnoughGoingOnIsBusyAndOthersAreNot() throws IOException {
		CountDownLatch comparing = new CountDownLatch(1);
		ExecutorService worker = Executors.newSingleThreadExecutor();
		worker.submit(() -> {
			comparing.await();
			return null;
		});
		try (OpenSnapshots open = new OpenSnapshots(real.repository, real.nanos::get); Diffs diffs = new Diffs(open, real.nanos::get, 1000, worker)) {
			begin(diffs, "anna");
			String another = begin(diffs, "anna");
			assertFault(Fault.BUSY, "of one caller", () -> begin(diffs, "anna"));
			for (int i = 2; i < 16; i++) {
				begin(diffs, "caller " + i);
			}
			assertFault(Fault.BUSY, "as the server takes are going on", () -> begin(diffs, "ben"));
			Callers.ADMIN.answering(() -> {
				diffs.cancel(another);
				return null;
			});
			begin(diffs, "anna");
		} finally {
			comparing.countDown();
		}
	}

	private String begin(Diffs diffs, String caller) {
		return Callers.named(caller).answering(() -> {
			try {
				return diffs.start(first, second, new DiffQuery(first.id(), second.id(), null, null));
			} catch (IOException e) {
				throw new UncheckedIOException(e);
			}
		});
	}

	private String begin(Caller caller) {
		return real.as(caller).diff(new DiffQuery(first.id(), second.id(), null, null));
	}

	@Test
	void othersSeeNoComparisonOfThem() {
		String diff = start(null, null);
		SnapshotApi desk = real.as(Callers.restoring("desk"));
		assertFault(Fault.NOT_FOUND, "begin it again", () -> desk.diffPoll(diff, "", 1, 0));
		assertFault(Fault.NOT_FOUND, "no snapshot", () -> desk.diff(new DiffQuery(first.id(), second.id(), null, null)));
		desk.diffCancel(diff);
		assertEquals(DiffPage.DONE, real.as(Callers.restoring("nas")).diffPoll(diff, "", 1, 25_000).state());
	}

	private String start(List<Object> paths, List<String> kinds) {
		return api.diff(new DiffQuery(first.id(), second.id(), paths, kinds));
	}
}
