package backtrac.web.live;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.shared.Registration;

/** A window that shows something, until it is removed. */
public final class Watching<T> implements Registration {

	private static final long serialVersionUID = 1L;

	/** Without any event, everything is read again after this time, so that "3 minutes ago" stays true. */
	private static final long STALE_NANOS = TimeUnit.SECONDS.toNanos(30);

	/** All is read at most twice a second, and reading takes at most a fifth of the time. */
	private static final long LEAST_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
	private static final int SHARE = 5;

	/** What could not be read is tried again after this time. */
	private static final long FAILED_NANOS = TimeUnit.SECONDS.toNanos(10);

	private final transient UI ui;
	private final transient Watch<T> watch;
	private final transient Runnable refresh;
	private final transient Consumer<Watching<?>> remove;
	private volatile boolean stale = true;

	// of the updater's thread only
	private transient T known;
	private long readAt = System.nanoTime();
	private long pause;

	Watching(UI ui, Watch<T> watch, Runnable refresh, Consumer<Watching<?>> remove) {
		this.ui = ui;
		this.watch = watch;
		this.refresh = refresh;
		this.remove = remove;
	}

	/** Has everything read again soon. */
	public void refresh() {
		stale = true;
		refresh.run();
	}

	@Override
	public void remove() {
		remove.accept(this);
	}

	/** @return whether there is something new to read */
	boolean happened(Happening what) {
		boolean concerned = watch.concerns(what);
		stale |= concerned;
		return concerned;
	}

	void setStale() {
		stale = true;
	}

	/** Reads what is due and shows it. Blocks. */
	void look() {
		long since = System.nanoTime() - readAt;
		if (stale && since >= pause || since > STALE_NANOS) {
			read();
		} else if (known != null) {
			further();
		}
	}

	private void read() {
		stale = false;
		long begin = System.nanoTime();
		pause = FAILED_NANOS;
		try {
			known = watch.read();
			pause = Math.max(LEAST_NANOS, SHARE * (System.nanoTime() - begin));
		} catch (RuntimeException e) {
			stale = true;
			throw e;
		} finally {
			readAt = System.nanoTime();
		}
		send(known);
	}

	private void further() {
		T now = watch.progress(known);
		if (now == null) {
			stale = true;
		} else if (!now.equals(known)) {
			known = now;
			send(now);
		}
	}

	/** Whether it has to be looked at soon. */
	boolean isLively() {
		return stale || known != null && watch.isLively(known);
	}

	private void send(T now) {
		try {
			ui.access(() -> watch.show(now));
		} catch (UIDetachedException closed) {
			remove();
		}
	}
}
