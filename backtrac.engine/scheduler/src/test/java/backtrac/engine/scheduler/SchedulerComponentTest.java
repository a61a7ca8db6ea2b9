package backtrac.engine.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;

import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.Due;
import backtrac.api.catalog.Due.Waiting;
import backtrac.api.catalog.MemoryCatalog;
import backtrac.api.catalog.RunOrigin.Trigger;
import backtrac.api.catalog.RunRecord;
import backtrac.api.event.Topics;
import backtrac.api.job.RunState;
import backtrac.api.schedule.Timing;

/** The component with its real threads and the real time. */
class SchedulerComponentTest {

	private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
	private final BlockingQueue<RunRecord> claimed = new LinkedBlockingQueue<>();
	private final CountDownLatch refused = new CountDownLatch(1);
	private final MemoryCatalog catalog = new MemoryCatalog() {
		@Override
		public synchronized boolean change(Due due) {
			try {
				return super.change(due);
			} catch (CatalogException e) {
				refused.countDown();
				throw e;
			}
		}

		@Override
		public synchronized boolean claim(Due due, RunRecord run) {
			return super.claim(due, run) && claimed.add(run);
		}
	};
	private final SimulatedRunner runner = new SimulatedRunner(catalog, InstantSource.system());
	private final SchedulerComponent scheduler = new SchedulerComponent(catalog, catalog, catalog, catalog, catalog, catalog, _ -> Optional.empty(),
			World.config("", ""));

	SchedulerComponentTest() {
		scheduler.bindEvents(new EventAdmin() {

			@Override
			public void postEvent(Event event) {
				events.add(event);
			}

			@Override
			public void sendEvent(Event event) {
				throw new UnsupportedOperationException("nobody is waited for");
			}
		});
		catalog.save(World.CLIENT);
	}

	@AfterEach
	void stop() {
		scheduler.deactivate();
	}

	/** Owed since a while. */
	private void owe(String planId) {
		Instant now = Instant.now();
		// so that the next moment is not near
		String far = now.atOffset(ZoneOffset.UTC).plusHours(12).toLocalTime().withSecond(0).withNano(0).toString();
		catalog.save(World.plan(planId, World.utc("daily at " + far)));
		Due due = catalog.of(planId).orElseThrow();
		catalog.change(new Due(planId, now.minusSeconds(3600), now.minusSeconds(3600), Waiting.SCHEDULE, null, 1, null, null, due.version()));
	}

	@Test
	void itStartsWhatIsDueAsSoonAsThereIsARunner() throws InterruptedException {
		owe("p");
		scheduler.bindRunner(runner);
		RunRecord run = claimed.poll(20, TimeUnit.SECONDS);
		assertNotNull(run);
		assertEquals("p", run.planId());
		assertEquals(Trigger.MISSED, run.origin().trigger());
		Event event = events.poll(20, TimeUnit.SECONDS);
		assertNotNull(event);
		assertEquals(Topics.DUE_CHANGED, event.getTopic());
		assertEquals("p", event.getProperty(Topics.PLAN_ID));
	}

	@Test
	void itIsWokenByAnEventAndByTheEndOfARun() throws InterruptedException {
		scheduler.bindRunner(runner);
		owe("p");
		scheduler.handleEvent(new Event(Topics.DEFINITIONS_CHANGED, Map.of()));
		assertNotNull(claimed.poll(20, TimeUnit.SECONDS));
		owe("q");
		scheduler.handleEvent(new Event(Topics.RUN + RunState.SUCCEEDED, Map.of(Topics.RUN_ID, "r")));
		assertNotNull(claimed.poll(20, TimeUnit.SECONDS));
	}

	@Test
	void itLooksOnAfterTheCatalogWasAway() throws InterruptedException {
		catalog.setBroken(true);
		catalog.save(World.plan("p", World.utc("daily at 00:00")));
		scheduler.bindRunner(runner);
		assertTrue(refused.await(20, TimeUnit.SECONDS));
		catalog.setBroken(false);
		owe("p");
		scheduler.wake();
		assertNotNull(claimed.poll(20, TimeUnit.SECONDS));
	}

	@Test
	void choresFollowTheirConfigurationWhileItRuns() throws InterruptedException {
		scheduler.bindRunner(runner);
		scheduler.modified(World.config("sat at 12:00", "UTC"));
		assertNotNull(events.poll(20, TimeUnit.SECONDS));
		Due due = catalog.of(":prune").orElseThrow();
		assertTrue(due.at().isAfter(Instant.now()));
		assertFalse(events.stream().anyMatch(event -> event.containsProperty(Topics.PLAN_ID)));
	}

	@Test
	void itShowsWhatIsToCome() {
		Instant start = Instant.parse("2026-05-04T01:00:00Z");
		assertEquals(List.of(Instant.parse("2026-05-04T02:00:00Z"), Instant.parse("2026-05-05T02:00:00Z")),
				scheduler.preview("", World.utc("daily at 02:00"), start, 2));
		assertEquals(List.of(), scheduler.preview("", Timing.BY_HAND, start, 2));
		assertThrows(IllegalArgumentException.class, () -> scheduler.preview("", World.utc("sometimes"), start, 2));
	}
}
