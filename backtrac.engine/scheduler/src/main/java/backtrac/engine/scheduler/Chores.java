package backtrac.engine.scheduler;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import backtrac.api.catalog.Due;
import backtrac.api.catalog.DueList;
import backtrac.api.schedule.Timing;

/** What the server does by itself beside plans: prune, scrub, verify. Their subjects are their verbs with a colon before. */
final class Chores {

	private static final char COLON = ':';
	private static final List<String> VERBS = List.of("prune", "scrub", "verify");

	private final Map<String, Timetable> tables;

	private Chores(Map<String, Timetable> tables) {
		this.tables = tables;
	}

	/** Reads the configuration; what makes no sense there is told and not done. */
	static Chores of(SchedulerComponent.Config config, Consumer<String> complain) {
		ZoneId zone = zone(config.zone(), complain);
		Map<String, Timetable> tables = new LinkedHashMap<>();
		Map<String, String> schedules = Map.of("prune", config.prune(), "scrub", config.scrub(), "verify", config.verify());
		for (String verb : VERBS) {
			String schedule = schedules.get(verb).strip();
			try {
				if (!schedule.isEmpty()) {
					tables.put(COLON + verb, Timetable.of(COLON + verb, Timing.of(schedule, zone)));
				}
			} catch (IllegalArgumentException e) {
				complain.accept(verb + " is '" + schedule + "' and is not done: " + e.getMessage());
			}
		}
		return new Chores(tables);
	}

	private static ZoneId zone(String name, Consumer<String> complain) {
		try {
			return name.isBlank() ? ZoneId.systemDefault() : ZoneId.of(name.strip());
		} catch (DateTimeException _) {
			complain.accept("there is no zone '" + name + "', give one as Europe/Berlin: until then this machine's counts");
			return ZoneId.systemDefault();
		}
	}

	/** Brings the list in line with the configuration: what has other times now, is reckoned anew. */
	void enter(DueList dues, Instant now) {
		for (String verb : VERBS) {
			String subject = COLON + verb;
			Timetable table = tables.get(subject);
			if (table == null) {
				dues.remove(subject);
				continue;
			}
			dues.ensure(subject);
			Due due = dues.of(subject).orElse(null);
			if (due != null && due.moment() != null && due.moment().isAfter(now) && !due.moment().equals(table.next(now).orElse(null))) {
				dues.change(new Due(subject, due.moment(), Instant.EPOCH, due.waiting(), due.since(), due.attempt(), due.previous(), due.owed(), due.version()));
			}
		}
	}

	static boolean isOne(String subject) {
		return subject.charAt(0) == COLON;
	}

	static String verb(String subject) {
		return subject.substring(1);
	}

	/** Null if it is not to be done. */
	Timetable table(String subject) {
		return tables.get(subject);
	}
}
