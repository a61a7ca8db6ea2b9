package backtrac.web.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;

class LoginThrottleTest {

	private Instant now = Instant.parse("2026-11-23T10:00:00Z");
	private final InstantSource source = () -> now;
	private final LoginThrottle throttle = new LoginThrottle(source.withZone(ZoneOffset.UTC));

	private void fail(int times, String address, String name) {
		for (int i = 0; i < times; i++) {
			assertEquals(Duration.ZERO, throttle.attempt(address, name), "attempt " + i);
		}
	}

	private void pass(Duration time) {
		now = now.plus(time);
	}

	@Test
	void theFirstFailuresAreFree() {
		fail(LoginThrottle.FREE, "a", "admin");
		assertEquals(Duration.ofSeconds(2), throttle.attempt("a", "admin"));
	}

	@Test
	void eachFurtherFailureDoublesTheWait() {
		fail(LoginThrottle.FREE, "a", "admin");
		for (int seconds = 2; seconds <= 32; seconds *= 2) {
			assertEquals(Duration.ofSeconds(seconds), throttle.attempt("a", "admin"));
			pass(Duration.ofSeconds(seconds));
			assertEquals(Duration.ZERO, throttle.attempt("a", "admin"));
		}
	}

	@Test
	void attemptsWhileWaitingDoNotMakeTheWaitLonger() {
		fail(LoginThrottle.FREE, "a", "admin");
		for (int i = 0; i < 50; i++) {
			assertEquals(Duration.ofSeconds(2), throttle.attempt("a", "admin"));
		}
		pass(Duration.ofSeconds(2));
		fail(1, "a", "admin");
	}

	@Test
	void theWaitHasAnEndAndFailuresAreForgotten() {
		fail(LoginThrottle.FREE, "a", "admin");
		for (int i = 0; i < 15; i++) {
			pass(LoginThrottle.LONGEST_OF_ADDRESS);
			fail(1, "a", "admin");
		}
		assertEquals(LoginThrottle.LONGEST_OF_ADDRESS, throttle.attempt("a", "admin"));
		pass(LoginThrottle.FORGOTTEN_AFTER.plusSeconds(1));
		fail(LoginThrottle.FREE, "a", "admin");
	}

	@Test
	void oneAddressIsSlowedDownWhateverNamesItTries() {
		for (int i = 0; i < LoginThrottle.FREE; i++) {
			fail(1, "a", "name" + i);
		}
		assertEquals(Duration.ofSeconds(2), throttle.attempt("a", "another"));
		fail(1, "b", "another");
	}

	@Test
	void oneNameIsSlowedDownFromWhateverAddressInAnyCaseOfLetters() {
		for (int i = 0; i < LoginThrottle.FREE; i++) {
			fail(1, "a" + i, "admin");
		}
		assertEquals(Duration.ofSeconds(2), throttle.attempt("another", "Admin"));
	}

	@Test
	void whoHasSignedInBeforeDoesNotWaitForOthersFailures() {
		fail(1, "home", "admin");
		throttle.succeeded("home", "admin");
		for (int i = 0; i < LoginThrottle.FREE; i++) {
			fail(1, "a" + i, "admin");
		}
		assertEquals(Duration.ofSeconds(2), throttle.attempt("stranger", "admin"));
		assertEquals(Duration.ZERO, throttle.attempt("home", "admin"));
	}

	@Test
	void successClearsTheFailures() {
		fail(LoginThrottle.FREE, "a", "admin");
		pass(Duration.ofSeconds(2));
		fail(1, "a", "admin");
		throttle.succeeded("a", "admin");
		fail(LoginThrottle.FREE, "a", "admin");
	}

	@Test
	void aFloodOfNamesDoesNotFillTheMemory() {
		fail(LoginThrottle.FREE, "a", "first");
		for (int i = 0; i < LoginThrottle.MOST; i++) {
			fail(1, "address" + i, "name" + i);
		}
		assertEquals(Duration.ZERO, throttle.attempt("a", "first"));
	}

	@Test
	void theRealClockIsUsedByDefault() {
		LoginThrottle real = new LoginThrottle();
		for (int i = 0; i < LoginThrottle.FREE; i++) {
			real.attempt("a", "admin");
		}
		Duration wait = real.attempt("a", "admin");
		assertTrue(wait.isPositive() && wait.compareTo(Duration.ofSeconds(2)) <= 0, wait.toString());
	}
}
