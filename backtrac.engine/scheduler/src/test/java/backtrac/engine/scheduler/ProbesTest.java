package backtrac.engine.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
	void plansThatAreReachedInTheSameWayShareAProbe() {
		Probes probes = probes(_ -> Optional.of("it is away"));
		Map<String, String> share = Map.of("host", "office", "share", "all");
		for (String id : List.of("a", "b", "c")) {
			probes.ask(new Plan(id, "c", id, "smb", share, List.of(id)));
		}
		probes.ask(new Plan("other", "c", "other", "smb", Map.of("host", "annex", "share", "all"), List.of()));
		assertEquals(2, threads.size());
		threads.forEach(Runnable::run);
		assertEquals(List.of("a", "b", "c", "other"), probes.answers(now, PATIENCE).stream().map(Answer::planId).toList());
	}

	@Test
	void ofEachTransportAFewWorkAtOnceAndAsManyWaitAsThereIsRoom() {
		Probes probes = probes(_ -> Optional.empty());
		for (int i = 0; i < 232; i++) {
			assertTrue(probes.hasRoom(plan(i)));
			probes.ask(plan(i));
		}
		assertFalse(probes.hasRoom(plan(232)));
		assertTrue(probes.hasRoom(plan(231)), "it is asked already");
		assertEquals(32, threads.size());
		Plan other = World.plan("other", "smb", Timing.BY_HAND);
		assertTrue(probes.hasRoom(other));
		probes.ask(other);
		assertEquals(33, threads.size());
		for (int i = 0; i < threads.size(); i++) {
			threads.get(i).run();
		}
		assertEquals(233, probes.answers(now, PATIENCE).size());
		assertTrue(probes.hasRoom(plan(232)));
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
		probes.ask(plan(1));
		assertEquals(2, threads.size(), "it has returned");
	}

	@Test
	void oneThatNeverReturnsIsNotBegunAgain() throws InterruptedException {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch end = new CountDownLatch(1);
		Probes probes = probes(_ -> {
			begun.countDown();
			while (end.getCount() > 0) {
				try {
					end.await();
				} catch (InterruptedException _) {
					// as a transport that does not listen
				}
			}
			return Optional.empty();
		});
		probes.ask(plan(1));
		Thread thread = Thread.ofPlatform().daemon().start(threads.getFirst());
		assertTrue(begun.await(10, TimeUnit.SECONDS));
		List<Answer> silent = List.of(new Answer("p1", Optional.of("it does not answer")));
		for (int quarter = 0; quarter < 4; quarter++) {
			now = now.plus(Duration.ofMinutes(15));
			assertTrue(probes.hasRoom(plan(1)));
			probes.ask(plan(1));
			assertEquals(silent, probes.answers(now, PATIENCE));
			assertEquals(1, threads.size());
		}
		assertEquals(3, told, "of what nobody could wait for");
		end.countDown();
		assertTrue(thread.join(Duration.ofSeconds(10)));
		assertEquals(List.of(), probes.answers(now, PATIENCE));
		probes.ask(plan(1));
		assertEquals(2, threads.size());
	}

	@Test
	void oneForWhichThereWasNoThreadIsBegunAgain() {
		Probes probes = probes(_ -> Optional.empty());
		probes.ask(plan(1));
		now = now.plus(PATIENCE);
		assertEquals(List.of(new Answer("p1", Optional.of("it does not answer"))), probes.answers(now, PATIENCE));
		probes.ask(plan(1));
		threads.forEach(Runnable::run);
		assertEquals(List.of(new Answer("p1", Optional.empty())), probes.answers(now, PATIENCE), "of the second only");
	}

	@ParameterizedTest
	@ValueSource(classes = { IllegalStateException.class, NoClassDefFoundError.class })
	void anErrorOfAProbeIsAnObstacle(Class<? extends Throwable> thrown) {
		Probes probes = probes(_ -> {
			if (thrown == NoClassDefFoundError.class) {
				throw new NoClassDefFoundError("no");
			}
			throw new IllegalStateException("no");
		});
		probes.ask(plan(1));
		threads.forEach(Runnable::run);
		assertTrue(probes.answers(now, PATIENCE).getFirst().obstacle().isPresent());
	}
}
