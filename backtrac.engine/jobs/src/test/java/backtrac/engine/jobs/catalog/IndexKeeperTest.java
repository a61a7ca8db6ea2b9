package backtrac.engine.jobs.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.MemoryCatalog;
import backtrac.api.store.Repository;
import backtrac.api.store.Snapshot;
import backtrac.engine.jobs.catalog.IndexKeeper.Change;

class IndexKeeperTest {

	@TempDir
	Path folder;

	/** Keeps times to the millisecond, as a database may. */
	private final MemoryCatalog catalog = new MemoryCatalog() {
		@Override
		public synchronized void put(Collection<Snapshot> added) {
			requireWhole();
			super.put(added.stream().map(s -> new Snapshot(s.id(), s.client(), s.plan(), s.started().truncatedTo(ChronoUnit.MILLIS), s.finished().truncatedTo(ChronoUnit.MILLIS), s.result(),
					s.counts(), s.tree(), s.source(), s.definition(), s.pin())).toList());
		}

		@Override
		public synchronized void remove(Collection<String> ids) {
			requireWhole();
			super.remove(ids);
		}
	};
	private boolean broken;
	private KeptSnapshots kept;
	private IndexKeeper keeper;

	@BeforeEach
	void backUp() throws IOException {
		kept = new KeptSnapshots(folder.resolve("repo"));
		keeper = new IndexKeeper(kept.repository, catalog);
	}

	private void requireWhole() {
		if (broken) {
			throw new CatalogException("the database is away");
		}
	}

	@Test
	void aRefreshWritesOnlyWhatDiffers() throws Exception {
		Snapshot first = kept.add("desk", "docs", "/docs", Map.of("a", "b"));
		Snapshot second = kept.add("desk", "docs", null, Map.of());
		assertEquals(new Change(2, 2, 0), keeper.refresh());
		assertEquals(new Change(2, 0, 0), keeper.refresh());
		kept.repository.pin(first.id(), "ours");
		kept.repository.forget(second.id());
		Snapshot third = kept.add("lap", "docs", null, Map.of());
		assertEquals(new Change(2, 2, 1), keeper.refresh());
		assertEquals(Set.of(first.id(), third.id()), Set.copyOf(catalog.ids()));
		assertEquals("ours", catalog.snapshot(first.id()).orElseThrow().pin());
		assertEquals(new Change(2, 0, 0), keeper.refresh());
	}

	@Test
	void whatRunsSayIsListedAtOnce() throws Exception {
		Snapshot first = kept.add("desk", "docs", null, Map.of());
		keeper.put(first);
		assertEquals(List.of(first.id()), catalog.ids());
		keeper.forgotten(List.of(first.id()));
		assertEquals(List.of(), catalog.ids());
	}

	@Test
	void aCatalogThatIsAwayEndsNoRunAndIsMadeGoodLater() throws Exception {
		Snapshot first = kept.add("desk", "docs", null, Map.of());
		broken = true;
		keeper.put(first);
		keeper.forgotten(List.of(first.id()));
		assertThrows(CatalogException.class, keeper::refresh);
		broken = false;
		assertEquals(new Change(1, 1, 0), keeper.refresh());
	}

	@Test
	void aRunThatEndsWhileTheRepositoryIsReadDoesNotWaitAndIsRight() throws Exception {
		Snapshot pinned = kept.add("desk", "docs", null, Map.of());
		Snapshot forgotten = kept.add("desk", "docs", null, Map.of());
		Snapshot listed = kept.add("desk", "docs", null, Map.of());
		catalog.put(List.of(listed));
		Snapshot added = new Snapshot("added", "desk", "docs", listed.started(), listed.finished(), listed.result(), listed.counts(), listed.tree());
		IndexKeeper[] slow = new IndexKeeper[1];
		slow[0] = new IndexKeeper(afterSnapshots(() -> CompletableFuture.runAsync(() -> {
			slow[0].put(added);
			slow[0].put(pinned.withPin("ours"));
			slow[0].forgotten(List.of(forgotten.id()));
		}).get(20, TimeUnit.SECONDS)), catalog);
		slow[0].refresh();
		assertEquals(Set.of(pinned.id(), listed.id(), "added"), Set.copyOf(catalog.ids()));
		assertEquals("ours", catalog.snapshot(pinned.id()).orElseThrow().pin());
		kept.repository.forget(forgotten.id());
		kept.repository.pin(pinned.id(), "ours");
		assertEquals(new Change(2, 0, 1), keeper.refresh(), "what is only in the list goes the next time");
	}

	@Test
	void whatARunCouldNotWriteMeanwhileTheRefreshMakesGood() throws Exception {
		Snapshot first = kept.add("desk", "docs", null, Map.of());
		IndexKeeper[] slow = new IndexKeeper[1];
		slow[0] = new IndexKeeper(afterSnapshots(() -> {
			broken = true;
			slow[0].put(first);
			broken = false;
			return null;
		}), catalog);
		assertEquals(new Change(1, 1, 0), slow[0].refresh());
		assertEquals(List.of(first.id()), catalog.ids());
	}

	/** The repository, in which something happens once its snapshots have been read. */
	private Repository afterSnapshots(Callable<?> what) {
		return (Repository) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Repository.class }, (_, method, arguments) -> {
			Object answer = method.invoke(kept.repository, arguments);
			if (method.getName().equals("snapshots")) {
				what.call();
			}
			return answer;
		});
	}

	@Test
	void anInterruptEndsARefresh() throws Exception {
		kept.add("desk", "docs", null, Map.of());
		Thread.currentThread().interrupt();
		assertThrows(InterruptedException.class, keeper::refresh);
		assertEquals(List.of(), catalog.ids());
	}

	@Test
	void aPageAfterTheOtherIsLookedAt() throws Exception {
		for (int i = 0; i < 3; i++) {
			kept.add("desk", "docs", null, Map.of());
		}
		Snapshot gone = kept.add("desk", "docs", null, Map.of());
		kept.repository.forget(gone.id());
		for (int i = 0; i < 2500; i++) {
			catalog.put(List.of(new Snapshot(Integer.toString(i), gone.client(), gone.plan(), gone.started(), gone.finished(), gone.result(), gone.counts(), gone.tree())));
		}
		assertEquals(new Change(3, 3, 2500), keeper.refresh());
		assertEquals(3, catalog.ids().size());
	}
}
