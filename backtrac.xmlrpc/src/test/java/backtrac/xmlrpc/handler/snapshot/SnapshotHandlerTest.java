package backtrac.xmlrpc.handler.snapshot;

import static backtrac.xmlrpc.handler.Faults.assertFault;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.Client;
import backtrac.api.catalog.MemoryCatalog;
import backtrac.api.catalog.Plan;
import backtrac.api.store.Snapshot;
import backtrac.api.store.SnapshotCounts;
import backtrac.xmlrpc.handler.Callers;
import backtrac.xmlrpc.handler.FakeOverview;
import backtrac.xmlrpc.handler.FakeRepository;
import backtrac.xmlrpc.handler.PlanSnapshots;
import backtrac.xmlrpc.handler.SnapshotLookup;
import backtrac.xmlrpc.handler.Waits;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.SnapshotApi;
import backtrac.xmlrpc.remote.SnapshotFilter;
import backtrac.xmlrpc.remote.SnapshotInfo;

class SnapshotHandlerTest {

	private static final SnapshotFilter ALL = new SnapshotFilter(null, null, null, null);

	@TempDir
	Path folder;
	private final MemoryCatalog catalog = new MemoryCatalog();
	private SnapshotApi handler;

	@BeforeEach
	void makeHandler() {
		handler = Callers.as(Callers.ADMIN, SnapshotApi.class, handler(catalog, new FakeRepository(folder)));
	}

	@Test
	void listsPagesOfTheIndex() {
		SnapshotCounts counts = new SnapshotCounts(7, 2, 1, 5_000_000_000L, 0, 0, 3, 30, 1);
		catalog.put(List.of(snapshot("aa", "nas", "docs", 1, null),
				new Snapshot("bb", "nas", "docs", Instant.ofEpochSecond(2), Instant.ofEpochSecond(3), Snapshot.Result.PARTIAL, counts, folder, "/x\u0001", Map.of(), ""),
				snapshot("cc", "desk", "docs", 4, null)));

		assertEquals(List.of("cc", "bb", "aa"), ids(ALL));
		assertEquals(List.of("cc", "bb", "aa"), ids(null));
		assertEquals(List.of("bb", "aa"), ids(new SnapshotFilter("NAS", "", null, null)));
		assertEquals(List.of("bb"), ids(new SnapshotFilter(null, "docs", 1, 1)));
		assertEquals(new SnapshotInfo("bb", "nas", "docs", "/x\uFFFD", "1970-01-01T00:00:02Z", "1970-01-01T00:00:03Z", "PARTIAL", 7, 2, 1, 5_000_000_000L, 3, 30,
				1, true, ""), handler.list(ALL).get(1));
		assertFault(Fault.BAD_PARAMETERS, "limit must be from 1 to 1000", () -> handler.list(new SnapshotFilter(null, null, 0, 1001)));
	}

	@Test
	void whoRestoresOneClientSeesNoOther() {
		catalog.put(List.of(snapshot("aa11", "nas", "docs", 1, null), snapshot("aa22", "desk", "docs", 4, null)));
		SnapshotHandler direct = handler(catalog, new FakeRepository(folder));
		SnapshotApi ofNas = Callers.as(Callers.restoring("NAS"), SnapshotApi.class, direct);

		assertEquals(List.of("aa11"), ofNas.list(ALL).stream().map(SnapshotInfo::snapshotId).toList());
		assertEquals(List.of("aa11"), ofNas.list(new SnapshotFilter("nas", "docs", 0, 9)).stream().map(SnapshotInfo::snapshotId).toList());
		assertFault(Fault.FORBIDDEN, "the token 'of NAS' is for the client NAS only", () -> ofNas.list(new SnapshotFilter("desk", null, 0, 9)));
		SnapshotLookup lookup = new SnapshotLookup(catalog, catalog);
		for (String own : List.of("aa11", "aa", "latest", "nas/docs/latest")) {
			assertEquals("aa11", Callers.restoring("nas").answering(() -> lookup.snapshot(own)).id(), own);
		}
		for (String others : List.of("aa22", "desk/docs/latest")) {
			assertFault(Fault.NOT_FOUND, "no snapshot '" + others, () -> Callers.restoring("nas").answering(() -> lookup.snapshot(others)));
		}
	}

	@Test
	void whoRestoresOneClientSeesNothingOfAnotherThatHadItsName() {
		Client first = new Client("c1", "nas");
		catalog.save(first);
		catalog.save(new Plan("p1", "c1", "docs", "local", Map.of(), List.of()));
		catalog.put(List.of(snapshot("aa11", "nas", "docs", 1, null, "p1"), snapshot("aa22", "nas", "docs", 2, null, "gone"), snapshot("aa33", "nas", "docs", 3, null, "p1")));
		SnapshotApi ofNas = Callers.as(Callers.restoring("nas"), SnapshotApi.class, handler(catalog, new FakeRepository(folder)));
		SnapshotFilter first2 = new SnapshotFilter(null, null, 0, 2);
		catalog.save(new Client("c1", "attic"));
		assertEquals(List.of("aa33", "aa22"), ofNas.list(first2).stream().map(SnapshotInfo::snapshotId).toList(), "they keep their name, and nobody else has it");

		catalog.save(new Client("c2", "nas"));
		catalog.save(new Plan("p2", "c2", "docs", "local", Map.of(), List.of()));
		catalog.put(List.of(snapshot("bb44", "nas", "docs", 4, null, "p2")));
		assertEquals(List.of("bb44", "aa22"), ofNas.list(first2).stream().map(SnapshotInfo::snapshotId).toList());
		assertEquals(List.of("aa22"), ofNas.list(new SnapshotFilter("nas", null, 1, 2)).stream().map(SnapshotInfo::snapshotId).toList());
		SnapshotLookup lookup = new SnapshotLookup(catalog, catalog);
		for (String others : List.of("aa11", "aa3")) {
			assertFault(Fault.NOT_FOUND, "no snapshot '" + others, () -> Callers.restoring("nas").answering(() -> lookup.snapshot(others)));
		}
		assertEquals("aa22", Callers.restoring("nas").answering(() -> lookup.snapshot("aa")).id());
		assertEquals("bb44", Callers.restoring("nas").answering(() -> lookup.snapshot("nas/docs/latest")).id());
	}

