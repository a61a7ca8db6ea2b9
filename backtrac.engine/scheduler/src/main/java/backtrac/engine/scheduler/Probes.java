package backtrac.engine.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Executor;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import backtrac.api.catalog.Plan;

/**
 * Probes clients, a few at a time, each on a thread of its own, so that one which does not answer holds up nobody. Safe for use by several
 * threads.
 */
final class Probes {

	/**
	 * What came of a probe.
	 *
	 * @param obstacle why the client cannot be reached; empty if nothing is in the way
	 */
	record Answer(String planId, Optional<String> obstacle) {
	}

	private static final class Running {
		private final Instant started;
		private volatile Thread thread;

		Running(Instant started) {
			this.started = started;
		}
	}

	/** Most of them only wait for clients that are away. */
	private static final int MOST_RUNNING = 32;
	private static final int MOST_WAITING = 200;

	private static final Logger log = LoggerFactory.getLogger(Probes.class);

	private final Probe probe;
	private final InstantSource clock;
	private final Executor threads;
	private final Runnable answered;

	// guarded by this
	private final Queue<Plan> waiting = new ArrayDeque<>();
	private final Set<String> asked = new HashSet<>();
	private final Map<String, Running> running = new HashMap<>();
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

	/** How many more may be asked. */
	synchronized int room() {
		return closed ? 0 : Math.max(0, MOST_WAITING - waiting.size());
	}

	/** Probes a plan's client when there is a thread for it; one that is asked already is not asked again. */
	void ask(Plan plan) {
		synchronized (this) {
			if (closed || !asked.add(plan.id())) {
				return;
			}
			waiting.add(plan);
		}
		begin();
	}

	/** The answers that have come since the last call. One that takes too long is taken for an obstacle. */
	List<Answer> answers(Instant now, Duration patience) {
		List<Answer> all;
		synchronized (this) {
			List<String> late = running.entrySet().stream().filter(e -> !e.getValue().started.plus(patience).isAfter(now)).map(Map.Entry::getKey).toList();
			for (String planId : late) {
				Thread thread = running.remove(planId).thread;
				log.warn("the client of the plan {} neither answers nor refuses: its transport should have given up", planId);
				if (thread != null) {
					thread.interrupt();
				}
				asked.remove(planId);
				answers.add(new Answer(planId, Optional.of("it does not answer")));
			}
			all = List.copyOf(answers);
			answers.clear();
		}
		begin();
		return all;
	}

	private void begin() {
		for (;;) {
			Plan plan;
			Running work = new Running(clock.instant());
			synchronized (this) {
				plan = closed || running.size() >= MOST_RUNNING ? null : waiting.poll();
				if (plan == null) {
					return;
				}
				running.put(plan.id(), work);
			}
			threads.execute(() -> run(plan, work));
		}
	}

	private void run(Plan plan, Running work) {
		work.thread = Thread.currentThread();
		Optional<String> obstacle;
		try {
			obstacle = probe.obstacle(plan);
		} catch (RuntimeException e) {
			log.error("the client of the plan {} cannot be probed", plan.id(), e);
			obstacle = Optional.of("an unexpected error, which the log describes");
		}
		synchronized (this) {
			if (!running.remove(plan.id(), work)) {
				return;
			}
			asked.remove(plan.id());
			answers.add(new Answer(plan.id(), obstacle));
		}
		answered.run();
		begin();
	}

	/** Forgets what was asked; probes that work are interrupted, and nobody waits for them. */
	synchronized void close() {
		closed = true;
		waiting.clear();
		running.values().stream().map(work -> work.thread).filter(thread -> thread != null).forEach(Thread::interrupt);
		running.clear();
		asked.clear();
	}
}
