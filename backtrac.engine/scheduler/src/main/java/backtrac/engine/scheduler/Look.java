package backtrac.engine.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.Client;
import backtrac.api.catalog.Due;
import backtrac.api.catalog.Due.Waiting;
import backtrac.api.catalog.Plan;
import backtrac.api.catalog.RunRecord;
import backtrac.api.catalog.Settings;
import backtrac.engine.scheduler.Situation.Pause;
import backtrac.engine.scheduler.Situation.Reach;

/**
 * Looks at what is due and does what the {@link Rules} say. It keeps nothing that it would miss after a restart. Not safe for use by
 * several threads, but for {@link #soon}; several servers may look at the same entries.
 */
final class Look {

	private static final int MOST = 100;
	private static final Duration SET_ASIDE = Duration.ofMinutes(15);
	/** When a plan is looked at again whose client cannot be probed now, because so many others are. */
	private static final Duration NO_ROOM = Duration.ofSeconds(30);

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

	// of the current look
	private Instant now;
	private boolean isPaused;
	private boolean isBegun;
	private final Set<String> busy = new HashSet<>();
	private final Set<String> touched = new HashSet<>();

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
		now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
		touched.clear();
		isBegun = false;
		try {
			return lookNow();
		} finally {
			if (!touched.isEmpty()) {
				changed.accept(Set.copyOf(touched));
			}
		}
	}

	private boolean lookNow() {
		Chores current = chores;
		if (entered != current) {
			current.enter(books.dues(), now);
			entered = current;
		}
		starter.handOverRest(now);
		List<RunRecord> open = books.history().open();
		closings.look(open, now);
		busy.clear();
		open.forEach(run -> busy.add(subject(run)));
		isPaused = books.settings().get(Settings.PAUSED).filter("true"::equals).isPresent();

		probes.answers(now, Rules.PROBE).forEach(this::answered);
		Set<String> ended = Set.copyOf(soon);
		soon.removeAll(ended);
		ended.forEach(this::ended);
		if (wasPaused && !isPaused) {
			books.dues().upTo(now.plus(Rules.PAUSE_LOOK), Integer.MAX_VALUE).stream().filter(due -> due.waiting() == Waiting.PAUSE)
					.forEach(due -> act(due, Reach.UNKNOWN));
		}
		wasPaused = isPaused;

		List<Due> due = books.dues().upTo(now, MOST);
		due.forEach(entry -> act(entry, Reach.UNKNOWN));
		// also to see the closing of what has begun
		return isBegun || due.size() == MOST;
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

	private void answered(Probes.Answer answer) {
		Due due = books.dues().of(answer.planId()).orElse(null);
		if (due == null) {
			return;
		}
		if (answer.obstacle().isPresent() && due.waiting() != Waiting.CLIENT) {
			log.info("the plan {} waits for its client: {}", answer.planId(), answer.obstacle().get());
		}
		act(due, answer.obstacle().isPresent() ? Reach.AWAY : Reach.HERE);
	}

	private void ended(String runId) {
		books.history().run(runId).map(Look::subject).flatMap(books.dues()::of).filter(due -> due.waiting() == Waiting.RUN)
				.ifPresent(due -> act(due, Reach.UNKNOWN));
	}

	private void act(Due due, Reach reach) {
		try {
			if (Chores.isOne(due.subject())) {
				actOnChore(due);
			} else {
				actOnPlan(due, reach);
			}
		} catch (CatalogException e) {
			throw e;
		} catch (RuntimeException e) {
			log.error("{} is set aside for {} min", due.subject(), SET_ASIDE.toMinutes(), e);
			change(later(due, SET_ASIDE));
		}
	}

	private Due later(Due due, Duration time) {
		return new Due(due.subject(), due.moment(), now.plus(time), due.waiting(), due.since(), due.attempt(), due.previous(), due.owed(), due.version());
	}

	private void actOnChore(Due due) {
		Timetable table = entered.table(due.subject());
		if (table == null) {
			books.dues().remove(due.subject());
			return;
		}
		Situation situation = new Situation(due, now, isPaused ? Pause.ALL : Pause.NONE, busy.contains(due.subject()), Reach.HERE, null);
		switch (Rules.decide(table, situation)) {
		case Decision.Start start -> start(start, Chores.verb(due.subject()), null, "");
		case Decision other -> change(other.due());
		}
	}

	private void actOnPlan(Due due, Reach reach) {
		Plan plan = books.catalog().plan(due.subject()).orElse(null);
		Client client = plan == null ? null : books.catalog().client(plan.clientId()).orElse(null);
		if (client == null) {
			// removed just now, and its entry with it
			return;
		}
		Timetable table;
		try {
			table = Timetable.of(plan.id(), plan.timing());
		} catch (IllegalArgumentException e) {
			// other times have it reckoned anew
			log.error("the plan {}/{} is not scheduled until its times are corrected: {}", client.name(), plan.name(), e.getMessage());
			change(new Due(due.subject(), null, null, Waiting.SCHEDULE, null, due.attempt(), due.previous(), due.owed(), due.version()));
			return;
		}
		Pause pause = plan.paused() || client.paused() ? Pause.OWN : isPaused ? Pause.ALL : Pause.NONE;
		RunRecord previous = due.previous() == null ? null : books.history().run(due.previous()).orElse(null);
		Situation situation = new Situation(due, now, pause, busy.contains(plan.id()), reach, previous);
		switch (Rules.decide(table, situation)) {
		case Decision.Start start -> start(start, RunRecord.BACKUP, plan.id(), client.name() + "/" + plan.name());
		case Decision.Wait wait -> change(wait.due());
		case Decision.Ask ask -> ask(ask.due(), plan);
		}
	}

	private void ask(Due asked, Plan plan) {
		if (!probes.hasRoom(plan)) {
			// nothing that people see has changed
			books.dues().change(later(asked, NO_ROOM));
		} else if (change(asked)) {
			// one server asks, even if several have looked
			probes.ask(plan);
		}
	}

	private void start(Decision.Start start, String verb, String planId, String about) {
		if (starter.start(start, verb, planId, about, now)) {
			isBegun = true;
			busy.add(start.due().subject());
			touched.add(start.due().subject());
		}
	}

	private boolean change(Due due) {
		boolean isChanged = books.dues().change(due);
		if (isChanged) {
			touched.add(due.subject());
		}
		return isChanged;
	}
}
