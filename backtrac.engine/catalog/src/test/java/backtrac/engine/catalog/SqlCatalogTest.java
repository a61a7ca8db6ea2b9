package backtrac.engine.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.Client;
import backtrac.api.catalog.Plan;
import backtrac.api.catalog.RunOrigin;
import backtrac.api.catalog.RunQuery;
import backtrac.api.catalog.RunRecord;
import backtrac.api.job.RunState;
import backtrac.api.retention.RetentionPolicy;
import backtrac.api.schedule.Timing;
import backtrac.api.store.SnapshotNames;

class SqlCatalogTest {

	private final Database database = Kind.derby();
	private final SqlCatalog catalog = new SqlCatalog(database);
	private final SqlRunHistory history = new SqlRunHistory(database);

	@Test
	void anEmptyCatalogHasNothing() {
		assertEquals(List.of(), catalog.clients());
		assertEquals(List.of(), catalog.plans());
		assertEquals(List.of(), history.runs(RunQuery.latest(10)));
		assertEquals(List.of(), history.open());
		assertEquals(Optional.empty(), catalog.clientNamed("web"));
		assertEquals(Optional.empty(), catalog.plan("x"));
		assertEquals(Optional.empty(), history.run("x"));
	}

	@Test
	void clientsComeByNameWhateverTheCase() {
		for (String name : List.of("beta", "Alpha", "gamma", "Delta")) {
			catalog.save(Records.client(name));
		}
		assertEquals(List.of("Alpha", "beta", "Delta", "gamma"), catalog.clients().stream().map(Client::name).toList());
		assertEquals(Optional.of(Records.client("Delta")), catalog.clientNamed("dELTA"));
	}

	@Test
	void aClientIsRenamed() {
		catalog.save(new Client("1", "web"));
		catalog.save(new Client("1", "Web"));
		catalog.save(new Client("1", "mail"));
		assertEquals(List.of(new Client("1", "mail")), catalog.clients());
		catalog.save(new Client("2", "web"));
		assertEquals(2, catalog.clients().size());
	}

	@ParameterizedTest
	@ValueSource(strings = { "straße", "STRASSE", "Straße" })
	void twoClientsCannotHaveTheSameNameInAnyCase(String name) {
		catalog.save(new Client("1", "Strasse"));
		CatalogException e = assertThrows(CatalogException.class, () -> catalog.save(new Client("2", name)));
		assertEquals("There is already a client named Strasse: choose another name.", e.getMessage());
		assertEquals(1, catalog.clients().size());
	}

	@Test
	void composedAndDecomposedLettersAreTheSame() {
		catalog.save(new Client("1", "Büro"));
		assertEquals(Optional.of("1"), catalog.clientNamed("Bu\u0308ro").map(Client::id));
	}

	@ParameterizedTest
	@ValueSource(strings = { "日本語のサーバー", "Ωμέγας", "🖥️ desk", "İstanbul", "it's; DROP TABLE clients" })
	void namesMayBeOfAnyScript(String name) {
		catalog.save(Records.client(name));
		assertEquals(List.of(Records.client(name)), catalog.clients());
		assertEquals(Optional.of(Records.client(name)), catalog.clientNamed(name));
	}

