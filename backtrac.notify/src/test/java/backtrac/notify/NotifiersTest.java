package backtrac.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.framework.Constants;

import backtrac.api.notify.Notification.Kind;
import backtrac.api.notify.Notifier;

/** Notifiers that come and go, with their threads. */
@Timeout(60)
class NotifiersTest {

	private static final long PATIENCE = 30;

	private final Notifiers notifiers = new Notifiers(Clock.systemUTC());
	private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

	private static Map<String, Object> properties(long id, Map<String, ?> rules) {
		Map<String, Object> properties = new HashMap<>(rules);
		properties.put(Constants.SERVICE_ID, id);
		return properties;
	}

	private String nextTold() throws InterruptedException {
		return told.poll(PATIENCE, TimeUnit.SECONDS);
	}

	@Test
	void eachHearsOfWhatItsRulesSay() throws Exception {
		notifiers.addNotifier(n -> told.add("one " + n.title()), properties(1, Map.of(Notifier.CLIENTS, "office")));
		assertTrue(notifiers.hear(Kind.FAILED));
		notifiers.tell(Samples.failed("a"), "home", "docs");
		notifiers.tell(Samples.failed("b"), "office", "docs");
		assertEquals("one b", nextTold());
		notifiers.updatedNotifier(properties(1, Map.of(Notifier.ON, "succeeded")));
		notifiers.tell(Samples.failed("c"), "office", "docs");
		notifiers.tell(Samples.succeeded("d"), "office", "docs");
		assertEquals("one d", nextTold());
		notifiers.removeNotifier(properties(1, Map.of()));
		assertFalse(notifiers.hear(Kind.SUCCEEDED));
		notifiers.tell(Samples.succeeded("e"), "office", "docs");
		assertEquals(0, told.size());
	}

	@Test
	void aSlowOneDelaysNoOther() throws Exception {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		notifiers.addNotifier(n -> {
			begun.countDown();
			try {
				release.await();
			} catch (InterruptedException e) {
				throw new IOException(e);
			}
			told.add("slow " + n.title());
		}, properties(1, Map.of()));
		notifiers.tell(Samples.failed("a"), null, null);
		assertTrue(begun.await(PATIENCE, TimeUnit.SECONDS));
		notifiers.addNotifier(n -> told.add("quick " + n.title()), properties(2, Map.of()));
		notifiers.tell(Samples.failed("b"), null, null);
		assertEquals("quick b", nextTold());
		release.countDown();
		assertEquals("slow a", nextTold());
		assertEquals("slow b", nextTold());
		notifiers.removeNotifier(properties(1, Map.of()));
		notifiers.removeNotifier(properties(2, Map.of()));
	}

	@Test
	void oneThatHangsIsInterruptedWhenItGoes() throws Exception {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch ended = new CountDownLatch(1);
		try (LogLines log = new LogLines()) {
			notifiers.addNotifier(n -> {
				begun.countDown();
				try {
					new CountDownLatch(1).await();
				} catch (InterruptedException e) {
					ended.countDown();
					throw new IOException("interrupted", e);
				}
			}, properties(1, Map.of(Notifier.NAME, "slow")));
			notifiers.tell(Samples.failed("a"), null, null);
			assertTrue(begun.await(PATIENCE, TimeUnit.SECONDS));
			notifiers.deactivate();
			notifiers.removeNotifier(properties(1, Map.of()));
			assertEquals(0, ended.getCount(), "it has ended before it is gone");
			assertTrue(log.lines().contains("WARN slow goes: this notification is given up: a"), log.lines().toString());
		}
	}

	@Test
	void wrongRulesAreSaid() {
		try (LogLines log = new LogLines()) {
			notifiers.addNotifier(n -> told.add(n.title()), properties(1, Map.of(Notifier.NAME, "hook", Notifier.ON, "faild")));
			assertTrue(log.lines().getFirst().startsWith("WARN hook: there is no result 'faild'"), log.lines().toString());
		} finally {
			notifiers.removeNotifier(properties(1, Map.of()));
		}
	}
}
