package backtrac.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Constants;
import org.osgi.service.event.Event;

import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.Client;
import backtrac.api.catalog.LogLine;
import backtrac.api.catalog.LogLine.Level;
import backtrac.api.catalog.MemoryCatalog;
import backtrac.api.catalog.Plan;
import backtrac.api.catalog.RunOrigin;
import backtrac.api.catalog.RunRecord;
import backtrac.api.event.Topics;
import backtrac.api.job.Progress.Phase;
import backtrac.api.job.RunState;
import backtrac.api.notify.Notification;
import backtrac.api.notify.Notification.Kind;
import backtrac.api.notify.Notifier;

/** From a run's event to what people read. */
class RunWatchTest {

	private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

	private boolean away;
	private final MemoryCatalog catalog = new MemoryCatalog() {
		@Override
		public synchronized Optional<RunRecord> run(String id) {
			if (away) {
				throw new CatalogException("the database is away");
			}
			return super.run(id);
		}
	};
	private final TestClock clock = new TestClock();
	private final Notifiers notifiers = new Notifiers(clock);
	private final RunWatch watch = new RunWatch(notifiers, new RunTeller(catalog, catalog, catalog, clock, ZoneId.of("Europe/Berlin")));
	private final LogLines log = new LogLines();
	private final List<Notification> told = new ArrayList<>();

	@BeforeEach
	void prepare() {
		catalog.save(new Client("c1", "office"));
		catalog.save(new Plan("p1", "c1", "docs", "local", Map.of(), List.of()));
	}

	@AfterEach
	void close() {
		log.close();
	}

	private void listen(Map<String, ?> rules) {
		Map<String, Object> properties = new HashMap<>(rules);
		properties.put(Constants.SERVICE_ID, 1L);
		notifiers.addNotifier(notification -> {
			synchronized (told) {
				told.add(notification);
				told.notifyAll();
			}
		}, properties);
	}

	private List<Notification> told(int count) throws InterruptedException {
		synchronized (told) {
			while (told.size() < count) {
				told.wait(30_000);
			}
			return List.copyOf(told);
		}
	}

	private RunRecord run(String id, String verb, String planId, String subject, RunState state, long problems, String message) {
		return new RunRecord(id, verb, planId, subject, RunOrigin.PERSON, "here", state, NOON, NOON.plusSeconds(1), NOON.plusSeconds(61), null, 1204, 12_345_678,
				99, problems, message);
	}

	private void end(RunRecord run) {
		catalog.add(run);
		post(run.id(), run.state());
	}

	private void post(String runId, RunState state) {
		watch.handleEvent(new Event(Topics.RUN + state, Map.of(Topics.RUN_ID, runId)));
		watch.tellAll();
	}

	@Test
	void aFailureIsToldWithAllThatIsKnown() throws Exception {
		listen(Map.of(Notifier.CLIENTS, "OFFICE", Notifier.PLANS, "d*"));
		catalog.add(run("r0", "backup", "p1", "office/docs", RunState.SUCCEEDED, 0, "all is well"));
		end(run("r1", "backup", "p1", "office/docs", RunState.FAILED, 0, "the client cannot be reached"));
		Notification notification = told(1).getFirst();
		assertEquals(Kind.FAILED, notification.kind());
		assertEquals("Backup of office/docs failed", notification.title());
		assertEquals("""
				Backup of office/docs failed.

				the client cannot be reached

				Began:  2026-11-23 13:00:01 +01:00
				Ended:  2026-11-23 13:01:01 +01:00
				Done:   1,204 files, 12,345,678 bytes
				Last good backup: 2026-11-23 13:01:01 +01:00
				Run:    r1
				""", notification.text());
		assertEquals(NOON.plusSeconds(61), notification.time());
		Map<String, String> facts = new HashMap<>();
		facts.put("verb", "backup");
		facts.put("client", "office");
		facts.put("plan", "docs");
		facts.put("run_id", "r1");
		facts.put("state", "FAILED");
		facts.put("message", "the client cannot be reached");
		facts.put("files", "1204");
		facts.put("bytes", "12345678");
		facts.put("bytes_stored", "99");
		facts.put("problems", "0");
		facts.put("started", "2026-11-23T12:00:01Z");
		facts.put("finished", "2026-11-23T12:01:01Z");
		facts.put("last_good", "2026-11-23T12:01:01Z");
		assertEquals(facts, notification.facts());
	}

