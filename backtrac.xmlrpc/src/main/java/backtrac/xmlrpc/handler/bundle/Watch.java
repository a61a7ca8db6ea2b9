package backtrac.xmlrpc.handler.bundle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;

/** Hears what the framework does from the moment when it is made, and lets one thread wait for that. */
final class Watch implements BundleListener, FrameworkListener, ServiceListener, AutoCloseable {

	/** @param bundle null if the wiring of bundles was made anew, which follows upon changes */
	private record News(int type, Bundle bundle) {
	}

	private final BundleContext context;
	private final Duration patience;

	// guarded by this
	private final List<News> heard = new ArrayList<>();
	private int change;
	private int services;

	/** @param patience how long to wait for each thing */
	Watch(BundleContext context, Duration patience) {
		this.context = context;
		this.patience = patience;
		context.addBundleListener(this);
		context.addFrameworkListener(this);
		context.addServiceListener(this);
	}

	@Override
	public void bundleChanged(BundleEvent event) {
		hear(new News(event.getType(), event.getBundle()));
	}

	@Override
	public void frameworkEvent(FrameworkEvent event) {
		if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
			hear(new News(FrameworkEvent.PACKAGES_REFRESHED, null));
		}
	}

	@Override
	public synchronized void serviceChanged(ServiceEvent event) {
		services++;
		notifyAll();
	}

	private synchronized void hear(News news) {
		heard.add(news);
		notifyAll();
	}

	/**
	 * Waits until a bundle is installed, updated or uninstalled.
	 *
	 * @param type of {@link BundleEvent}
	 * @return the bundle; null if that does not come
	 */
	synchronized Bundle awaitChange(int type, Predicate<Bundle> which) throws InterruptedException {
		change = await(each -> each.bundle() != null && each.type() == type && which.test(each.bundle()));
		return change < heard.size() ? heard.get(change).bundle() : null;
	}

	/** Waits until bundles were wired anew, after the change: after that nobody restarts them. */
	synchronized void awaitWired() throws InterruptedException {
		await(each -> each.bundle() == null);
	}

	/** Waits until all have heard that the bundle was started, after the change: then its components are there. */
	synchronized void awaitStarted(Bundle bundle) throws InterruptedException {
		await(each -> bundle.equals(each.bundle()) && each.type() == BundleEvent.STARTED);
	}

	/** Waits until something holds that services bring about. Others may register services meanwhile, and wait for no lock of this. */
	void awaitServices(BooleanSupplier condition) throws InterruptedException {
		long end = System.nanoTime() + patience.toNanos();
		int seen = seenServices();
		while (!condition.getAsBoolean() && awaitServiceAfter(seen, end)) {
			seen = seenServices();
		}
	}

	private synchronized int seenServices() {
		return services;
	}

	/** Whether one has come or gone in time. */
	private synchronized boolean awaitServiceAfter(int seen, long end) throws InterruptedException {
		while (services == seen) {
			long millis = (end - System.nanoTime()) / 1_000_000;
			if (millis <= 0) {
				return false;
			}
			wait(millis);
		}
		return true;
	}

	/** The index of what was heard since the last change; after the last if it does not come. */
	private int await(Predicate<News> which) throws InterruptedException {
		long end = System.nanoTime() + patience.toNanos();
		for (int i = change;; i++) {
			while (i >= heard.size()) {
				long millis = (end - System.nanoTime()) / 1_000_000;
				if (millis <= 0) {
					return i;
				}
				wait(millis);
			}
			if (which.test(heard.get(i))) {
				return i;
			}
		}
	}

	@Override
	public void close() {
		context.removeBundleListener(this);
		context.removeFrameworkListener(this);
		context.removeServiceListener(this);
	}
}
