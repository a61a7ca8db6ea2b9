package backtrac.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import backtrac.api.notify.Notification;
import backtrac.api.notify.Notifier;

/** A lane whose thread is the test. */
class LaneTest {

	private static final Rules RULES = Rules.of(Map.of(Notifier.NAME, "mail admins"));

	private final TestClock clock = new TestClock();
	private final List<String> told = new ArrayList<>();
	private final LogLines log = new LogLines();
	private boolean away;
	private int attempts;
	private final Lane lane = new Lane(this::send, RULES, clock);

	private void send(Notification notification) throws IOException {
		attempts++;
		if (away) {
			throw new IOException("the mail server is away");
		}
		told.add(notification.title());
	}

	@AfterEach
	void close() {
		log.close();
	}

	private void deliver() {
		while (lane.deliverNext()) {
			// on to the next
		}
	}

	@Test
	void whatIsToldFirstArrivesFirst() {
		lane.tell(Samples.failed("a"));
		lane.tell(Samples.failed("b"));
		deliver();
		assertEquals(List.of("a", "b"), told);
		assertEquals(List.of(), log.lines());
	}

	@Test
	void whatFailsIsTriedAgainAfterOneFiveFifteenAndSixtyMinutes() {
		away = true;
		lane.tell(Samples.failed("a"));
		deliver();
		int expected = 1;
		assertEquals(expected, attempts);
		for (int minutes : new int[] { 1, 5, 15, 60 }) {
			clock.pass(Duration.ofMinutes(minutes).minusMillis(1));
			deliver();
			assertEquals(expected, attempts, "not before " + minutes + " minutes");
			clock.pass(Duration.ofMillis(1));
			deliver();
			assertEquals(++expected, attempts, "after " + minutes + " minutes");
		}
		clock.pass(Duration.ofDays(1));
		deliver();
		assertEquals(expected, attempts);
		assertEquals(List.of("WARN mail admins cannot tell this now, and tries again in 1 min: a: the mail server is away",
				"WARN mail admins cannot tell this now, and tries again in 5 min: a: the mail server is away",
				"WARN mail admins cannot tell this now, and tries again in 15 min: a: the mail server is away",
				"WARN mail admins cannot tell this now, and tries again in 60 min: a: the mail server is away",
				"ERROR mail admins cannot tell this, which is given up after 5 attempts: a: the mail server is away"), log.lines());
	}

	@Test
	void whatFailedArrivesLaterOnce() {
		away = true;
		lane.tell(Samples.failed("a"));
		deliver();
		away = false;
		lane.tell(Samples.failed("b"));
		deliver();
		assertEquals(List.of("b"), told, "one that failed holds up no other");
		clock.pass(Duration.ofMinutes(1));
		deliver();
		clock.pass(Duration.ofDays(1));
		deliver();
		assertEquals(List.of("b", "a"), told);
	}

	@Test
	void aChangeOfTheNotifierHasItTriedAtOnce() {
		away = true;
		lane.tell(Samples.failed("a"));
		deliver();
		away = false;
		lane.change(RULES);
		deliver();
		assertEquals(List.of("a"), told);
	}

	@Test
	void whatANotifierShouldNotThrowIsTriedAgainToo() {
		List<String> received = new ArrayList<>();
		Lane strange = new Lane(notification -> {
			if (received.isEmpty()) {
				received.add("thrown");
				throw new IllegalStateException("oops");
			}
			received.add(notification.title());
		}, RULES, clock);
		strange.tell(Samples.failed("a"));
		assertTrue(strange.deliverNext());
		clock.pass(Duration.ofMinutes(1));
		assertTrue(strange.deliverNext());
		assertEquals(List.of("thrown", "a"), received);
		assertTrue(log.lines().contains("ERROR mail admins fails in a way that it should not"));
	}

	@Test
	void anErrorOfANotifierEndsNothing() {
		Lane strange = new Lane(notification -> {
			if (notification.title().equals("a")) {
				throw new StackOverflowError();
			}
			told.add(notification.title());
		}, RULES, clock);
		strange.tell(Samples.failed("a"));
		strange.tell(Samples.failed("b"));
		assertTrue(strange.deliverNext());
		assertTrue(strange.deliverNext());
		assertEquals(List.of("b"), told);
		assertTrue(log.lines().contains("WARN mail admins cannot tell this now, and tries again in 1 min: a: java.lang.StackOverflowError"),
				log.lines().toString());
	}

	@Test
	void ofTooManyASuccessIsGivenUpFirst() {
		IntStream.range(0, Lane.MOST_WAITING - 1).forEach(i -> lane.tell(Samples.failed("failed " + i)));
		lane.tell(Samples.succeeded("good"));
		lane.tell(Samples.failed("one more"));
		lane.tell(Samples.failed("and another"));
		assertEquals(List.of("ERROR mail admins: 200 notifications wait, so this one is given up: good",
				"ERROR mail admins: 200 notifications wait, so this one is given up: failed 0"), log.lines());
		deliver();
		assertEquals(Lane.MOST_WAITING, told.size());
		assertEquals("failed 1", told.getFirst());
		assertEquals("and another", told.getLast());
	}

	@Test
	void whatWaitsAtTheEndIsGivenUpAndSaid() {
		lane.tell(Samples.failed("a"));
		lane.tell(Samples.failed("b"));
		lane.stop();
		assertFalse(lane.deliverNext());
		lane.tell(Samples.failed("c"));
		assertFalse(lane.deliverNext());
		assertEquals(List.of("WARN mail admins goes: notifications that wait are given up, 2 in number, the first: a"), log.lines());
	}
}