	@Test
	void nobodySeesAnythingUnlessItIsKnownWhoCalls() {
		SnapshotHandler direct = handler(catalog, new FakeRepository(folder));
		assertThrows(NoSuchElementException.class, () -> direct.list(ALL));
	}

	@Test
	void pinsInTheRepositoryAndTellsTheIndex() {
		catalog.put(List.of(snapshot(FakeRepository.SNAPSHOT, "client", "plan", 0, null)));

		for (String name : List.of(FakeRepository.SNAPSHOT, "0123", "latest", "client/plan/latest", "client/plan/1970-01-01T00:00:00Z")) {
			assertEquals(FakeRepository.SNAPSHOT, handler.pin(name, " the move to " + name));
			assertEquals("the move to " + name, catalog.snapshot(FakeRepository.SNAPSHOT).orElseThrow().pin());
			assertEquals(FakeRepository.SNAPSHOT, handler.unpin(name));
			assertEquals(null, catalog.snapshot(FakeRepository.SNAPSHOT).orElseThrow().pin());
		}
		handler.pin("latest", null);
		assertEquals("", catalog.snapshot(FakeRepository.SNAPSHOT).orElseThrow().pin());
		handler.pin("latest", "the move");
		handler.pin("latest", " ");
		assertEquals("the move", catalog.snapshot(FakeRepository.SNAPSHOT).orElseThrow().pin(), "who says nothing takes no note away");
		handler.pin("latest", "the other move");
		assertEquals("the other move", catalog.snapshot(FakeRepository.SNAPSHOT).orElseThrow().pin());
	}

	@Test
	void aPinThatTheRepositoryHasHoldsThoughTheListCannotBeWritten() {
		MemoryCatalog away = new MemoryCatalog() {
			@Override
			public synchronized void put(Collection<Snapshot> added) {
				throw new CatalogException("the database is away");
			}

			@Override
			public synchronized Optional<Snapshot> snapshot(String id) {
				return Optional.of(SnapshotHandlerTest.this.snapshot(id, "client", "plan", 0, null));
			}
		};
		FakeRepository repository = new FakeRepository(folder);
		SnapshotApi direct = handler(away, repository);
		assertEquals(FakeRepository.SNAPSHOT, Callers.as(Callers.ADMIN, SnapshotApi.class, direct).pin(FakeRepository.SNAPSHOT, "why"));
		assertEquals("why", repository.snapshots().getFirst().pin());
	}

	@Test
	void saysWhichSnapshotItDoesNotFind() {
		assertFault(Fault.NOT_FOUND, "no snapshot 'latest'", () -> handler.pin("latest", ""));
		catalog.put(List.of(snapshot("aa1", "nas", "docs", 1, null), snapshot("aa2", "nas", "docs", 2, null)));
		assertFault(Fault.NOT_FOUND, "the beginning of more than one id, among them aa2 and aa1: give more digits", () -> handler.pin("aa", ""));
		assertFault(Fault.NOT_FOUND, "no snapshot 'nas/other/latest'", () -> handler.unpin("nas/other/latest"));
		assertFault(Fault.NOT_FOUND, "no snapshot 'nas/docs/2020'", () -> handler.unpin("nas/docs/2020"));
		assertFault(Fault.BAD_PARAMETERS, "missing", () -> handler.unpin(null));
		assertFault(Fault.REFUSED, "there is no snapshot aa1", () -> handler.pin("aa1", ""));
	}

	private static SnapshotHandler handler(MemoryCatalog catalog, FakeRepository repository) {
		return new SnapshotHandler(catalog, catalog, repository, new PlanSnapshots(catalog, new FakeOverview(catalog), repository, Clock.systemUTC()), new Waits(9, 9), System::nanoTime, 100);
	}

	private List<String> ids(SnapshotFilter filter) {
		return handler.list(filter).stream().map(SnapshotInfo::snapshotId).toList();
	}

	private Snapshot snapshot(String id, String client, String plan, int second, String pin) {
		return snapshot(id, client, plan, second, pin, null);
	}

	private Snapshot snapshot(String id, String client, String plan, int second, String pin, String planId) {
		return new Snapshot(id, client, plan, Instant.ofEpochSecond(second), Instant.ofEpochSecond(second), Snapshot.Result.COMPLETE, SnapshotCounts.NONE,
				folder.resolve("time/tree"), "/home", planId == null ? Map.of() : Map.of(Snapshot.PLAN_ID, planId), pin);
	}
}