	@Test
	void namesMayBeLong() {
		for (String name : List.of("n".repeat(100), "ß".repeat(100), "🖥".repeat(50), "ΐ".repeat(SnapshotNames.LONGEST))) {
			catalog.save(new Client("client-" + name.charAt(0), name));
			assertEquals(Optional.of(name), catalog.clientNamed(name).map(Client::name));
		}
		CatalogException e = assertThrows(CatalogException.class, () -> catalog.save(new Client("x", "n".repeat(101))));
		assertEquals("The name of a client must not be longer than 100 characters: this one has 101.", e.getMessage());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "  ", " web", "web ", "we\nb", "we\0b", "a/b", ".web" })
	void badNamesAreRefused(String name) {
		CatalogException e = assertThrows(CatalogException.class, () -> catalog.save(new Client("1", name)));
		assertTrue(e.getMessage().startsWith("The name of a client must not"), e.getMessage());
	}

	@Test
	void aPlanKeepsAllItHas() {
		Client client = Records.client("web");
		catalog.save(client);
		Plan plan = new Plan("p", client.id(), "Docs", "local", Map.of("path", "/usr/share/doc", "empty", "", "ключ", "знач=;'\""),
				List.of("*.tmp", "**/.cache/**", "*.tmp", ""));
		catalog.save(plan);
		assertEquals(Optional.of(plan), catalog.plan("p"));
		Plan changed = new Plan("p", client.id(), "Docs", "smb", Map.of("share", "docs"), List.of());
		catalog.save(changed);
		assertEquals(List.of(changed), catalog.plans());
	}

	@Test
	void plansComeByClientAndName() {
		List<String> names = new ArrayList<>();
		for (String clientName : List.of("zeta", "Eta")) {
			Client client = Records.client(clientName);
			catalog.save(client);
			for (String name : List.of("photos", "Mail", "docs")) {
				catalog.save(Records.plan(client, name));
			}
		}
		catalog.plans().forEach(plan -> {
			assertEquals(Map.of("path", "/srv/" + plan.name()), plan.settings());
			names.add(plan.clientId() + " " + plan.name());
		});
		assertEquals(List.of("client-Eta docs", "client-Eta Mail", "client-Eta photos", "client-zeta docs", "client-zeta Mail",
				"client-zeta photos"), names);
	}

	@Test
	void aPlanNeedsItsClient() {
		CatalogException e = assertThrows(CatalogException.class, () -> catalog.save(Records.plan(Records.client("web"), "docs")));
		assertEquals("The plan docs is of a client that does not exist: client-web.", e.getMessage());
	}

	@Test
	void aPlanThatMakesNoSenseHidesNoOtherAndCanBeMendedAndRemoved() {
		Client web = new Client("1", "web");
		catalog.save(web);
		Plan good = Records.plan(web, "good").withRetention(RetentionPolicy.STANDARD);
		Plan bad = Records.plan(web, "bad").withRetention(RetentionPolicy.STANDARD).withTiming(Timing.of("daily at 02:00", ZoneId.of("Europe/Berlin")));
		Plan worse = Records.plan(web, "worse").withRetention(RetentionPolicy.STANDARD);
		for (Plan plan : List.of(good, bad, worse)) {
			catalog.save(plan);
		}
		spoil("zone = 'Mars/Base', keep_within = 'forever'", bad);
		spoil("keep_zone = 'Mars/Base'", worse);
		assertEquals(List.of(bad.withRetention(RetentionPolicy.EMPTY).withTiming(Timing.of("daily at 02:00", ZoneOffset.UTC)), good,
				worse.withRetention(RetentionPolicy.EMPTY)), catalog.plans(), "nothing is removed, and what has a schedule runs");
		spoil("keep_zone = 'Z', keep_mode = 'BOTH'", worse);
		assertEquals(Optional.of(worse.withRetention(RetentionPolicy.EMPTY)), catalog.plan(worse.id()));
		catalog.save(bad);
		assertEquals(Optional.of(bad), catalog.plan(bad.id()));
		catalog.removePlan(worse.id());
		assertEquals(List.of(bad, good), catalog.plans());
	}

	private void spoil(String what, Plan plan) {
		assertEquals(1, database.<Integer>write("spoil", sql -> sql.update("UPDATE plans SET " + what + " WHERE id = ?", plan.id())));
	}

	@Test
	void aClientHasOnePlanOfAName() {
		catalog.save(new Client("1", "web"));
		catalog.save(new Client("2", "mail"));
		catalog.save(new Plan("a", "1", "docs", "local", Map.of(), List.of()));
		catalog.save(new Plan("b", "2", "docs", "local", Map.of(), List.of()));
		catalog.save(new Plan("c", "1", "Docs", "local", Map.of(), List.of()));
		CatalogException e = assertThrows(CatalogException.class,
				() -> catalog.save(new Plan("d", "1", "docs", "local", Map.of(), List.of())));
		assertEquals("The client has already a plan named docs: choose another name.", e.getMessage());
	}





	@Test
	void aLongMessageIsCutBetweenCharacters() {
		String message = "x".repeat(3998) + "🖥🖥\0";
		RunRecord run = new RunRecord("r", "verify", null, "", RunOrigin.PERSON, "", RunState.FAILED, Records.MORNING, null, Records.MORNING, null, 0, 0, 0, 0,
				message);
		history.add(Records.queued("r", Records.MORNING));
		history.end(run, null);
		assertEquals("x".repeat(3998) + "…", history.run("r").orElseThrow().message());
	}

	@Test
	void manyThreadsSaveAtOnce() throws Exception {
		int threads = 8;
		int rounds = 40;
		catalog.save(Records.client("shared"));
		try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
			List<Future<?>> all = new ArrayList<>();
			for (int t = 0; t < threads; t++) {
				String thread = "t" + t;
				all.add(executor.submit(() -> {
					for (int i = 0; i < rounds; i++) {
						// what all save, then what only this thread saves
						catalog.save(Records.plan(Records.client("shared"), "plan" + i % 3));
						catalog.save(new Client(thread + "-" + i, thread + "-" + i));
						history.add(Records.queued(thread + "-" + i, Records.MORNING.plusMillis(i)));
						history.end(Records.ended(thread + "-" + i, Records.MORNING.plusMillis(i), RunState.SUCCEEDED), null);
						catalog.plans().forEach(plan -> assertEquals(1, plan.excludes().size()));
						assertTrue(history.runs(RunQuery.latest(5)).size() > 0);
					}
				}));
			}
			for (Future<?> each : all) {
				each.get();
			}
		}
		assertEquals(threads * rounds + 1, catalog.clients().size());
		assertEquals(3, catalog.plans().size());
		assertEquals(threads * rounds, history.runs(RunQuery.latest(100_000)).size());
		assertEquals(List.of(), history.open());
	}

	@Test
	void onlyOneOfManyGetsAName() throws Exception {
		try (ExecutorService executor = Executors.newFixedThreadPool(8)) {
			List<Future<Boolean>> all = new ArrayList<>();
			for (int i = 0; i < 8; i++) {
				String id = "id" + i;
				all.add(executor.submit(() -> {
					try {
						catalog.save(new Client(id, "wanted"));
						return true;
					} catch (CatalogException e) {
						assertEquals("There is already a client named wanted: choose another name.", e.getMessage());
						return false;
					}
				}));
			}
			int winners = 0;
			for (Future<Boolean> each : all) {
				winners += each.get() ? 1 : 0;
			}
			assertEquals(1, winners);
		}
	}
}
