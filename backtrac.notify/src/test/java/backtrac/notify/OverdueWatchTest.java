package backtrac.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Constants;

import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.Due;
import backtrac.api.catalog.Due.Waiting;
import backtrac.api.catalog.MemoryCatalog;
import backtrac.api.catalog.PlanOverview;
import backtrac.api.catalog.PlanQuery;
import backtrac.api.catalog.PlanQuery.Health;
import backtrac.api.catalog.PlanStatus;
import backtrac.api.job.RunState;
import backtrac.api.notify.Notification;
import backtrac.api.notify.Notification.Kind;
import backtrac.api.notify.Notifier;

/** Who is told when of plans without a good backup, by two servers with one catalog. */
class OverdueWatchTest {

	private final TestClock clock = new TestClock();
	private int stored;
	private int mostStored = Integer.MAX_VALUE;
	private final MemoryCatalog settings = new MemoryCatalog() {
		@Override
		public synchronized boolean replace(String name, String expected, String value) {
			if (stored++ >= mostStored) {
				throw new CatalogException("the database is away");
			}
			return super.replace(name, expected, value);
		}
	};
	private final Map<String, PlanStatus> plans = new LinkedHashMap<>();
	private boolean broken;

	/** The plans, a page at a time. */
	private final PlanOverview overview = new PlanOverview() {
		@Override
		public List<PlanStatus> plans(PlanQuery query) {
			if (broken) {
				throw new StackOverflowError();
			}
			return plans.values().stream().skip(query.offset()).limit(query.limit()).toList();
		}

		@Override
		public Map<Health, Integer> totals(Instant owedBefore) {
			throw new UnsupportedOperationException();
		}
	};

	private final Server server = new Server();

	/** A server and what it has told. */
	private final class Server {

		private final List<Notification> told = new ArrayList<>();
		private Lane lane;
		private final OverdueWatch watch = new OverdueWatch(overview, settings, new Notifiers(clock), clock, ZoneOffset.UTC);

		void listen(Map<String, ?> rules) {
			lane = new Lane(told::add, Rules.of(rules), clock);
		}

		/** What one look tells. */
		List<Notification> look() {
			told.clear();
			watch.look(List.of(lane));
			while (lane.deliverNext()) {
				// on to the next
			}
			return List.copyOf(told);
		}

		List<String> titles() {
			return look().stream().map(Notification::title).toList();
		}
	}

	@BeforeEach
	void prepare() {
		server.listen(Map.of(Notifier.NAME, "mail.admins", Notifier.OVERDUE_DAYS, 7, Notifier.REPEAT_HOURS, 24));
	}

	private void plan(String id, boolean paused, Instant lastBackup, Instant owed) {
		Due due = new Due(id, null, null, Waiting.SCHEDULE, null, 1, null, owed, 1);
		plans.put(id, new PlanStatus(id, "plan " + id, "c", "office", "local", "daily at 02:00", paused, "run " + id, RunState.FAILED,
				clock.instant().minusSeconds(60), "no route", lastBackup, null, due));
	}

	private void good(String id, Duration ago) {
		plan(id, false, clock.instant().minus(ago), null);
	}

	@Test
	void aPlanIsOverdueAfterItsDays() {
		good("a", Duration.ofDays(7).minusMillis(1));
		assertEquals(List.of(), server.titles());
		clock.pass(Duration.ofMillis(1));
		Notification notification = server.look().getFirst();
		assertEquals(Kind.OVERDUE, notification.kind());
		assertEquals("office/plan a has had no good backup for 7 days", notification.title());
		assertEquals("""
				office/plan a has had no good backup for 7 days.

				office/plan a: last good backup 2026-11-16 12:00:00 +00:00, 7 days ago; the last run, 2026-11-23 11:59:00 +00:00, failed: no route
				""", notification.text());
		assertEquals(Map.of("plans", "1", "client", "office", "plan", "plan a", "run_id", "run a", "state", "FAILED", "message", "no route", "finished",
				"2026-11-23T11:59:00Z", "last_good", "2026-11-16T12:00:00.001Z"), notification.facts());
	}

	@Test
	void oneThatNeverHadABackupCountsFromWhenItWasOwed() {
		plan("a", false, null, clock.instant().minus(Duration.ofDays(8)));
		plan("by hand", false, null, null);
		plan("new", false, null, clock.instant().minus(Duration.ofDays(1)));
		Notification notification = server.look().getFirst();
		assertEquals("office/plan a has had no good backup for 8 days", notification.title());
		assertTrue(notification.text().contains("no good backup yet, owed for 8 days"), notification.text());
		assertNull(notification.facts().get("last_good"));
	}

	@Test
	void aPausedPlanDoesNotCount() {
		plan("a", true, clock.instant().minus(Duration.ofDays(30)), null);
		assertEquals(List.of(), server.titles());
	}

	@Test
	void itIsToldAgainAfterTheRepeatIntervalAndNotBefore() {
		good("a", Duration.ofDays(7));
		assertEquals(1, server.look().size());
		clock.pass(Duration.ofHours(24).minusMillis(1));
		assertEquals(List.of(), server.titles());
		clock.pass(Duration.ofMillis(1));
		assertEquals(List.of("office/plan a has had no good backup for 8 days"), server.titles());
	}

