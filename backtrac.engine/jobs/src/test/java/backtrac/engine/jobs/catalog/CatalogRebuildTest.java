package backtrac.engine.jobs.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.Client;
import backtrac.api.catalog.MemoryCatalog;
import backtrac.api.catalog.Plan;
import backtrac.api.catalog.PlanQuery;
import backtrac.api.retention.RetentionPolicy;
import backtrac.api.schedule.Timing;
import backtrac.api.store.Snapshot;
import backtrac.engine.jobs.event.Events;

class CatalogRebuildTest {

	private static final Client DESK = new Client("c1", "desk");
	private static final Client LAP = new Client("c2", "lap", true);
	private static final Plan DOCS = new Plan("p1", "c1", "docs", "local", Map.of("path", "/docs"), List.of("*.tmp")).withTiming(Timing.of("daily at 02:00", ZoneId.of("Europe/Berlin")))
			.withRetention(RetentionPolicy.STANDARD);
	private static final Plan SHARE = new Plan("p2", "c2", "share", "smb", Map.of("share", "files"), List.of());

	@TempDir
	Path folder;

	private KeptSnapshots kept;
	private MemoryCatalog catalog = new MemoryCatalog();

	@BeforeEach
	void makeRepository() throws IOException {
		kept = new KeptSnapshots(folder.resolve("repo"));
	}

	@Test
	void aLostCatalogComesBackAsItWas() throws Exception {
		kept.add("desk", "docs", "/old", PlanDefinition.of(DESK, DOCS.withRetention(RetentionPolicy.EMPTY), Set.of()));
		kept.add("desk", "docs", "/docs", PlanDefinition.of(DESK, DOCS, Set.of()));
		Snapshot latest = kept.add("lap", "share", null, PlanDefinition.of(LAP, SHARE, Set.of("password")));
		kept.repository.pin(latest.id(), "ours");
		CatalogRebuild.Report report = rebuild().run();
		assertEquals(Set.of(DESK, LAP), Set.copyOf(catalog.clients()));
		assertEquals(Set.of(DOCS, SHARE), Set.copyOf(catalog.plans()));
		assertEquals(kept.repository.snapshots(), catalog.snapshots(null, null, 0, 9));
		assertEquals("ours", catalog.snapshot(latest.id()).orElseThrow().pin());
		assertEquals("made 2 clients and 2 plans again; the catalog lists 3 snapshots, 3 of them new or changed, 0 gone", report.sentence());
		assertEquals(List.of("the plan lap/share needs its secrets again (password), which no repository keeps: it fails until they are set"), report.remarks());
	}

	@Test
	void aLostCatalogKnowsAgainWhenItsPlansWereBackedUp() throws Exception {
		kept.add("desk", "old docs", "/docs", PlanDefinition.of(DESK, DOCS, Set.of()));
		Snapshot docs = kept.add("desk", "docs", "/docs", PlanDefinition.of(DESK, DOCS, Set.of()));
		Snapshot photos = kept.add("desk", "photos", "/photos", Map.of());
		kept.add("lap", "share", null, PlanDefinition.of(LAP, SHARE, Set.of()));
		catalog.save(LAP);
		catalog.save(new Plan("new", LAP.id(), "share", "smb", Map.of(), List.of()));
		rebuild().run();
		Map<String, Instant> backups = new TreeMap<>();
		catalog.plans(new PlanQuery(null, "", null, Instant.EPOCH, 0, 9)).stream().filter(plan -> plan.lastBackup() != null).forEach(plan -> {
			backups.put(plan.plan(), plan.lastBackup());
			assertEquals(plan.lastBackup(), plan.lastComplete());
		});
		assertEquals(Map.of("docs", docs.finished(), "photos", photos.finished()), backups, "not those of another plan of that name");
	}

	@Test
	void itChangesNothingTheSecondTime() throws Exception {
		kept.add("desk", "docs", "/docs", PlanDefinition.of(DESK, DOCS, Set.of()));
		kept.add("desk", "photos", "/photos", Map.of());
		assertTrue(rebuild().isDue());
		rebuild().run();
		assertFalse(rebuild().isDue());
		List<Plan> plans = catalog.plans();
		assertEquals("the catalog lists 2 snapshots", rebuild().run().sentence());
		assertEquals(plans, catalog.plans());
		MemoryCatalog other = new MemoryCatalog();
		new CatalogRebuild(kept.repository, other, other, other, new IndexKeeper(kept.repository, other)).run();
		assertEquals(plans, other.plans(), "whoever does it comes to the same");
		assertEquals(catalog.clients(), other.clients());
	}

