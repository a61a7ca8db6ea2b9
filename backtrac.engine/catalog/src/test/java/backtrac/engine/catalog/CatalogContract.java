package backtrac.engine.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.Client;
import backtrac.api.catalog.Plan;
import backtrac.api.catalog.RunRecord;
import backtrac.api.catalog.Servers.Server;
import backtrac.api.job.RunState;
import backtrac.api.retention.RetentionPolicy;
import backtrac.api.retention.Timespan;
import backtrac.api.schedule.Timing;

/** The contracts of clients, plans, secrets, servers and settings, whatever keeps them. */
abstract class CatalogContract {

	private final Kind kind;

	private Parts parts;
	private final Client web = Records.client("web");

	CatalogContract(Kind kind) {
		this.kind = kind;
	}

	@BeforeEach
	void open() {
		parts = kind.open();
		parts.catalog().save(web);
	}

	private Plan plan(String name) {
		Plan plan = Records.plan(web, name);
		parts.catalog().save(plan);
		return plan;
	}

	@Test
	void clientsComeByNameWhateverTheCase() {
		for (String name : List.of("beta", "Alpha", "gamma", "Delta")) {
			parts.catalog().save(Records.client(name));
		}
		assertEquals(List.of("Alpha", "beta", "Delta", "gamma", "web"), parts.catalog().clients().stream().map(Client::name).toList());
		assertEquals(Optional.of(Records.client("Delta")), parts.catalog().clientNamed("dELTA"));
		assertEquals(Optional.of(web), parts.catalog().client(web.id()));
		assertEquals(Optional.empty(), parts.catalog().client("none"));
		parts.catalog().save(web.withPaused(true));
		assertEquals(Optional.of(web.withPaused(true)), parts.catalog().client(web.id()));
	}

	@Test
	void twoClientsCannotHaveTheSameName() {
		CatalogException e = assertThrows(CatalogException.class, () -> parts.catalog().save(new Client("other", "WEB")));
		assertTrue(e.getMessage().startsWith("There is already a client named "), e.getMessage());
		assertEquals(List.of(web), parts.catalog().clients());
	}

	@Test
	void ofTwoChangesToOnePlanNoneIsLost() {
		Plan read = plan("docs");
		Plan renamed = new Plan(read.id(), web.id(), "papers", "smb", Map.of("share", "x"), List.of("*.tmp"));
		assertTrue(parts.catalog().change(read, renamed));
		assertFalse(parts.catalog().change(read, read.withPaused(true)), "it is another by now");
		assertEquals(Optional.of(renamed), parts.catalog().plan(read.id()));
		assertTrue(parts.catalog().change(renamed, renamed.withPaused(true)));

		Plan more = new Plan(read.id(), web.id(), "papers", "smb", Map.of("share", "x"), List.of("*.tmp", "*.bak")).withPaused(true);
		assertTrue(parts.catalog().change(renamed.withPaused(true), more));
		assertFalse(parts.catalog().change(renamed.withPaused(true), renamed), "what is in other tables counts, too");
		parts.catalog().removePlan(read.id());
		assertFalse(parts.catalog().change(more, renamed));
		assertEquals(Optional.empty(), parts.catalog().plan(read.id()));
	}

