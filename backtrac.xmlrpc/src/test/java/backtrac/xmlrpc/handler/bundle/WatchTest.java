package backtrac.xmlrpc.handler.bundle;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;

class WatchTest {

	private final Bundle bundle = fake(Bundle.class);
	private final Bundle other = fake(Bundle.class);

	/** Does nothing, and is equal to itself. */
	private static <T> T fake(Class<T> type) {
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
				(proxy, method, arguments) -> method.getName().equals("equals") ? Boolean.valueOf(proxy == arguments[0]) : null));
	}

	private void hear(Watch watch, int type, Bundle about) {
		watch.bundleChanged(new BundleEvent(type, about));
	}

	@Test
	void whatWasHeardBeforeSomebodyWaitsCounts() throws Exception {
		try (Watch watch = new Watch(fake(BundleContext.class), Duration.ofHours(1))) {
			hear(watch, BundleEvent.UPDATED, other);
			hear(watch, BundleEvent.UPDATED, bundle);
			hear(watch, BundleEvent.STARTED, bundle);
			watch.frameworkEvent(new FrameworkEvent(FrameworkEvent.PACKAGES_REFRESHED, bundle, null));
			assertSame(bundle, watch.awaitChange(BundleEvent.UPDATED, bundle::equals));
			watch.awaitWired();
			watch.awaitStarted(bundle);
		}
	}

	@Test
	void whatComesLaterIsWaitedFor() throws Exception {
		try (Watch watch = new Watch(fake(BundleContext.class), Duration.ofHours(1))) {
			CompletableFuture<Void> events = CompletableFuture.runAsync(() -> {
				hear(watch, BundleEvent.STARTED, bundle);
				hear(watch, BundleEvent.INSTALLED, bundle);
			});
			assertSame(bundle, watch.awaitChange(BundleEvent.INSTALLED, _ -> true));
			events.join();
		}
	}

	@Test
	void servicesAreWaitedFor() throws Exception {
		try (Watch watch = new Watch(fake(BundleContext.class), Duration.ofHours(1))) {
			AtomicBoolean there = new AtomicBoolean();
			CompletableFuture<Void> events = CompletableFuture.runAsync(() -> {
				there.set(true);
				watch.serviceChanged(new ServiceEvent(ServiceEvent.REGISTERED, fake(ServiceReference.class)));
			});
			watch.awaitServices(there::get);
			events.join();
		}
	}

	@Test
	void whatDoesNotComeEndsThePatience() throws Exception {
		try (Watch watch = new Watch(fake(BundleContext.class), Duration.ofMillis(1))) {
			hear(watch, BundleEvent.UPDATED, other);
			assertNull(watch.awaitChange(BundleEvent.UPDATED, bundle::equals));
			watch.awaitWired();
			watch.awaitServices(() -> false);
		}
	}
}