	@Test
	void ofWhichNothingIsKnownAPlanByHandIsMadeThatDoesNotRun() throws Exception {
		kept.add("desk", "docs", "/old", Map.of());
		kept.add("desk", "docs", "/docs", Map.of());
		kept.add("desk", "docs", null, Map.of("version", "99"));
		kept.add("Desk", "else", null, Map.of());
		CatalogRebuild.Report report = rebuild().run();
		assertEquals(List.of(1, 2, 2), List.of(report.clients(), report.plans(), report.remarks().size()));
		Plan docs = plan("docs");
		assertEquals(new Plan(docs.id(), docs.clientId(), "docs", "local", Map.of("path", "/docs"), List.of()).withPaused(true), docs);
		assertEquals(Map.of(), plan("else").settings());
		assertTrue(report.remarks().stream().anyMatch(r -> r.startsWith("the plan desk/docs came back paused and without a schedule")), report.remarks().toString());
	}

	@Test
	void theLatestThatSaysHowThePlanWasIsBelieved() throws Exception {
		kept.add("desk", "docs", "/docs", PlanDefinition.of(DESK, DOCS, Set.of()));
		kept.add("desk", "docs", "/else", Map.of());
		kept.add("desk", "by hand", "/x", Map.of());
		rebuild().run();
		assertEquals(DOCS, plan("docs"));
		assertEquals(List.of(DESK), catalog.clients(), "also of plans that do not know its id");
		assertEquals(DESK.id(), plan("by hand").clientId());
	}

	@Test
	void aFormerNameIsNoOtherPlan() throws Exception {
		kept.add("old desk", "old docs", "/docs", PlanDefinition.of(new Client("c1", "old desk"), DOCS, Set.of()));
		kept.add("old desk", "photos", "/photos", PlanDefinition.of(new Client("c1", "old desk"), new Plan("p3", "c1", "photos", "local", Map.of(), List.of()), Set.of()));
		kept.add("desk", "docs", "/docs", PlanDefinition.of(DESK, DOCS, Set.of()));
		rebuild().run();
		assertEquals(List.of(DESK), catalog.clients());
		assertEquals(Map.of("docs", "c1", "photos", "c1"), catalog.plans().stream().collect(Collectors.toMap(Plan::name, Plan::clientId)));
	}

	@Test
	void whatTheCatalogHasStaysAsItIs() throws Exception {
		kept.add("desk", "docs", "/docs", PlanDefinition.of(DESK, DOCS, Set.of()));
		kept.add("lap", "share", null, PlanDefinition.of(LAP, SHARE, Set.of()));
		Client desk = new Client("other", "DESK");
		Plan docs = new Plan("another", "other", "Docs", "local", Map.of("path", "/new"), List.of());
		Client lap = new Client(LAP.id(), "laptop");
		Plan share = new Plan(SHARE.id(), LAP.id(), "files", "smb", Map.of(), List.of());
		catalog.save(desk);
		catalog.save(docs);
		catalog.save(lap);
		catalog.save(share);
		assertEquals("the catalog lists 2 snapshots, 2 of them new or changed, 0 gone", rebuild().run().sentence());
		assertEquals(Set.of(desk, lap), Set.copyOf(catalog.clients()));
		assertEquals(Set.of(docs, share), Set.copyOf(catalog.plans()));
	}

	@Test
	void whatSomebodyMayHaveRemovedComesBackPausedIfItIsAskedFor() throws Exception {
		kept.add("desk", "docs", "/docs", PlanDefinition.of(DESK, DOCS, Set.of()));
		rebuild().run();
		catalog.removeClient(DESK.id());
		assertFalse(rebuild().isDue(), "not by itself");
		CatalogRebuild.Report report = rebuild().run();
		assertEquals(DOCS.withPaused(true), plan("docs"));
		assertEquals(List.of("the plan desk/docs came back paused, because somebody may have removed it"), report.remarks());
	}

	@Test
	void anotherRepositoryIsLookedAtWhileThereIsNoClient() throws Exception {
		rebuild().run();
		assertFalse(rebuild().isDue());
		kept = new KeptSnapshots(folder.resolve("mounted later"));
		kept.add("desk", "docs", "/docs", PlanDefinition.of(DESK, DOCS, Set.of()));
		assertTrue(rebuild().isDue());
		rebuild().run();
		assertEquals(DOCS, plan("docs"));
		kept = new KeptSnapshots(folder.resolve("a third"));
		assertFalse(rebuild().isDue());
	}

	@Test
	void whatMadeNoSenseIsSaid() throws Exception {
		Map<String, String> definition = PlanDefinition.of(DESK, DOCS, Set.of());
		definition.put("retention", "daily=1 zone=Mars/Base");
		kept.add("desk", "docs", "/docs", definition);
		assertEquals(List.of("the plan desk/docs: its retention policy 'daily=1 zone=Mars/Base' makes no sense here (there is no time zone 'Mars/Base': "
				+ "give one as Europe/Berlin, UTC or +01:00), nothing of it is removed now"), rebuild().run().remarks());
		assertEquals(RetentionPolicy.EMPTY, plan("docs").retention());
	}

