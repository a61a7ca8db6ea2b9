package backtrac.notify;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import backtrac.api.notify.Notification;
import backtrac.api.notify.Notification.Kind;
import backtrac.api.notify.Notifier;

/**
 * What one notifier is to tell, by a thread of its own: one that is slow or fails delays no other. What fails is tried again some
 * times.
 */
final class Lane {

	/** How long after each failure it is tried again. */
	static final List<Duration> PAUSES = List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(15), Duration.ofMinutes(60));

	/** How many notifications may wait. */
	static final int MOST_WAITING = 200;

	/** The clock may be set while it waits for a time. */
	private static final long LONGEST_WAIT_MILLIS = 60_000;

	private static final long PATIENCE_MILLIS = 5_000;

	private static final Logger log = LoggerFactory.getLogger(Lane.class);

	/**
	 * @param failures how often it has failed
	 * @param at       when it is tried next
	 */
	private record Delivery(Notification notification, int failures, Instant at) {

		boolean isDue(Instant now) {
			return !at.isAfter(now);
		}
	}

	private final Notifier notifier;
	private final Clock clock;
	private final List<Delivery> waiting = new ArrayList<>();
	private volatile Rules rules;
	private volatile Thread thread;
	private boolean stopped;

	Lane(Notifier notifier, Rules rules, Clock clock) {
		this.notifier = notifier;
		this.rules = rules;
		this.clock = clock;
	}

	/** Has a thread deliver from now on. An interrupt ends even what a virtual thread does on a socket. */
	void start() {
		thread = Thread.ofVirtual().inheritInheritableThreadLocals(false).name("notify " + rules.name()).start(this::run);
	}

	Rules rules() {
		return rules;
	}

	/** The notifier has changed: what has failed may go well now. */
	synchronized void change(Rules other) {
		rules = other;
		Instant now = clock.instant();
		waiting.replaceAll(delivery -> new Delivery(delivery.notification(), delivery.failures(), now));
		notifyAll();
	}

	/** Returns without waiting for the delivery. If too many wait, one is given up, of a success if there is one. */
	synchronized void tell(Notification notification) {
		if (stopped) {
			return;
		}
		if (waiting.size() >= MOST_WAITING) {
			Delivery least = waiting.stream().filter(delivery -> delivery.notification().kind() == Kind.SUCCEEDED).findFirst().orElse(waiting.getFirst());
			waiting.remove(least);
			log.error("{}: {} notifications wait, so this one is given up: {}", rules.name(), MOST_WAITING, least.notification().title());
		}
		waiting.add(new Delivery(notification, 0, clock.instant()));
		notifyAll();
	}

	/** Ends the thread soon, and gives up what waits. */
	synchronized void stop() {
		stopped = true;
		if (!waiting.isEmpty()) {
			log.warn("{} goes: notifications that wait are given up, {} in number, the first: {}", rules.name(), waiting.size(),
					waiting.getFirst().notification().title());
			waiting.clear();
		}
		if (thread != null) {
			thread.interrupt();
		}
	}

	/** Stops, and waits a little until the notifier is not used any more. */
	void close() {
		stop();
		Thread running = thread;
		if (running == null) {
			return;
		}
		try {
			running.join(PATIENCE_MILLIS);
		} catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
		if (running.isAlive()) {
			log.warn("{} is gone, but has not ended what it did", rules.name());
		}
	}

	private void run() {
		try {
			while (awaitDue()) {
				deliverNext();
			}
		} catch (InterruptedException _) {
			// stopped
		}
	}

	/** Answers false when it is over. */
	private synchronized boolean awaitDue() throws InterruptedException {
		while (!stopped) {
			Instant now = clock.instant();
			Optional<Instant> next = waiting.stream().map(Delivery::at).min(Comparator.naturalOrder());
			if (next.isPresent() && !next.get().isAfter(now)) {
				return true;
			}
			wait(next.map(at -> Math.clamp(Duration.between(now, at).toMillis(), 1, LONGEST_WAIT_MILLIS)).orElse(0L));
		}
		return false;
	}

	/** Delivers what is due for the longest time. Answers false if nothing is. */
	boolean deliverNext() {
		Delivery delivery;
		synchronized (this) {
			Instant now = clock.instant();
			delivery = waiting.stream().filter(one -> one.isDue(now)).min(Comparator.comparing(Delivery::at)).orElse(null);
			if (delivery == null) {
				return false;
			}
			waiting.remove(delivery);
		}
		try {
			notifier.send(delivery.notification());
			log.debug("{} has told: {}", rules.name(), delivery.notification().title());
		} catch (IOException e) {
			failed(delivery, e.getMessage());
		} catch (RuntimeException | Error e) {
			log.error("{} fails in a way that it should not", rules.name(), e);
			failed(delivery, e.toString());
		}
		return true;
	}

	private synchronized void failed(Delivery delivery, String reason) {
		String title = delivery.notification().title();
		if (stopped) {
			log.warn("{} goes: this notification is given up: {}", rules.name(), title);
		} else if (delivery.failures() == PAUSES.size()) {
			log.error("{} cannot tell this, which is given up after {} attempts: {}: {}", rules.name(), PAUSES.size() + 1, title, reason);
		} else {
			Duration pause = PAUSES.get(delivery.failures());
			log.warn("{} cannot tell this now, and tries again in {} min: {}: {}", rules.name(), pause.toMinutes(), title, reason);
			waiting.add(new Delivery(delivery.notification(), delivery.failures() + 1, clock.instant().plus(pause)));
			notifyAll();
		}
	}
}
