package backtrac.test;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.util.tracker.ServiceTracker;

/** What tests do with services and bundles. */
final class Services {

	private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

	/** What to do with a service. */
	@FunctionalInterface
	interface Use<S, T> {
		T with(S service) throws Exception;
	}

	private final BundleContext context;

	Services(BundleContext context) {
		this.context = context;
	}

	/** Waits for a service, uses it, and gives it back. */
	<S, T> T use(Class<S> type, Use<S, T> use) throws Exception {
		ServiceTracker<S, ServiceReference<S>> tracker = new ServiceTracker<>(context, type, null) {
			@Override
			public ServiceReference<S> addingService(ServiceReference<S> reference) {
				return reference;
			}
		};
		tracker.open();
		try {
			long end = System.nanoTime() + Await.PATIENCE.toNanos();
			while (true) {
				ServiceReference<S> reference = tracker.waitForService(Await.PATIENCE.toMillis());
				assertNotNull(reference, "no " + type.getSimpleName());
				S service = context.getService(reference);
				if (service != null) {
					try {
						return use.with(service);
					} finally {
						context.ungetService(reference);
					}
				}
				// it may have gone between the two, and come again
				assertTrue(System.nanoTime() - end < 0, () -> "no " + type.getSimpleName() + ": its component does not start");
				LockSupport.parkNanos(PAUSE_NANOS);
			}
		} finally {
			tracker.close();
		}
	}

	boolean isThere(Class<?> type) {
		return context.getServiceReference(type) != null;
	}

	Bundle bundle(String name) {
		return Stream.of(context.getBundles()).filter(bundle -> name.equals(bundle.getSymbolicName())).findFirst().orElseThrow();
	}

	/** Installs a bundle's jar anew, as an operator does who drops in a newer one. */
	void update(Bundle bundle) throws Exception {
		FrameworkWiring wiring = context.getBundle(0).adapt(FrameworkWiring.class);
		assertFalse(wiring.getDependencyClosure(List.of(bundle)).contains(context.getBundle()), () -> "an update of " + bundle + " would take the tests with it");
		bundle.update();
		CountDownLatch refreshed = new CountDownLatch(1);
		wiring.refreshBundles(List.of(bundle), event -> {
			if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
				refreshed.countDown();
			}
		});
		assertTrue(refreshed.await(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS), "refresh " + bundle);
	}

	/** Tells of a bundle's class loader whether anything still holds it. */
	static WeakReference<ClassLoader> loader(Bundle bundle, ReferenceQueue<ClassLoader> gone) {
		return new WeakReference<>(bundle.adapt(BundleWiring.class).getClassLoader(), gone);
	}
}
