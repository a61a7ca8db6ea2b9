package backtrac.engine.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import backtrac.api.catalog.Due;
import backtrac.api.catalog.Due.Waiting;
import backtrac.api.catalog.RunOrigin;
import backtrac.api.catalog.RunOrigin.Trigger;
import backtrac.api.job.RunState;
import backtrac.api.schedule.Timing;
import backtrac.engine.scheduler.Decision.Ask;
import backtrac.engine.scheduler.Decision.Start;
import backtrac.engine.scheduler.Decision.Wait;
import backtrac.engine.scheduler.Situation.Pause;
import backtrac.engine.scheduler.Situation.Reach;

/**
 * The rules by which runs begin, as docs/schedules.md tells them: pure functions. A decision depends on what the entry says, not on why it is
 * looked at, so that a look too many does no harm.
 */
final class Rules {

	/** A run that begins no later than this after its moment is on time. */
	static final Duration ON_TIME = Duration.ofMinutes(5);
	/** How long an answer of a client is waited for; after that another server may ask. */
	static final Duration PROBE = Duration.ofMinutes(2);
	/** How often is looked whether the pause of everything is over, by a server that has not seen it end. */
	static final Duration PAUSE_LOOK = Duration.ofHours(1);
	private static final Duration RUN_LOOK = Duration.ofMinutes(1);
	private static final Duration FIRST_PROBE = Duration.ofMinutes(1);
	private static final Duration LAST_PROBE = Duration.ofMinutes(15);

	private final Timetable table;
	private final Situation situation;
	private final Instant now;
	private final Instant moment;
	/** Whether the moment has come. */
	private final boolean hasPassed;
	/** The last of those that have come, for all of which a run stands; null if none has. */
	private final Instant latest;
	/** Whether the next run is in place of one that a person began, who waits for neither a window nor a moment. */
	private final boolean isForPerson;
	/** Whether the time for another attempt has come. */
	private final boolean isToTryAgain;
	/** Whether it is the moment's turn, which takes over from a run of the schedule that was to be tried again. */
	private final boolean isMomentsTurn;

	private Rules(Timetable table, Situation situation) {
		this.table = table;
		this.situation = situation;
		this.now = situation.now();
		this.moment = moment();
		this.hasPassed = moment != null && !table.begins(moment).isAfter(now);
		this.latest = hasPassed ? table.latest(moment, now) : null;
		this.isForPerson = situation.previous() != null && situation.previous().origin().trigger() == Trigger.PERSON;
		this.isToTryAgain = (isForPerson || !hasPassed) && isTimeToTryAgain();
		this.isMomentsTurn = hasPassed && !isToTryAgain;
	}

	/** What to do. */
	static Decision decide(Timetable table, Situation situation) {
		return new Rules(table, situation).decide();
	}

	/**
	 * The next moments at which a plan starts if nothing is in the way.
	 *
	 * @throws IllegalArgumentException if it never may; the message is for people
	 */
	static List<Instant> preview(String subject, Timing timing, Instant after, int count) {
		Timetable table = Timetable.of(subject, timing);
		if (table.windows().nextOpen(after).isEmpty()) {
			throw new IllegalArgumentException("no run could ever start: the blackouts leave nothing of the windows");
		}
		List<Instant> starts = new ArrayList<>();
		Due due = Due.unknown(subject);
		for (Instant now = after; now != null && starts.size() < count; now = due.at()) {
			Decision decision = decide(table, new Situation(due, now, Pause.NONE, false, Reach.HERE, null));
			if (decision instanceof Start) {
				starts.add(now);
			}
			due = decision.due();
		}
		return starts;
	}

	/** An entry that is reckoned anew keeps a moment that has passed, because it is owed, but none that is to come. */
	private Instant moment() {
		Instant known = situation.due().moment();
		if (table.isByHand()) {
			return null;
		}
		boolean isToReckon = Instant.EPOCH.equals(situation.due().at());
		return isToReckon && (known == null || known.isAfter(now)) ? table.next(now).orElse(null) : known;
	}

	private boolean isTimeToTryAgain() {
		Due due = situation.due();
		boolean isLooked = due.waiting() != Waiting.RETRY || due.at() != null && !due.at().isAfter(now) || situation.reach() != Reach.UNKNOWN;
		return due.previous() != null && isLooked;
	}