	@Test
	void ofManyChangesAtOnceOneIsMade() throws InterruptedException, ExecutionException {
		Plan read = plan("docs");
		try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
			List<Future<Boolean>> changes = new ArrayList<>();
			for (int i = 1; i <= 8; i++) {
				Plan changed = new Plan(read.id(), web.id(), "docs " + i, read.transport(), read.settings(), read.excludes());
				changes.add(threads.submit(() -> parts.catalog().change(read, changed)));
			}
			int made = 0;
			for (Future<Boolean> change : changes) {
				made += change.get() ? 1 : 0;
			}
			assertEquals(1, made);
		}
	}

	@Test
	void aPlanKeepsAllItHas() {
		Timing timing = new Timing("weekly on sunday at 03:00", ZoneId.of("Europe/Berlin"), List.of("mon-fri 20:00-06:00", "sat"), List.of("12-24"),
				Duration.ofMinutes(30), true);
		Plan plan = new Plan("p", web.id(), "Docs", "smb", Map.of("share", "docs", "empty", ""), List.of("*.tmp", "*.tmp", ""), timing,
				RetentionPolicy.STANDARD.withWithin(Timespan.parse("1y6m")).withZone(ZoneId.of("America/New_York")), true, -5, 7, true);
		parts.catalog().save(plan);
		assertEquals(Optional.of(plan), parts.catalog().plan("p"));
		assertEquals(List.of(plan), parts.catalog().plans());
		Plan plain = new Plan("p", web.id(), "Docs", "local", Map.of("path", "/"), List.of());
		parts.catalog().save(plain);
		assertEquals(Optional.of(plain), parts.catalog().plan("p"));
	}

	@Test
	void plansComeByClientAndName() {
		Client eta = new Client("e", "Eta");
		parts.catalog().save(eta);
		List<String> names = new ArrayList<>();
		for (String name : List.of("photos", "Mail", "docs")) {
			plan(name);
			parts.catalog().save(Records.plan(eta, name));
		}
		parts.catalog().plans().forEach(plan -> names.add(plan.clientId() + " " + plan.name()));
		assertEquals(List.of("e docs", "e Mail", "e photos", web.id() + " docs", web.id() + " Mail", web.id() + " photos"), names);
	}

	@Test
	void aPlanNeedsItsClientAndANameOfItsOwn() {
		CatalogException e = assertThrows(CatalogException.class, () -> parts.catalog().save(Records.plan(Records.client("none"), "docs")));
		assertEquals("The plan docs is of a client that does not exist: client-none.", e.getMessage());
		plan("docs");
		e = assertThrows(CatalogException.class, () -> parts.catalog().save(new Plan("other", web.id(), "docs", "local", Map.of(), List.of())));
		assertEquals("The client has already a plan named docs: choose another name.", e.getMessage());
	}

	@Test
	void aPlanIsRemovedWithWhatIsItsOwn() {
		Plan plan = plan("docs");
		parts.secrets().set(plan.id(), "password", "geheim");
		parts.catalog().removePlan(plan.id());
		parts.catalog().removePlan(plan.id());
		parts.catalog().removePlan("none");
		assertEquals(List.of(), parts.catalog().plans());
		assertEquals(Optional.empty(), parts.due().of(plan.id()));
		assertEquals(Set.of(), parts.secrets().names(plan.id()));
		CatalogException e = assertThrows(CatalogException.class, () -> parts.secrets().set(plan.id(), "password", "neu"));
		assertFalse(e.getMessage().contains("neu"));
		assertThrows(CatalogException.class, () -> parts.history().add(Records.queued("r", "backup", plan.id(), Records.MORNING)));
		parts.catalog().save(plan);
		parts.secrets().set(plan.id(), "password", "neu");
		assertEquals(Map.of("password", "neu"), parts.secrets().read(plan.id()), "it is there again");
	}

	@Test
	void aPlanOrClientWithAnOpenRunStays() {
		Plan plan = plan("docs");
		Plan other = plan("another");
		RunRecord run = Records.queued("r", "restore", plan.id(), Records.MORNING);
		parts.history().add(run);
		CatalogException e = assertThrows(CatalogException.class, () -> parts.catalog().removePlan(plan.id()));
		assertEquals("A run of the plan docs has not ended: cancel it first, or wait for its end.", e.getMessage());
		assertThrows(CatalogException.class, () -> parts.catalog().removeClient(web.id()));
		assertEquals(List.of(other, plan), parts.catalog().plans(), "all of them");
		assertTrue(parts.due().of(other.id()).isPresent());
		assertTrue(parts.history().end(Records.ended(run, RunState.CANCELLED), null));
		parts.catalog().removeClient(web.id());
		parts.catalog().removeClient(web.id());
		assertEquals(List.of(), parts.catalog().plans());
		assertEquals(List.of(), parts.catalog().clients());
		assertTrue(parts.history().run("r").isPresent());
	}

	@Test
	void secretsAreKeptByOwnerAndName() {
		parts.secrets().set("mail", "password", "geheim");
		parts.secrets().set("mail", "password", "päß\nwörd🔑");
		parts.secrets().set("mail", "token", "");
		parts.secrets().set("webhook", "password", "other");
		assertEquals(Map.of("password", "päß\nwörd🔑", "token", ""), parts.secrets().read("mail"));
		assertEquals(Set.of("password", "token"), parts.secrets().names("mail"));
		parts.secrets().set("mail", "token", null);
		parts.secrets().set("mail", "none", null);
		assertEquals(Set.of("password"), parts.secrets().names("mail"));
		assertEquals(Map.of(), parts.secrets().read("nobody"));
	}

	@Test
	void aServerCountsItsBeats() {
		assertEquals(List.of(), parts.servers().all());
		parts.servers().beat();
		parts.servers().beat();
		Server server = parts.servers().all().getFirst();
		assertEquals(parts.servers().self(), server.id());
		assertEquals(2, server.beat());
		parts.servers().remove(server.id());
		assertEquals(List.of(), parts.servers().all());
	}

	@Test
	void settingsAreReplacedOnlyIfTheyAreWhatTheCallerTakesThemFor() {
		assertFalse(parts.settings().replace("a.x", "1", "2"));
		assertTrue(parts.settings().replace("a.x", null, "1"));
		assertFalse(parts.settings().replace("a.x", null, "2"));
		assertTrue(parts.settings().replace("a.x", "1", "2"));
		parts.settings().set("a.y", "3");
		parts.settings().set("b", "");
		assertEquals(Map.of("a.x", "2", "a.y", "3"), parts.settings().all("a."));
		assertEquals(Optional.of(""), parts.settings().get("b"));
		assertFalse(parts.settings().replace("a.x", "1", null));
		assertTrue(parts.settings().replace("a.x", "2", null));
		assertTrue(parts.settings().replace("a.x", null, null));
		parts.settings().set("a.y", null);
		assertEquals(Map.of("b", ""), parts.settings().all(""));
	}
}
