package backtrac.web.live;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventHandler;
import org.osgi.service.event.propertytypes.EventTopics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.vaadin.flow.component.UI;

import backtrac.api.event.Topics;

/**
 * Keeps what people look at up to date. It learns of changes by events and has the services asked, on one thread for all
 * windows; it leaves no callback in other bundles. While nobody looks it does nothing.
 */
@Component(service = { Updater.class, EventHandler.class })
@EventTopics({ Topics.ALL_RUNS, Topics.LOG_APPENDED, Topics.DEFINITIONS_CHANGED, Topics.DUE_CHANGED, "backtrac/snapshot/*", "backtrac/repository/*" })
public final class Updater implements EventHandler {

	/** Progress is shown twice a second. */
	private static final long LIVELY_MILLIS = 500;

	/** How soon a service is noticed that came or went. */
	private static final long RESTING_MILLIS = 2000;

	/** Events come in bursts: one look is enough for what happens within this time. */
	private static final long BURST_MILLIS = 50;

	private static final Logger log = LoggerFactory.getLogger(Updater.class);

	private final Services services;
	private final ScheduledExecutorService executor = Executors
			.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("backtrac-web-updater").daemon().factory());
	private final Set<Watching<?>> watchings = ConcurrentHashMap.newKeySet();
	private ScheduledFuture<?> next;

	// of the updater's thread only
	private int presence;

	@Activate
	public Updater(@Reference Services services) {
		this.services = services;
	}

	@Deactivate
	synchronized void close() {
		watchings.clear();
		executor.shutdownNow();
	}

	/** Shows a window something, and all that changes of it, until it is removed, which its view does when it is detached. */
	public <T> Watching<T> watch(UI ui, Watch<T> watch) {
		Watching<T> watching = new Watching<>(ui, watch, this::soon, watchings::remove);
		watchings.add(watching);
		soon();
		return watching;
	}

	@Override
	public void handleEvent(Event event) {
		if (event.getTopic().equals(Topics.RUN_PROGRESS)) {
			return;
		}
		Happening what = Happening.of(event);
		boolean concerned = false;
		for (Watching<?> watching : watchings) {
			concerned |= watching.happened(what);
		}
		if (concerned) {
			soon();
		}
	}

	private void soon() {
		schedule(BURST_MILLIS);
	}

	/** Brings the next look forward if it is later than that. */
	private synchronized void schedule(long millis) {
		if (watchings.isEmpty() || executor.isShutdown()) {
			return;
		}
		if (next == null || next.state() != Future.State.RUNNING || next.getDelay(TimeUnit.MILLISECONDS) > millis) {
			if (next != null) {
				next.cancel(false);
			}
			next = executor.schedule(this::lookAtAll, millis, TimeUnit.MILLISECONDS);
		}
	}

	private void lookAtAll() {
		int now = services.presence();
		if (now != presence) {
			presence = now;
			watchings.forEach(Watching::setStale);
		}
		boolean lively = false;
		for (Watching<?> watching : watchings) {
			look(watching);
			lively |= watching.isLively();
		}
		again(lively ? LIVELY_MILLIS : RESTING_MILLIS);
	}

	private static void look(Watching<?> watching) {
		try {
			watching.look();
		} catch (RuntimeException e) {
			log.warn("A page could not be brought up to date", e);
		}
	}

	private synchronized void again(long pause) {
		next = null;
		schedule(pause);
	}
}
