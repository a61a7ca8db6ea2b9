package backtrac.xmlrpc.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThrottleTest {

	private static final String HERE = "192.0.2.1";

	private final TestClock clock = new TestClock();
	private final Throttle throttle = new Throttle(clock);

	private Duration afterFailures(int count) {
		for (int i = 0; i < count; i++) {
			throttle.failed(HERE);
		}
		return throttle.wait(HERE, "x");
	}

	@Test
	void theWaitDoublesUpToAMinute() {
		assertEquals(Duration.ZERO, afterFailures(Throttle.FREE - 1));
		List<Long> waits = new ArrayList<>();
		for (int i = 0; i < 9; i++) {
			waits.add(afterFailures(1).toSeconds());
		}
		assertEquals(List.of(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L), waits);
		assertEquals(Throttle.LONGEST, afterFailures(1000));
	}

	@Test
	void itEndsWithItsTime() {
		afterFailures(Throttle.FREE + 2);
		clock.pass(Duration.ofSeconds(3));
		assertEquals(Duration.ofSeconds(1), throttle.wait(HERE, "x"));
		clock.pass(Duration.ofSeconds(1));
		assertEquals(Duration.ZERO, throttle.wait(HERE, "x"));
		assertEquals(Duration.ofSeconds(8), afterFailures(1), "but is not forgotten");
		clock.pass(Throttle.REMEMBERED);
		assertEquals(Duration.ZERO, afterFailures(1));
	}

	@Test
	void othersDoNotWait() {
		afterFailures(Throttle.FREE);
		assertEquals(Duration.ZERO, throttle.wait("192.0.2.2", "x"));
	}

	@Test
	void whoWasGoodWithinTheHourDoesNotWait() {
		throttle.succeeded(HERE, "good");
		throttle.succeeded("192.0.2.2", "elsewhere");
		clock.pass(Throttle.REMEMBERED.minusSeconds(1));
		afterFailures(Throttle.FREE + 5);
		assertEquals(Duration.ZERO, throttle.wait(HERE, "good"));
		assertEquals(Duration.ofSeconds(32), throttle.wait(HERE, "elsewhere"));
		clock.pass(Duration.ofSeconds(1));
		assertEquals(Duration.ofSeconds(31), throttle.wait(HERE, "good"));
	}

	@Test
	void memoryHasAnEnd() {
		afterFailures(Throttle.FREE);
		for (int i = 0; i < Throttle.MOST - 1; i++) {
			throttle.failed("address " + i);
		}
		assertEquals(Duration.ofSeconds(1), throttle.wait(HERE, "x"));
		for (int i = 0; i < Throttle.MOST; i++) {
			throttle.failed("further address " + i);
		}
		assertEquals(Duration.ZERO, throttle.wait(HERE, "x"));
	}

	@ParameterizedTest
	@CsvSource({ "192.0.2.1, 192.0.2.1", "::ffff:192.0.2.1, 192.0.2.1", "2001:db8:1:2:3:4:5:6, 20010db800010002::/64", "[2001:db8:1:2::9], 20010db800010002::/64",
			"fe80::1%eth0, fe80000000000000::/64", "::1, 0:0:0:0:0:0:0:1", "no address, no address" })
	void ofIpv6HalfOfTheAddressCounts(String address, String network) {
		assertEquals(network, Network.of(address));
	}
}