	private Decision decide() {
		if (situation.pause() == Pause.OWN) {
			return waiting(Waiting.PAUSE, null);
		}
		if (!isMomentsTurn && !isToTryAgain) {
			return situation.due().previous() == null ? schedule(moment) : retry();
		}
		if (situation.pause() == Pause.ALL) {
			return waiting(Waiting.PAUSE, now.plus(PAUSE_LOOK));
		}
		if (!(isToTryAgain && isForPerson) && !table.windows().isOpen(now)) {
			return waiting(Waiting.WINDOW, table.windows().nextOpen(now).orElse(null));
		}
		if (isMomentsTurn && isLate() && isLeftToNext()) {
			return schedule(table.next(now).orElseThrow());
		}
		if (situation.isBusy()) {
			return waiting(Waiting.RUN, now.plus(RUN_LOOK));
		}
		return switch (situation.reach()) {
		case UNKNOWN -> new Ask(entry(moment, now.plus(PROBE), situation.due().waiting(), situation.due().since()));
		case AWAY -> waiting(Waiting.CLIENT, now.plus(nextProbe()));
		case HERE -> isMomentsTurn ? startOfMoment() : startAgain();
		};
	}

	private Decision startOfMoment() {
		Instant next = table.next(now).orElse(null);
		RunOrigin origin = new RunOrigin(isLate() ? Trigger.MISSED : Trigger.SCHEDULE, latest, 1, null);
		return new Start(entry(next, starts(next), Waiting.SCHEDULE, null), origin);
	}

	private Decision startAgain() {
		Due due = situation.due();
		boolean isCutOff = situation.previous() != null && situation.previous().state() == RunState.INTERRUPTED;
		Trigger trigger = isForPerson ? Trigger.PERSON : isCutOff ? Trigger.RESUME : Trigger.RETRY;
		Instant of = situation.previous() == null ? null : situation.previous().origin().moment();
		RunOrigin origin = new RunOrigin(trigger, of, due.attempt(), due.previous());
		return new Start(new Due(due.subject(), moment, starts(moment), Waiting.SCHEDULE, null, 1, null, due.owed(), due.version()), origin);
	}

	/** Nothing is in the way but time: until a moment, which stands for all that passed before it. */
	private Decision schedule(Instant until) {
		return new Wait(entry(until, starts(until), Waiting.SCHEDULE, null));
	}

	/** Until the time to try again, or the moment if that comes first. */
	private Decision retry() {
		Due due = situation.due();
		return new Wait(entry(moment, earlier(due.at(), begins(moment)), due.waiting(), due.since()));
	}

	/** @param look null for never */
	private Decision waiting(Waiting waiting, Instant look) {
		Due due = situation.due();
		Instant since = due.waiting() == waiting ? due.since() : now;
		return new Wait(entry(moment, hasPassed ? look : earlier(look, begins(moment)), waiting, since));
	}

	private Due entry(Instant next, Instant at, Waiting waiting, Instant since) {
		Due due = situation.due();
		return new Due(due.subject(), next, at, waiting, since, isMomentsTurn ? 1 : due.attempt(), isMomentsTurn ? null : due.previous(), owed(),
				due.version());
	}

	/** It is noted once: a good run may have ended it while this one waits. */
	private Instant owed() {
		Due due = situation.due();
		boolean isNoted = due.owed() != null || due.since() != null && !due.since().isBefore(moment == null ? Instant.MIN : moment);
		return isNoted || !hasPassed ? due.owed() : moment;
	}

	/** Not if that could not start either: the plan might never run. */
	private boolean isLeftToNext() {
		return table.isNextNear(now) && table.windows().isOpen(begins(table.next(now).orElseThrow()));
	}

	private boolean isLate() {
		return Duration.between(table.begins(latest), now).compareTo(ON_TIME) > 0;
	}

	/** After 1, 2, 4 … minutes: as long again as it has been waited for, and one. */
	private Duration nextProbe() {
		Due due = situation.due();
		Duration waited = due.waiting() == Waiting.CLIENT ? Duration.between(due.since(), now) : Duration.ZERO;
		Duration next = waited.plus(FIRST_PROBE);
		return next.compareTo(LAST_PROBE) < 0 ? next : LAST_PROBE;
	}

	private Instant begins(Instant next) {
		return next == null ? null : table.begins(next);
	}

	/** The same, but within a window; as one opens, starts are spread by their jitter, too. */
	private Instant starts(Instant next) {
		Instant begins = begins(next);
		if (begins == null || table.windows().isOpen(begins)) {
			return begins;
		}
		Instant opens = table.windows().nextOpen(begins).orElse(begins);
		Instant spread = opens.plus(Duration.between(next, begins));
		return table.windows().isOpen(spread) ? spread : opens;
	}

	private static Instant earlier(Instant one, Instant other) {
		return one == null || other != null && other.isBefore(one) ? other : one;
	}
}
