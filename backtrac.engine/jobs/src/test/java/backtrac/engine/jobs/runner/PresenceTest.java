package backtrac.engine.jobs.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import backtrac.api.catalog.Client;
import backtrac.api.catalog.Due;
import backtrac.api.catalog.LogLine;
import backtrac.api.catalog.LogQuery;
import backtrac.api.catalog.MemoryCatalog;
import backtrac.api.catalog.Plan;
import backtrac.api.catalog.RunOrigin;
import backtrac.api.catalog.RunOrigin.Trigger;
import backtrac.api.catalog.RunRecord;
import backtrac.api.catalog.Servers;
import backtrac.api.job.RunState;
import backtrac.engine.jobs.catalog.CatalogServices;
import backtrac.engine.jobs.event.Events;
import backtrac.engine.jobs.fixture.TestClock;
import backtrac.engine.jobs.run.Failure;
import backtrac.engine.jobs.run.Records;
import backtrac.engine.jobs.run.RetryRule;

class PresenceTest {

	private static final Instant NOW = TestClock.START;

	/** The servers that share a catalog: a test lets them beat. */
	private static final class Others implements Servers {

		final Map<String, Long> beats = new LinkedHashMap<>();

		@Override
		public String self() {
			return "me";
		}

		@Override
		public void beat() {
			beats.merge("me", 1L, Long::sum);
		}

		@Override
		public List<Server> all() {
			return beats.entrySet().stream().map(e -> new Server(e.getKey(), "host " + e.getKey(), e.getValue())).toList();
		}

		@Override
		public void remove(String id) {
			beats.remove(id);
		}
	}

	private final MemoryCatalog catalog = new MemoryCatalog();
	private final Others servers = new Others();
	private final Set<String> worked = new HashSet<>();
	private final Presence presence = new Presence(new CatalogServices(catalog, catalog, catalog, catalog, catalog, servers), worked::contains,
			new RunNews(new Events()), new TestClock());

	@BeforeEach
	void plans() {
		catalog.save(new Client("c", "desk"));
		for (String plan : List.of("p1", "p2", "p3")) {
			catalog.save(new Plan(plan, "c", plan, "local", Map.of(), List.of()));
			settle(plan);
		}
	}

	/** Has a plan wait for nothing. */
	private void settle(String plan) {
		Due due = catalog.of(plan).orElseThrow();
		catalog.change(new Due(plan, null, null, Due.Waiting.SCHEDULE, null, 1, null, null, due.version()));
	}

	@Test
	void whatThisServersLastStopCutOffIsEndedAndResumedAtOnce() {
		run("r1", "p1", "me", RunState.RUNNING, 1);
		run("r2", "p2", "me", RunState.QUEUED, 1);
		run("r3", "p3", "other", RunState.RUNNING, 1);
		presence.begin();
		assertEquals("INTERRUPTED the server crashed or was killed while it ran", state("r1"));
		assertEquals("INTERRUPTED the server crashed or was killed before it ran", state("r2"));
		assertEquals(List.of("r3"), catalog.open().stream().map(RunRecord::id).toList());
		Due due = catalog.of("p1").orElseThrow();
		assertEquals(NOW, due.at());
		assertEquals("r1", due.previous());
		assertEquals(2, due.attempt());
		assertEquals(7, catalog.run("r1").orElseThrow().files(), "how far it was");
		LogLine line = catalog.lines(LogQuery.ofRun("r1", 9)).getFirst();
		assertEquals("INTERRUPTED: the server crashed or was killed while it ran", line.message());
		assertEquals(LogLine.Level.WARNING, line.level());
	}

	@Test
	void aRunThatKillsTheServerEachTimeIsGivenUp() {
		for (int i = 1; i < RetryRule.MOST_RESUMES; i++) {
			run("r" + i, "p1", "me", RunState.RUNNING, i);
			presence.begin();
			assertEquals("INTERRUPTED the server crashed or was killed while it ran", state("r" + i));
			settle("p1");
		}
		run("r5", "p1", "me", RunState.RUNNING, 5);
		presence.begin();
		assertTrue(state("r5").startsWith("FAILED the server crashed or was killed while it ran, the 5th time in a row: it is not resumed again"), state("r5"));
		assertEquals(null, catalog.of("p1").orElseThrow().at());
	}

