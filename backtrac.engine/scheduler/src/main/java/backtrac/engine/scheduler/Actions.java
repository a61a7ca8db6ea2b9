package backtrac.engine.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.Client;
import backtrac.api.catalog.Due;
import backtrac.api.catalog.Due.Waiting;
import backtrac.api.catalog.Plan;
import backtrac.api.catalog.RunRecord;
import backtrac.engine.scheduler.Situation.Pause;
import backtrac.engine.scheduler.Situation.Reach;

/** Does with single entries what the {@link Rules} say, at the moment of one {@link Look}. One thread at a time. */
final class Actions {

	private static final Duration SET_ASIDE = Duration.ofMinutes(15);
	/** When a plan is looked at again whose client cannot be probed now, because so many others are. */
	private static final Duration NO_ROOM = Duration.ofSeconds(30);

	private static final Logger log = LoggerFactory.getLogger(Actions.class);

	private final Books books;
	private final Starter starter;
	private final Probes probes;
	private final Chores chores;
	private final Instant now;
	private final boolean isPaused;
	private final Set<String> busy;
	private final Set<String> touched = new HashSet<>();
	private boolean isBegun;

	/**
	 * @param isPaused whether nothing is to be started
	 * @param busy     the subjects of the runs that wait or work; those that are started are added
	 */
	Actions(Books books, Starter starter, Probes probes, Chores chores, Instant now, boolean isPaused, Set<String> busy) {
		this.books = books;
		this.starter = starter;
		this.probes = probes;
		this.chores = chores;
		this.now = now;
		this.isPaused = isPaused;
		this.busy = busy;
	}

	boolean isPaused() {
		return isPaused;
	}

	/** Whether a run was started. */
	boolean isBegun() {
		return isBegun;
	}

	/** The subjects whose entries were changed. */
	Set<String> touched() {
		return Set.copyOf(touched);
	}

	/** Does what is due with an entry now; one that cannot be dealt with is set aside. */
	void act(Due due, Reach reach) {
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
		Timetable table = chores.table(due.subject());
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
