package backtrac.web.live;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

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
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.shared.Registration;

import backtrac.api.event.Topics;
import backtrac.web.status.LiveRun;
import backtrac.web.status.Overview;

/**
 * Keeps what people look at up to date. It learns of changes by events and asks the services itself, on one thread for all
 * windows; it leaves no callback in other bundles. While nobody looks it does nothing.
 */
@Component(service = { Updater.class, EventHandler.class })
@EventTopics({ Topics.ALL_RUNS, "backtrac/snapshot/*", "backtrac/repository/*" })
public final class Updater implements EventHandler {

	/** Progress is shown twice a second. */
	private static final long RUNNING_MILLIS = 500;

	/** How soon a service is noticed that came or went. */
	private static final long RESTING_MILLIS = 2000;

	/** Events come in bursts: one look is enough for what happens within this time. */
	private static final long BURST_MILLIS = 50;

	/** Without any event, everything is read again after this time, so that "3 minutes ago" stays true. */
	private static final long STALE_NANOS = TimeUnit.SECONDS.toNanos(30);

	private static final Logger log = LoggerFactory.getLogger(Updater.class);

	private record Viewer(UI ui, Consumer<Overview> show) {
	}

	private final Services services;
	private final OverviewLoader loader;
	private final ScheduledExecutorService executor = Executors
			.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("backtrac-web-updater").daemon().factory());
	private final Set<Viewer> viewers = ConcurrentHashMap.newKeySet();
	private ScheduledFuture<?> next;
	private volatile boolean stale = true;
	private volatile Overview latest;

	// of the updater's thread only
	private List<String> running = List.of();
	private int presence;
	private long loaded;

	@Activate
	public Updater(@Reference Services services) {
		this.services = services;
		this.loader = new OverviewLoader(services);
	}

	@Deactivate
	synchronized void close() {
		viewers.clear();
		executor.shutdownNow();
	}

	/**
	 * Shows a window all changes until the registration is removed, which its view does when it is detached.
	 *
	 * @param show called under the session's lock, with the latest state first
	 */
	public Registration show(UI ui, Consumer<Overview> show) {
		Viewer viewer = new Viewer(ui, show);
		Overview known = latest;
		if (known != null) {
			show.accept(known);
		}
		viewers.add(viewer);
		refresh();
		return () -> viewers.remove(viewer);
	}

	/** Has everything read again soon. */
	public void refresh() {
		stale = true;
		schedule(BURST_MILLIS);
	}

	@Override
	public void handleEvent(Event event) {
		if (!event.getTopic().equals(Topics.RUN_PROGRESS)) {
			refresh();
		}
	}

	/** Brings the next look forward if it is later than that. */
	private synchronized void schedule(long millis) {
		if (viewers.isEmpty() || executor.isShutdown()) {
			return;
		}
		if (next == null || next.state() != Future.State.RUNNING || next.getDelay(TimeUnit.MILLISECONDS) > millis) {
			if (next != null) {
				next.cancel(false);
			}
			next = executor.schedule(this::look, millis, TimeUnit.MILLISECONDS);
		}
	}

	private void look() {
		long pause = RESTING_MILLIS;
		try {
			Overview overview = read();
			if (overview != latest) {
				latest = overview;
				viewers.forEach(viewer -> send(viewer, overview));
			}
			pause = running.isEmpty() ? RESTING_MILLIS : RUNNING_MILLIS;
		} catch (RuntimeException e) {
			log.warn("The dashboard could not be brought up to date", e);
		}
		again(pause);
	}

	private Overview read() {
		List<LiveRun> live = loader.live();
		List<String> ids = live.stream().map(LiveRun::id).toList();
		boolean reload = stale || !ids.equals(running) || presence != services.presence() || System.nanoTime() - loaded > STALE_NANOS;
		if (reload) {
			stale = false;
			presence = services.presence();
			loaded = System.nanoTime();
			running = ids;
			return loader.load();
		}
		return live.isEmpty() ? latest : latest.withLive(live);
	}

	private synchronized void again(long pause) {
		next = null;
		schedule(stale ? BURST_MILLIS : pause);
	}

	private void send(Viewer viewer, Overview overview) {
		try {
			viewer.ui.access(() -> viewer.show.accept(overview));
		} catch (UIDetachedException closed) {
			viewers.remove(viewer);
		}
	}
}
