package backtrac.engine.jobs.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;

import backtrac.api.catalog.LogLine;
import backtrac.api.catalog.LogQuery;
import backtrac.api.event.Topics;
import backtrac.api.job.Progress.Phase;
import backtrac.engine.jobs.event.Events;
import backtrac.engine.jobs.fixture.LogLines;
import backtrac.engine.jobs.fixture.ManualTicker;
import backtrac.engine.jobs.fixture.RecordingCatalog;
import backtrac.engine.jobs.fixture.TestClock;
import backtrac.engine.jobs.thread.SystemTicker;

@Timeout(30)
class JournalsTest {

	private final RecordingCatalog catalog = new RecordingCatalog();
	private final Events events = new Events();
	private final List<String> posted = new ArrayList<>();
	private final TestClock clock = new TestClock();
	private final ManualTicker ticker = new ManualTicker();
	private final Journals journals = new Journals(catalog, events, clock, ticker);

	@BeforeEach
	void listen() {
		events.bindEventAdmin(new EventAdmin() {
			@Override
			public void postEvent(Event event) {
				posted.add(event.getTopic() + " " + event.getProperty(Topics.RUN_ID));
			}

			@Override
			public void sendEvent(Event event) {
				throw new AssertionError("an event must not hold up a run");
			}
		});
	}

	@Test
	void linesAreStoredInBatchesAndToldOnceEach() {
		RunJournal journal = journals.open("r1");
		journal.enter(Phase.CONNECTING);
		journal.enter(Phase.COPYING);
		clock.pass(Duration.ofSeconds(2));
		journal.problem("a/b", "/home/a/b: Input/output error");
		journals.open("r2").info("hello");
		assertEquals(List.of(), catalog.told("r1"));
		ticker.pass(Journals.PAUSE);
		assertEquals(List.of("INFO connects", "INFO goes over the files", "WARNING a/b: /home/a/b: Input/output error [Input/output error]"), catalog.told("r1"));
		assertEquals(2, catalog.appends());
		assertEquals(2, posted.size());
		ticker.pass(Duration.ofSeconds(10));
		assertEquals(2, catalog.appends(), "nothing new");
		assertEquals(2, posted.size());
		LogLine last = catalog.lines(LogQuery.ofRun("r1", 9)).getLast();
		assertEquals(Phase.COPYING, last.phase());
		assertEquals(TestClock.START.plusSeconds(2), last.time());
	}

	@Test
	void theEndIsStoredAtOnceAndToldWithTheNextBatch() {
		RunJournal journal = journals.open("r1");
		journal.info("one");
		ticker.pass(Journals.PAUSE);
		journal.info("two");
		journals.end(journal);
		assertEquals(List.of("INFO one", "INFO two"), catalog.told("r1"));
		assertEquals(List.of(Topics.LOG_APPENDED + " r1"), posted);
		ticker.pass(Journals.PAUSE);
		assertEquals(2, posted.size());
	}

	@Test
	void ofACauseOnlySoManyLinesAreKeptAndTheRestIsCounted() {
		RunJournal journal = journals.open("r1");
		for (int i = 0; i < RunJournal.MOST_OF_A_CAUSE + 1234; i++) {
			journal.problem("f" + i, "permission denied");
		}
		journal.problem("g", "in use by another program");
		journal.close("0123");
		journals.end(journal);
		List<String> told = catalog.told("r1");
		assertEquals(RunJournal.MOST_OF_A_CAUSE + 2, told.size());
		assertEquals("WARNING and 1,234 more: all of them are in the manifest of the snapshot 0123 [permission denied]", told.getLast());
		assertEquals("WARNING g: in use by another program [in use by another program]", told.get(told.size() - 2));
		assertEquals(RunJournal.MOST_OF_A_CAUSE + 1235, journal.problems());
		assertEquals(RunJournal.MOST_OF_A_CAUSE + 1234, journal.causes().get("permission denied"));
	}

