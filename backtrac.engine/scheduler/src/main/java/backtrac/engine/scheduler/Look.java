package backtrac.engine.scheduler;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.Due;
import backtrac.api.catalog.Due.Waiting;
import backtrac.api.catalog.RunRecord;
import backtrac.api.catalog.Settings;
import backtrac.engine.scheduler.Situation.Reach;

/**
 * Looks at what is due, and has {@link Actions} do what the {@link Rules} say. It keeps nothing that it would miss after a restart. Not safe for use by
 * several threads, but for {@link #soon}; several servers may look at the same entries.
 */
final class Look {

	private static final int MOST = 100;

	private static final Logger log = LoggerFactory.getLogger(Look.class);

	private final Books books;
	private final Starter starter;
	private final Closings closings;
	private final Probes probes;
	private final InstantSource clock;
	private final Consumer<Set<String>> changed;
	private final Set<String> soon = ConcurrentHashMap.newKeySet();

	private volatile Chores chores;
	private Chores entered;
	/** What was seen last; true at first, because a pause may have ended unseen. */
	private boolean wasPaused = true;

	/** @param changed told which plans' entries a look has changed */
	Look(Books books, Starter starter, Closings closings, Probes probes, Chores chores, InstantSource clock, Consumer<Set<String>> changed) {
		this.books = books;
		this.starter = starter;
		this.closings = closings;
		this.probes = probes;
		this.chores = chores;
		this.clock = clock;
		this.changed = changed;
	}

	/** Other times for chores. */
	void chores(Chores other) {
		chores = other;
	}

	/** What waits for the end of this run is looked at next. Any thread. */
	void soon(String runId) {
		soon.add(runId);
	}

	/**
	 * Looks once, at a bounded number of entries.
	 *
	 * @return whether there may be more to do at once
	 * @throws CatalogException if the catalog cannot be had; nothing is lost then
	 */
	boolean look() {
		if (!starter.isReady()) {
			return false;
		}
		Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
		Actions actions = actions(now);
		try {
			return look(actions, now);
		} finally {
			Set<String> touched = actions.touched();
			if (!touched.isEmpty()) {
				changed.accept(touched);
			}
		}
	}

	private Actions actions(Instant now) {
		Chores current = chores;
		if (entered != current) {
			current.enter(books.dues(), now);
			entered = current;
		}
		starter.handOverRest(now);
		List<RunRecord> open = books.history().open();
		closings.look(open, now);
		Set<String> busy = open.stream().map(Look::subject).collect(Collectors.toCollection(HashSet::new));
		boolean isPaused = books.settings().get(Settings.PAUSED).filter("true"::equals).isPresent();
		return new Actions(books, starter, probes, current, now, isPaused, busy);
	}

	private boolean look(Actions actions, Instant now) {
		probes.answers(now, Rules.PROBE).forEach(answer -> answered(answer, actions));
		Set<String> ended = Set.copyOf(soon);
		soon.removeAll(ended);
		ended.forEach(runId -> ended(runId, actions));
		if (wasPaused && !actions.isPaused()) {
			books.dues().upTo(now.plus(Rules.PAUSE_LOOK), Integer.MAX_VALUE).stream().filter(due -> due.waiting() == Waiting.PAUSE)
					.forEach(due -> actions.act(due, Reach.UNKNOWN));
		}
		wasPaused = actions.isPaused();

		List<Due> due = books.dues().upTo(now, MOST);
		due.forEach(entry -> actions.act(entry, Reach.UNKNOWN));
		// also to see the closing of what has begun
		return actions.isBegun() || due.size() == MOST;
	}

	/** When there is something to do next; null if that is not known. */
	Instant next() {
		if (!starter.isReady()) {
			return null;
		}
		Optional<Instant> due = books.dues().next();
		Instant closing = closings.next();
		return due.filter(time -> closing == null || time.isBefore(closing)).orElse(closing);
	}

	private static String subject(RunRecord run) {
		return run.planId() != null && run.verb().equals(RunRecord.BACKUP) ? run.planId() : ":" + run.verb();
	}

	private void answered(Probes.Answer answer, Actions actions) {
		Due due = books.dues().of(answer.planId()).orElse(null);
		if (due == null) {
			return;
		}
		if (answer.obstacle().isPresent() && due.waiting() != Waiting.CLIENT) {
			log.info("the plan {} waits for its client: {}", answer.planId(), answer.obstacle().get());
		}
		actions.act(due, answer.obstacle().isPresent() ? Reach.AWAY : Reach.HERE);
	}

	private void ended(String runId, Actions actions) {
		books.history().run(runId).map(Look::subject).flatMap(books.dues()::of).filter(due -> due.waiting() == Waiting.RUN)
				.ifPresent(due -> actions.act(due, Reach.UNKNOWN));
	}
}
