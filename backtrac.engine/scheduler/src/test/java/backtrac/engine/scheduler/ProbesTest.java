package backtrac.engine.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import backtrac.api.catalog.Plan;
import backtrac.api.schedule.Timing;
import backtrac.engine.scheduler.Probes.Answer;

class ProbesTest {

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private Instant now = Instant.parse("2026-05-04T01:00:00Z");
	private final List<Runnable> threads = new ArrayList<>();
	private int told;

	private Probes probes(Probe probe) {
		return new Probes(probe, () -> now, threads::add, () -> told++);
	}

	private static Plan plan(int number) {
		return World.plan("p" + number, Timing.BY_HAND);
	}

	@Test
	void answersAreFetchedOnce() {
		Probes probes = probes(plan -> plan.id().equals("p1") ? Optional.of("it is away") : Optional.empty());
		probes.ask(plan(1));
		probes.ask(plan(2));
		probes.ask(plan(2));
		assertEquals(2, threads.size(), "one that is asked is not asked again");
		threads.forEach(Runnable::run);
		assertEquals(2, told);
		assertEquals(List.of(new Answer("p1", Optional.of("it is away")), new Answer("p2", Optional.empty())), probes.answers(now, PATIENCE));
		assertEquals(List.of(), probes.answers(now, PATIENCE));
	}

	@Test
	void aFewWorkAtOnceAndAsManyWaitAsThereIsRoom() {
		Probes probes = probes(_ -> Optional.empty());
		for (int i = 0; i < 232; i++) {
			assertTrue(probes.room() > 0);
			probes.ask(plan(i));
		}
		assertEquals(0, probes.room());
		assertEquals(32, threads.size());
		for (int i = 0; i < threads.size(); i++) {
			threads.get(i).run();
		}
		assertEquals(232, probes.answers(now, PATIENCE).size());
		assertEquals(200, probes.room());
	}

	@Test
	void oneThatDoesNotAnswerIsGivenUpAndItsThreadInterrupted() throws InterruptedException {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch never = new CountDownLatch(1);
		Probes probes = probes(_ -> {
			begun.countDown();
			try {
				never.await();
			} catch (InterruptedException _) {
				return Optional.of("interrupted");
			}
			return Optional.empty();
		});
		probes.ask(plan(1));
		Thread thread = Thread.ofPlatform().daemon().start(threads.getFirst());
		assertTrue(begun.await(10, TimeUnit.SECONDS));
		assertEquals(List.of(), probes.answers(now.plus(PATIENCE).minusMillis(1), PATIENCE));
		now = now.plus(PATIENCE);
		assertEquals(List.of(new Answer("p1", Optional.of("it does not answer"))), probes.answers(now, PATIENCE));
		assertTrue(thread.join(Duration.ofSeconds(10)));
		assertEquals(List.of(), probes.answers(now, PATIENCE), "its answer comes too late");
	}

	@Test
	void anErrorOfAProbeIsAnObstacle() {
		Probes probes = probes(_ -> {
			throw new IllegalStateException("no");
		});
		probes.ask(plan(1));
		threads.forEach(Runnable::run);
		assertTrue(probes.answers(now, PATIENCE).getFirst().obstacle().isPresent());
	}
}