	@Test
	void causesWithoutEndBecomeOne() {
		RunJournal journal = journals.open("r1");
		for (int i = 0; i < RunJournal.MOST_CAUSES + 50; i++) {
			journal.problem("f", "reason " + i);
		}
		journals.end(journal);
		assertEquals(50, journal.causes().get("other reasons"));
		assertEquals(RunJournal.MOST_CAUSES + 1, catalog.causes("r1").size());
	}

	@Test
	void aCatalogThatIsAwayGetsTheLinesLater() {
		RunJournal journal = journals.open("r1");
		journal.info("before");
		ticker.pass(Journals.PAUSE);
		catalog.breakLog(true);
		journal.info("meanwhile");
		journals.end(journal);
		ticker.pass(Duration.ofMinutes(10));
		assertEquals(List.of("INFO before"), catalog.told("r1"));
		catalog.breakLog(false);
		ticker.pass(Journals.PAUSE);
		assertEquals(List.of("INFO before", "INFO meanwhile"), catalog.told("r1"));
		assertEquals(2, posted.size());
	}

	@Test
	void thatTheCatalogIsAwayIsSaidOnce() {
		catalog.breakLog(true);
		try (LogLines log = new LogLines()) {
			RunJournal waiting = journals.open("r1");
			journals.open("r2");
			journals.open("r3");
			waiting.info("one");
			ticker.pass(Duration.ofMinutes(1));
			assertEquals(List.of("WARN the log of runs waits for the catalog: the database is away"), log.lines());
			catalog.breakLog(false);
			ticker.pass(Journals.PAUSE);
			catalog.breakLog(true);
			waiting.info("two");
			ticker.pass(Duration.ofMinutes(1));
			assertEquals(2, log.lines().size(), "it was there meanwhile");
		}
	}

	@Test
	void whatFindsNoRoomIsToldAsLost() {
		catalog.breakLog(true);
		RunJournal journal = journals.open("r1");
		for (int cause = 0; cause < 6; cause++) {
			for (int i = 0; i < RunJournal.MOST_OF_A_CAUSE; i++) {
				journal.problem("f", "reason " + cause);
			}
		}
		journal.info("still there");
		ticker.pass(Journals.PAUSE);
		assertEquals(RunJournal.MOST_WAITING + 1, journal.left());
		catalog.breakLog(false);
		ticker.pass(Journals.PAUSE);
		List<String> told = catalog.told("r1");
		assertEquals(RunJournal.MOST_WAITING + 2, told.size());
		assertEquals("WARNING the log lacks 10,000 lines here, which came faster than the catalog took them [the catalog was away or too slow]", told.getLast());
	}

	@Test
	void linesOfARunThatHasEndedAreNotOfferedForEver() {
		catalog.breakLog(true);
		RunJournal journal = journals.open("r1");
		journal.info("lost");
		journals.end(journal);
		ticker.pass(Journals.PAUSE.multipliedBy(Journals.MOST_OFFERS + 1));
		assertEquals(0, journal.left());
		catalog.breakLog(false);
		ticker.pass(Journals.PAUSE);
		assertEquals(List.of(), catalog.told("r1"));
	}

	@Test
	void nobodyWaitsForACatalogThatDoesNotAnswer() throws Exception {
		CountDownLatch answer = new CountDownLatch(1);
		catalog.logGo = answer;
		try (SystemTicker real = new SystemTicker()) {
			Journals slow = new Journals(catalog, events, clock, real);
			RunJournal journal = slow.open("r1");
			journal.info("late");
			slow.end(journal);
			journal.info("later");
			assertEquals(List.of(), catalog.told("r1"));
			answer.countDown();
			assertTrue(catalog.awaitTold("r1", 2), catalog.told("r1").toString());
		}
		assertTrue(catalog.told("r1").contains("INFO later"));
	}
}