	@Test
	void whatSomebodyElseAddsMeanwhileIsTaken() throws Exception {
		kept.add("desk", "docs", "/docs", PlanDefinition.of(DESK, DOCS, Set.of()));
		Client theirs = new Client("theirs", "desk");
		Plan their = new Plan("their plan", "theirs", "docs", "local", Map.of(), List.of());
		catalog = new MemoryCatalog() {
			@Override
			public synchronized void addAgain(Client client) {
				super.save(theirs);
				throw new CatalogException("there is already a client of that name");
			}

			@Override
			public synchronized void save(Plan plan) {
				super.save(their);
				throw new CatalogException("the client has already a plan of that name");
			}
		};
		assertEquals(0, rebuild().run().plans());
		assertEquals(List.of(their), catalog.plans());
	}

	@Test
	void whatIsCutOffIsDoneTheNextTime() throws Exception {
		kept.add("desk", "docs", "/docs", PlanDefinition.of(DESK, DOCS, Set.of()));
		kept.add("lap", "share", null, PlanDefinition.of(LAP, SHARE, Set.of()));
		catalog = new MemoryCatalog() {
			private int plans;

			@Override
			public synchronized void save(Plan plan) {
				if (++plans == 2) {
					throw new CatalogException("the database is away");
				}
				super.save(plan);
			}
		};
		assertThrows(CatalogException.class, () -> rebuild().run());
		assertEquals(1, catalog.plans().size());
		assertTrue(rebuild().isDue());
		rebuild().run();
		assertEquals(Set.of(DOCS, SHARE), Set.copyOf(catalog.plans()), "none of them paused");
		Thread.currentThread().interrupt();
		assertThrows(InterruptedException.class, () -> rebuild().run());
	}

	@Test
	void itIsDoneAtTheStartInTheBackground() throws Exception {
		kept.add("desk", "docs", "/docs", PlanDefinition.of(DESK, DOCS, Set.of()));
		start();
		assertEquals(List.of(DOCS), catalog.plans());
		Snapshot next = kept.add("desk", "docs", "/docs", PlanDefinition.of(DESK, DOCS, Set.of()));
		catalog.removePlan(DOCS.id());
		start();
		assertEquals(List.of(), catalog.plans(), "what was removed stays removed");
		assertEquals(new TreeSet<>(List.of(next.id(), kept.repository.snapshots().getLast().id())), new TreeSet<>(catalog.ids()));
	}

	@Test
	void itIsTriedAgainUntilTheCatalogIsThere() throws Exception {
		kept.add("desk", "docs", "/docs", PlanDefinition.of(DESK, DOCS, Set.of()));
		List<Long> pauses = new ArrayList<>();
		catalog = new MemoryCatalog() {
			@Override
			public synchronized List<Client> clients() {
				if (pauses.size() < 8) {
					throw new CatalogException("the database is away");
				}
				return super.clients();
			}
		};
		start(pause -> pauses.add(pause.toSeconds()));
		assertEquals(List.of(DOCS), catalog.plans());
		assertEquals(List.of(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L), pauses);
	}

	@Test
	void itIsTriedNoMoreWhenTheServerStops() throws Exception {
		CountDownLatch waits = new CountDownLatch(1);
		catalog = new MemoryCatalog() {
			@Override
			public synchronized Optional<String> get(String name) {
				throw new CatalogException("the database is away");
			}
		};
		CatalogSync sync = sync(_ -> {
			waits.countDown();
			new CountDownLatch(1).await();
		});
		assertTrue(waits.await(20, TimeUnit.SECONDS));
		sync.deactivate();
		sync.await();
	}

	private void start() throws InterruptedException {
		start(pause -> {
			throw new AssertionError("it waits " + pause);
		});
	}

	private void start(CatalogSync.Pauses pauses) throws InterruptedException {
		CatalogSync sync = sync(pauses);
		sync.await();
		sync.deactivate();
	}

	private CatalogSync sync(CatalogSync.Pauses pauses) {
		IndexKeeper index = new IndexKeeper(kept.repository, catalog);
		return new CatalogSync(index, new CatalogRebuild(kept.repository, catalog, catalog, catalog, index), new Events(), pauses);
	}

	private CatalogRebuild rebuild() {
		return new CatalogRebuild(kept.repository, catalog, catalog, catalog, new IndexKeeper(kept.repository, catalog));
	}

	private Plan plan(String name) {
		return catalog.plans().stream().filter(plan -> plan.name().equals(name)).findFirst().orElseThrow();
	}
}
