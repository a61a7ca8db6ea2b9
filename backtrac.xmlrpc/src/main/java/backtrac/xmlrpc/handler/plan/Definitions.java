package backtrac.xmlrpc.handler.plan;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import backtrac.api.catalog.Plan;
import backtrac.api.exclude.Excludes;
import backtrac.api.retention.RetentionPolicy;
import backtrac.api.retention.RetentionText;
import backtrac.api.schedule.Timing;
import backtrac.api.store.SnapshotNames;
import backtrac.xmlrpc.handler.Wire;
import backtrac.xmlrpc.remote.PlanDefinition;

/** Makes plans of what callers say; what they do not say stays. Whether a schedule makes sense only the scheduler knows. */
final class Definitions {

	private static final int LONGEST_JITTER = (int) Duration.ofDays(7).toSeconds();
	private static final int MOST_RETRIES = 100;
	private static final int HIGHEST_PRIORITY = 1000;
	/** Of windows, and of blackouts: each is looked at for each start that is reckoned. */
	private static final int MOST_WINDOWS = 100;

	private final PlanSettings settings;
	private final ZoneId zone;

	/** @param zone of new plans */
	Definitions(PlanSettings settings, ZoneId zone) {
		this.settings = settings;
		this.zone = zone;
	}

	/** A plan as it is when nobody says more; it has no name yet. */
	Plan usual(String id, String clientId) {
		return new Plan(id, clientId, "", LocalFolders.SCHEME, Map.of(), List.of()).withTiming(usualTiming());
	}

	/** By hand. */
	Timing usualTiming() {
		return Timing.of("", zone);
	}

	/** @throws IllegalArgumentException if something makes no sense; the message is for people */
	Plan change(Plan plan, PlanDefinition wanted) {
		String name = or(wanted.name(), plan.name());
		SnapshotNames.refusal(name).ifPresent(why -> {
			throw new IllegalArgumentException("the name of the plan " + why);
		});
		String transport = or(wanted.transport(), plan.transport());
		if (!transport.matches("[a-z][a-z0-9.+-]*")) {
			throw new IllegalArgumentException("a transport has a name such as 'local', not '" + transport + "'");
		}
		Timing timing = timing(plan.timing(), wanted);
		return new Plan(plan.id(), plan.clientId(), name, transport, settings.change(plan, wanted, transport), excludes(plan, wanted), timing,
				retention(plan, wanted, timing), plan.paused(), Wire.between("priority", or(wanted.priority(), plan.priority()), -HIGHEST_PRIORITY, HIGHEST_PRIORITY),
				Wire.between("retries", or(wanted.retries(), plan.retries()), 0, MOST_RETRIES), or(wanted.allowEmpty(), plan.allowEmpty()));
	}

	/** @throws IllegalArgumentException if the zone or the jitter makes no sense, or there are too many windows; the message is for people */
	Timing timing(Timing timing, PlanDefinition wanted) {
		int jitter = Wire.between("jitter_seconds", wanted.jitterSeconds() == null ? (int) timing.jitter().toSeconds() : wanted.jitterSeconds(), 0, LONGEST_JITTER);
		return new Timing(wanted.schedule() == null ? timing.schedule() : wanted.schedule().strip(), zone(wanted.zone(), timing.zone()),
				few("windows", or(wanted.windows(), timing.windows())), few("blackouts", or(wanted.blackouts(), timing.blackouts())), Duration.ofSeconds(jitter),
				or(wanted.endsWithWindow(), timing.endsWithWindow()));
	}

	private static List<String> few(String what, List<String> windows) {
		if (windows.size() > MOST_WINDOWS) {
			throw new IllegalArgumentException("a plan has at most " + MOST_WINDOWS + " " + what + ", not " + windows.size() + ": join those that follow each other");
		}
		return windows;
	}

	/** Those that are there already are left as they are, so that they do not keep a plan from being mended otherwise. */
	private static List<String> excludes(Plan plan, PlanDefinition wanted) {
		if (wanted.excludes() == null) {
			return plan.excludes();
		}
		Excludes.of(wanted.excludes());
		return wanted.excludes();
	}

	private static RetentionPolicy retention(Plan plan, PlanDefinition wanted, Timing timing) {
		if (wanted.retention() == null) {
			return plan.retention();
		}
		RetentionPolicy policy = RetentionText.parse(wanted.retention());
		// midnight is where the plan is, unless it is said to be elsewhere
		return policy.isEmpty() || wanted.retention().contains("zone=") ? policy : policy.withZone(timing.zone());
	}

	private static ZoneId zone(String name, ZoneId otherwise) {
		if (Wire.isMissing(name)) {
			return otherwise;
		}
		try {
			return ZoneId.of(name);
		} catch (DateTimeException e) {
			throw new IllegalArgumentException("there is no time zone '" + name + "': give one as Europe/Berlin, UTC or +01:00", e);
		}
	}

	private static <T> T or(T wanted, T present) {
		return wanted == null ? present : wanted;
	}
}
