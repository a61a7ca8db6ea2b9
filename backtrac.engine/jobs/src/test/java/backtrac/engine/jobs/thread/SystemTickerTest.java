package backtrac.engine.jobs.thread;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SystemTickerTest {

	@Test
	void noErrorEndsWhatIsDoneAgainAndAgain() throws Exception {
		CountDownLatch beats = new CountDownLatch(3);
		try (SystemTicker ticker = new SystemTicker()) {
			ticker.every(Duration.ofMillis(1), () -> {
				beats.countDown();
				throw new NoClassDefFoundError("a bundle was updated");
			});
			assertTrue(beats.await(10, TimeUnit.SECONDS));
		}
	}
}