	@Test
	void theThreeMostFrequentCausesAreTold() throws Exception {
		listen(Map.of());
		String[] causes = { "permission denied", "in use by another program", "vanished", "read error" };
		for (int cause = 0; cause < causes.length; cause++) {
			int which = cause;
			catalog.append(IntStream.range(0, 2000 / (cause + 1)).mapToObj(i -> new LogLine(0, "r1", NOON, Level.WARNING, Phase.COPYING,
					"folder " + which + "/line\nbreak " + i, "it cannot be read", causes[which])).toList());
		}
		end(run("r1", "backup", "p1", "office/docs", RunState.PARTIAL, 4166, "done but for 4,166 entries"));
		Notification notification = told(1).getFirst();
		assertEquals("Backup of office/docs is not complete: 4,166 problems", notification.title());
		assertTrue(notification.text().endsWith("""
				Run:    r1

				Most frequent causes:
				  2,000 x permission denied, such as folder 0/line break 0
				  1,000 x in use by another program, such as folder 1/line break 0
				  666 x vanished, such as folder 2/line break 0
				  and 1 other cause
				"""), notification.text());
	}

	@Test
	void aRunOfNoPlanIsToldToWhoHearsOfAllPlans() throws Exception {
		listen(Map.of());
		end(run("r1", "verify", null, "", RunState.CANCELLED, 0, "somebody cancelled it"));
		assertEquals("Verify was cancelled", told(1).getFirst().title());
		assertEquals(null, told(1).getFirst().facts().get("client"));
	}

	@Test
	void rulesAreKept() throws Exception {
		listen(Map.of(Notifier.ON, "failed", Notifier.CLIENTS, "office"));
		end(run("r1", "backup", "p1", "office/docs", RunState.SUCCEEDED, 0, "all is well"));
		end(run("r2", "verify", null, "", RunState.FAILED, 0, "a snapshot is damaged"));
		end(run("r3", "backup", null, "office/docs", RunState.FAILED, 0, "its plan is gone"));
		end(run("r4", "backup", "p1", "office/docs", RunState.FAILED, 0, "no"));
		assertEquals(List.of("r4"), told(1).stream().map(n -> n.facts().get("run_id")).toList());
	}

	@Test
	void aNameWithALineBreakMakesNoSecondLine() throws Exception {
		listen(Map.of());
		end(run("r1", "backup", "p1", "office\r\nBcc: all@example.org/docs", RunState.INTERRUPTED, 0, "cut off"));
		assertEquals("Backup of office Bcc: all@example.org/docs was interrupted", told(1).getFirst().title());
	}

	@Test
	void aCatalogThatIsAwayKeepsNoFailureSecret() throws Exception {
		listen(Map.of());
		away = true;
		post("r1", RunState.FAILED);
		Notification notification = told(1).getFirst();
		assertEquals("A run failed", notification.title());
		assertEquals(Map.of("run_id", "r1", "state", "FAILED"), notification.facts());
		assertTrue(log.lines().contains("ERROR the catalog cannot be asked about run r1: the database is away"), log.lines().toString());
	}

	@Test
	void tooManyRunsAtOnceAreSaid() {
		listen(Map.of(Notifier.ON, "failed"));
		for (int i = 0; i <= RunWatch.MOST_WAITING; i++) {
			watch.handleEvent(new Event(Topics.RUN + "SUCCEEDED", Map.of(Topics.RUN_ID, "good " + i)));
			watch.handleEvent(new Event(Topics.RUN + "FAILED", Map.of(Topics.RUN_ID, "bad " + i)));
		}
		assertEquals(List.of("ERROR too many runs have ended at once: nobody is told of run bad 1000, failed"),
				log.lines().stream().filter(line -> line.startsWith("ERROR")).toList());
	}
}
