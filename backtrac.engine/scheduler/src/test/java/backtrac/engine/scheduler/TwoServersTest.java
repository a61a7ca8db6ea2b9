package backtrac.engine.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import backtrac.api.catalog.MemoryCatalog;
import backtrac.api.catalog.RunRecord;
import backtrac.engine.scheduler.SimulatedRunner.Fate;

/** Two schedulers of one catalog: each moment is begun by one of them. */
class TwoServersTest {

	private static final Instant START = Instant.parse("2026-05-04T01:00:00Z");

	private final MemoryCatalog catalog = new MemoryCatalog("one");
	private volatile Instant now = START;
	private final InstantSource clock = () -> now;

	/** One of them; they share nothing but the catalog. */
	private final class Server {

		private final SimulatedRunner runner = new SimulatedRunner(catalog, clock);
		private final Look look;

		Server(String name) {
			Books books = new Books(catalog, catalog, catalog, catalog, catalog, new MemoryCatalog(name));
			Starter starter = new Starter(books);
			starter.runner(runner);
			Probes probes = new Probes(_ -> Optional.empty(), clock, Runnable::run, () -> {
			});
			look = new Look(books, starter, new Closings(books, starter), probes, World.chores("daily at 05:00", "UTC"), clock, _ -> {
			});
			runner.fates(_ -> Fate.good(Duration.ofMinutes(5)));
		}
	}

	private static Map<String, Long> runsOfEachMoment(Server... servers) {
		return Stream.of(servers).flatMap(server -> server.runner.ended().stream())
				.collect(Collectors.groupingBy(run -> run.verb() + run.planId() + run.origin().moment(), Collectors.counting()));
	}

	@Test
	void thirtyDaysOfTenHourlyPlans() {
		Server one = new Server("one");
		Server two = new Server("two");
		for (int i = 0; i < 10; i++) {
			catalog.save(World.CLIENT);
			catalog.save(World.plan("p" + i, World.utc("every hour")));
		}
		for (int minute = 0; minute < 30 * 24 * 60; minute += 5) {
			now = START.plus(Duration.ofMinutes(minute)).plusSeconds(1);
			// each of them is first now and then, and both look between the other's probe and its answer
			for (Server server : minute / 60 % 2 == 0 ? List.of(one, two, one, two) : List.of(two, one, two, one)) {
				server.runner.endUpTo(now);
				server.look.look();
			}
			catalog.removeEndedBefore(now.minus(Duration.ofHours(2)));
		}
		// 02:00 of the first day to 00:00 of the last, which is over at 01:00; prune on each of them
		Map<String, Long> runs = runsOfEachMoment(one, two);
		assertEquals(10 * (30 * 24 - 1) + 30, runs.size());
		assertTrue(runs.values().stream().allMatch(count -> count == 1));
		assertTrue(!one.runner.ended().isEmpty() && !two.runner.ended().isEmpty());
	}

	@Test
	void twoHundredPlansAtOnceOnTwoThreads() throws Exception {
		catalog.save(World.CLIENT);
		for (int i = 0; i < 200; i++) {
			catalog.save(World.plan("p" + i, World.utc("daily at 02:00")));
		}
		Server one = new Server("one");
		Server two = new Server("two");
		while (one.look.look()) {
			assertEquals(START, now);
		}
		now = Instant.parse("2026-05-04T02:00:00Z");
		CyclicBarrier together = new CyclicBarrier(2);
		List<FutureTask<Void>> tasks = Stream.of(one, two).map(server -> new FutureTask<Void>(() -> {
			together.await(10, TimeUnit.SECONDS);
			while (!catalog.upTo(now, 1).isEmpty() || server.look.look()) {
				server.look.look();
			}
			server.look.look();
			return null;
		})).toList();
		tasks.forEach(task -> Thread.ofPlatform().daemon().start(task));
		for (FutureTask<Void> task : tasks) {
			task.get(30, TimeUnit.SECONDS);
		}
		// the answers of the last probes
		one.look.look();
		two.look.look();
		List<RunRecord> open = catalog.open();
		assertEquals(200, open.size());
		assertEquals(200, open.stream().map(RunRecord::planId).distinct().count());
		open.forEach(run -> assertTrue((run.server().equals("one") ? one : two).runner.run(run.id()).isPresent()));
	}
}
