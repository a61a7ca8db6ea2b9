package backtrac.engine.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import backtrac.api.catalog.Plan;

/**
 * Probes clients, a few of each transport at a time, each on a thread of its own, so that one which does not answer holds up nobody. Plans of
 * a client that are reached in the same way share a probe. Safe for use by several threads.
 */
final class Probes {

	/**
	 * What came of a probe.
	 *
	 * @param obstacle why the client cannot be reached; empty if nothing is in the way
	 */
	record Answer(String planId, Optional<String> obstacle) {
	}

	/** Of a transport. Most of them only wait for clients that are away. */
	private static final int MOST_RUNNING = 32;
	/** Of a transport. */
	private static final int MOST_WAITING = 200;

	private static final Optional<String> SILENT = Optional.of("it does not answer");

	private static final Logger log = LoggerFactory.getLogger(Probes.class);

	private final Probe probe;
	private final InstantSource clock;
	private final Executor threads;
	private final Runnable answered;

	// guarded by this
	/** In the order in which they were asked for. */
	private final Map<ProbeTarget, Probing> probings = new LinkedHashMap<>();
	private final List<Answer> answers = new ArrayList<>();
	private boolean closed;

	/**
	 * @param threads  runs each probe
	 * @param answered told when there is an answer to fetch
	 */
	Probes(Probe probe, InstantSource clock, Executor threads, Runnable answered) {
		this.probe = probe;
		this.clock = clock;
		this.threads = threads;
		this.answered = answered;
	}

	/** Whether this plan's client may be asked for now; if not, too many of its transport wait. */
	synchronized boolean hasRoom(Plan plan) {
		return !closed && (probings.containsKey(ProbeTarget.of(plan))
				|| probings.values().stream().filter(probing -> probing.isWaiting() && probing.plan.transport().equals(plan.transport())).count() < MOST_WAITING);
	}

	/**
	 * Probes a plan's client when there is a thread for it; one that is asked already is not asked again. Of one whose last probe never
	 * returned no other is begun: it is away until that does.
	 */
	void ask(Plan plan) {
		boolean isStuck;
		synchronized (this) {
			if (closed) {
				return;
			}
			Probing probing = probings.computeIfAbsent(ProbeTarget.of(plan), _ -> new Probing(plan));
			isStuck = probing.isGivenUp;
			if (isStuck) {
				answers.add(new Answer(plan.id(), SILENT));
			} else {
				probing.planIds.add(plan.id());
			}
		}
		if (isStuck) {
			answered.run();
		} else {
			begin();
		}
	}

	/** The answers that have come since the last call. One that takes too long is taken for an obstacle. */
	List<Answer> answers(Instant now, Duration patience) {
		List<Answer> all;
		synchronized (this) {
			probings.values().stream().filter(probing -> probing.isRunning() && !probing.begun.plus(patience).isAfter(now)).toList().forEach(this::giveUp);
			all = List.copyOf(answers);
			answers.clear();
		}
		begin();
		return all;
	}

	private void giveUp(Probing probing) {
		answer(probing, SILENT);
		if (probing.thread == null) {
			// there was no thread for it
			probings.remove(ProbeTarget.of(probing.plan));
			return;
		}
		log.warn("the client of the plan {} neither answers nor refuses: its transport should have given up", probing.plan.id());
		probing.isGivenUp = true;
		probing.thread.interrupt();
	}

	private void answer(Probing probing, Optional<String> obstacle) {
		probing.planIds.forEach(planId -> answers.add(new Answer(planId, obstacle)));
	}

	private void begin() {
		for (Probing probing = next(); probing != null; probing = next()) {
			Probing one = probing;
			threads.execute(() -> run(one));
		}
	}

	private synchronized Probing next() {
		Probing next = probings.values().stream().filter(probing -> probing.isWaiting() && running(probing.plan.transport()) < MOST_RUNNING).findFirst().orElse(null);
		if (next != null) {
			next.begun = clock.instant();
		}
		return next;
	}

	private long running(String transport) {
		return probings.values().stream().filter(probing -> probing.isRunning() && probing.plan.transport().equals(transport)).count();
	}

	private void run(Probing probing) {
		ProbeTarget target = ProbeTarget.of(probing.plan);
		synchronized (this) {
			if (probings.get(target) != probing) {
				return;
			}
			probing.thread = Thread.currentThread();
		}
		Optional<String> obstacle = obstacle(probing.plan);
		synchronized (this) {
			// after that nobody interrupts this thread
			if (!probings.remove(target, probing) || probing.isGivenUp) {
				return;
			}
			answer(probing, obstacle);
		}
		answered.run();
		begin();
	}

	private Optional<String> obstacle(Plan plan) {
		try {
			return probe.obstacle(plan);
		} catch (RuntimeException | Error e) {
			log.error("the client of the plan {} cannot be probed", plan.id(), e);
			return Optional.of("an unexpected error, which the log describes");
		}
	}

	/** Forgets what was asked; those that work are interrupted, and nobody waits for them. */
	synchronized void close() {
		closed = true;
		probings.values().stream().map(probing -> probing.thread).filter(Objects::nonNull).forEach(Thread::interrupt);
		probings.clear();
	}
}