	@Test
	void stopsOfTheServerAreNoCrashes() {
		for (int i = 1; i < RetryRule.MOST_RESUMES; i++) {
			run("r" + i, "p1", "me", RunState.RUNNING, i);
			catalog.end(Records.ended(catalog.run("r" + i).orElseThrow(), RunState.INTERRUPTED, NOW, Failure.stopped(true).message()), null);
		}
		run("r5", "p1", "me", RunState.RUNNING, 5);
		presence.begin();
		assertEquals("INTERRUPTED the server crashed or was killed while it ran", state("r5"));
		assertEquals(NOW, catalog.of("p1").orElseThrow().at());
	}

	@Test
	void theRunsOfAServerWhoseBeatStandsStillAreEnded() {
		servers.beats.put("dead", 41L);
		servers.beats.put("alive", 41L);
		run("r1", "p1", "dead", RunState.RUNNING, 1);
		run("r2", "p2", "alive", RunState.RUNNING, 1);
		for (int i = 1; i < Presence.LOOKS; i++) {
			look();
		}
		assertEquals(2, catalog.open().size(), "not yet");
		look();
		assertEquals("INTERRUPTED the server 'host dead' went away while it ran", state("r1"));
		assertEquals(NOW, catalog.of("p1").orElseThrow().at());
		assertEquals(Set.of("me", "alive"), servers.beats.keySet());
		assertEquals(List.of("r2"), catalog.open().stream().map(RunRecord::id).toList());
	}

	@Test
	void aServerThatBeatsNowAndThenLives() {
		servers.beats.put("slow", 1L);
		run("r1", "p1", "slow", RunState.RUNNING, 1);
		for (int i = 0; i < 50; i++) {
			look();
			if (i % (Presence.LOOKS - 1) == 0) {
				servers.beats.merge("slow", 1L, Long::sum);
			}
		}
		assertEquals(1, catalog.open().size());
		assertTrue(servers.beats.containsKey("slow"));
	}

	@Test
	void aRunOfAServerThatNobodyKnowsIsEndedWhenItStaysSo() {
		run("r1", "p1", "gone", RunState.QUEUED, 1);
		run("r2", "p2", "", RunState.RUNNING, 1);
		for (int i = 1; i < Presence.LOOKS; i++) {
			look();
		}
		assertEquals(2, catalog.open().size(), "it may only be on its way");
		look();
		assertEquals("INTERRUPTED the server 'gone' went away before it ran", state("r1"));
		assertEquals("INTERRUPTED the server before this one went away while it ran", state("r2"));
	}

	@Test
	void aRunOfThisServerThatNobodyWorksOnIsEndedWhenItStaysSo() {
		run("claimed", "p1", "me", RunState.QUEUED, 1);
		run("worked", "p2", "me", RunState.RUNNING, 1);
		worked.add("worked");
		for (int i = 0; i < Presence.LOOKS; i++) {
			look();
		}
		assertEquals("INTERRUPTED the server has lost sight of it before it ran", state("claimed"));
		assertEquals(List.of("worked"), catalog.open().stream().map(RunRecord::id).toList());
	}

	@Test
	void aCatalogThatIsAwayProvesNothing() {
		servers.beats.put("other", 1L);
		run("r1", "p1", "other", RunState.RUNNING, 1);
		run("r2", "p2", "me", RunState.RUNNING, 1);
		catalog.setBroken(true);
		presence.begin();
		for (int i = 0; i < 50; i++) {
			servers.beats.merge("other", 1L, Long::sum);
			look();
		}
		assertEquals(2, catalog.open().size());
		catalog.setBroken(false);
		servers.beats.merge("other", 1L, Long::sum);
		look();
		assertEquals(List.of("r1"), catalog.open().stream().map(RunRecord::id).toList(), "what could not be ended at the start is ended now");
	}

	private void look() {
		presence.look();
		servers.beats.computeIfPresent("alive", (_, beat) -> beat + 1);
	}

	private void run(String id, String plan, String server, RunState state, int attempt) {
		catalog.add(new RunRecord(id, "backup", plan, "desk/" + plan, new RunOrigin(Trigger.SCHEDULE, NOW, attempt, attempt > 1 ? "r" + (attempt - 1) : null), server, state, NOW,
				state == RunState.RUNNING ? NOW : null, null, null, 7, 8, 0, 0, null));
	}

	private String state(String id) {
		RunRecord run = catalog.run(id).orElseThrow();
		return run.state() + " " + run.message();
	}
}
