package backtrac.engine.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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

	/** What is probed. */
	private record Target(String clientId, String transport, Map<String, String> settings) {

		static Target of(Plan plan) {
			return new Target(plan.clientId(), plan.transport(), plan.settings());
		}
	}

	/** From when it is asked for until it returns. */
	private static final class Work {

		private final Plan plan;
		private final Set<String> planIds = new LinkedHashSet<>();
		/** Null while it waits for a thread. */
		private Instant begun;
		/** Null until that works on it. */
		private Thread thread;
		private boolean isGivenUp;

		/** @param plan one of those that share it */
		Work(Plan plan) {
			this.plan = plan;
		}

		boolean isWaiting() {
			return begun == null;
		}

		boolean isRunning() {
			return begun != null && !isGivenUp;
		}
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
	private final Map<Target, Work> works = new LinkedHashMap<>();
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
		return !closed && (works.containsKey(Target.of(plan))
				|| works.values().stream().filter(work -> work.isWaiting() && work.plan.transport().equals(plan.transport())).count() < MOST_WAITING);
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
			Work work = works.computeIfAbsent(Target.of(plan), _ -> new Work(plan));
			isStuck = work.isGivenUp;
			if (isStuck) {
				answers.add(new Answer(plan.id(), SILENT));
			} else {
				work.planIds.add(plan.id());
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
			works.values().stream().filter(work -> work.isRunning() && !work.begun.plus(patience).isAfter(now)).toList().forEach(this::giveUp);
			all = List.copyOf(answers);
			answers.clear();
		}
		begin();
		return all;
	}

	private void giveUp(Work work) {
		answer(work, SILENT);
		if (work.thread == null) {
			// there was no thread for it
			works.remove(Target.of(work.plan));
			return;
		}
		log.warn("the client of the plan {} neither answers nor refuses: its transport should have given up", work.plan.id());
		work.isGivenUp = true;
		work.thread.interrupt();
	}

	private void answer(Work work, Optional<String> obstacle) {
		work.planIds.forEach(planId -> answers.add(new Answer(planId, obstacle)));
	}

	private void begin() {
		for (Work work = next(); work != null; work = next()) {
			Work one = work;
			threads.execute(() -> run(one));
		}
	}

	private synchronized Work next() {
		Work next = works.values().stream().filter(work -> work.isWaiting() && running(work.plan.transport()) < MOST_RUNNING).findFirst().orElse(null);
		if (next != null) {
			next.begun = clock.instant();
		}
		return next;
	}

	private long running(String transport) {
		return works.values().stream().filter(work -> work.isRunning() && work.plan.transport().equals(transport)).count();
	}

	private void run(Work work) {
		Target target = Target.of(work.plan);
		synchronized (this) {
			if (works.get(target) != work) {
				return;
			}
			work.thread = Thread.currentThread();
		}
		Optional<String> obstacle = obstacle(work.plan);
		synchronized (this) {
			// after that nobody interrupts this thread
			if (!works.remove(target, work) || work.isGivenUp) {
				return;
			}
			answer(work, obstacle);
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

	/** Forgets what was asked; probes that work are interrupted, and nobody waits for them. */
	synchronized void close() {
		closed = true;
		works.values().stream().map(work -> work.thread).filter(Objects::nonNull).forEach(Thread::interrupt);
		works.clear();
	}
}