	@Test
	void manyMakeOneNotification() {
		for (int i = 0; i < 2500; i++) {
			good("p" + i, Duration.ofDays(10).plusSeconds(i));
		}
		List<Notification> told = server.look();
		assertEquals(1, told.size());
		assertEquals("2,500 plans have had no good backup for 7 days or more", told.getFirst().title());
		assertTrue(told.getFirst().text().endsWith("and 2,450 other plans\n"), told.getFirst().text());
		assertTrue(told.getFirst().text().lines().skip(2).findFirst().orElseThrow().startsWith("office/plan p2499:"), "the longest without first");
		assertEquals(Map.of("plans", "2500"), told.getFirst().facts());
		assertEquals(2500, settings.all("notify.overdue.").size());
	}

	@Test
	void thoseThatBecameOverdueOneByOneAreToldAgainTogether() {
		for (int i = 0; i < 4; i++) {
			good("p" + i, Duration.ofDays(7));
			assertEquals(List.of("office/plan p" + i + " has had no good backup for 7 days"), server.titles());
			clock.pass(Duration.ofHours(1));
		}
		clock.pass(Duration.ofHours(20));
		assertEquals(List.of("4 plans have had no good backup for 7 days or more"), server.titles());
		clock.pass(Duration.ofHours(23));
		assertEquals(List.of(), server.titles());
	}

	@Test
	void itIsForgottenWhenThePlanIsGoodAgain() {
		good("a", Duration.ofDays(7));
		server.look();
		assertEquals(Set.of("notify.overdue.mail%2Eadmins.a"), settings.all("").keySet());
		good("a", Duration.ZERO);
		assertEquals(List.of(), server.titles());
		assertEquals(Map.of(), settings.all(""));
		plans.clear();
		good("a", Duration.ofDays(7));
		assertEquals(1, server.look().size());
		plans.clear();
		server.look();
		assertEquals(Map.of(), settings.all(""), "a plan that is removed leaves nothing behind");
	}

	@Test
	void anotherNotifiersMemoryIsLeftAlone() {
		settings.set("notify.overdue.mail.b", "2026-11-23T12:00:00Z");
		server.look();
		assertEquals(Set.of("notify.overdue.mail.b"), settings.all("").keySet());
	}

	@Test
	void twoServersTellOfEachPlanOnce() {
		Server other = new Server();
		other.listen(Map.of(Notifier.NAME, "mail.admins", Notifier.OVERDUE_DAYS, 7, Notifier.REPEAT_HOURS, 24));
		good("a", Duration.ofDays(7));
		good("b", Duration.ofDays(8));
		assertEquals(1, server.look().size());
		assertEquals(List.of(), other.look());
		// both have looked before either has told
		Told here = new Told(settings, server.lane.rules());
		Told there = new Told(settings, other.lane.rules());
		clock.pass(Duration.ofDays(1));
		List<PlanStatus> overdue = List.copyOf(plans.values());
		assertEquals(overdue, here.claim(overdue, clock.instant()));
		assertEquals(List.of(), there.claim(overdue, clock.instant()));
	}

	@Test
	void aRestartForgetsNothing() {
		good("a", Duration.ofDays(7));
		server.look();
		Server again = new Server();
		again.listen(Map.of(Notifier.NAME, "mail.admins", Notifier.OVERDUE_DAYS, 7));
		assertEquals(List.of(), again.look());
	}

	@Test
	void aTimeInTheFutureSilencesNothing() {
		good("a", Duration.ofDays(7));
		settings.set("notify.overdue.mail%2Eadmins.a", "2038-01-01T00:00:00Z");
		assertEquals(1, server.look().size());
		settings.set("notify.overdue.mail%2Eadmins.a", "nonsense");
		assertEquals(1, server.look().size());
	}

	@Test
	void whatCountsAsToldIsToldEvenIfTheCatalogFails() {
		good("a", Duration.ofDays(9));
		good("b", Duration.ofDays(8));
		good("c", Duration.ofDays(7));
		mostStored = 2;
		assertEquals(List.of("2 plans have had no good backup for 7 days or more"), server.titles());
		mostStored = Integer.MAX_VALUE;
		assertEquals(List.of("office/plan c has had no good backup for 7 days"), server.titles());
	}

	@Test
	void anErrorIsNotTheEndOfTheLooks() {
		good("a", Duration.ofDays(7));
		Notifiers notifiers = new Notifiers(clock);
		notifiers.addNotifier(_ -> {
		}, Map.of(Constants.SERVICE_ID, 1L, Notifier.NAME, "mail.admins", Notifier.OVERDUE_DAYS, 7));
		OverdueWatch watch = new OverdueWatch(overview, settings, notifiers, clock, ZoneOffset.UTC);
		broken = true;
		try (LogLines log = new LogLines()) {
			watch.lookSafely();
			assertTrue(log.lines().contains("ERROR plans without a good backup cannot be looked for"), log.lines().toString());
		}
		broken = false;
		watch.lookSafely();
		assertEquals(Set.of("notify.overdue.mail%2Eadmins.a"), settings.all("").keySet(), "told now");
		notifiers.deactivate();
	}

	@Test
	void aVeryLongNameIsKeptShort() {
		server.listen(Map.of(Notifier.NAME, "ü.".repeat(200), Notifier.OVERDUE_DAYS, 7));
		good("a", Duration.ofDays(7));
		assertEquals(1, server.look().size());
		assertEquals(List.of(), server.look());
		String name = settings.all("").keySet().iterator().next();
		assertTrue(name.length() < 150 && name.endsWith(".a"), name);
	}

	@Test
	void theRulesOfNamesHold() {
		server.listen(Map.of(Notifier.NAME, "x", Notifier.OVERDUE_DAYS, 7, Notifier.PLANS, "*b"));
		good("a", Duration.ofDays(9));
		good("b", Duration.ofDays(9));
		assertEquals(List.of("office/plan b has had no good backup for 9 days"), server.titles());
	}
}
