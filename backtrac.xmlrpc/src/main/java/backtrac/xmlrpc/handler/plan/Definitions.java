package backtrac.xmlrpc.handler.plan;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

import backtrac.api.catalog.Plan;
import backtrac.api.retention.RetentionPolicy;
import backtrac.api.retention.RetentionText;
import backtrac.api.schedule.Timing;
import backtrac.api.store.SnapshotNames;
import backtrac.xmlrpc.handler.Wire;
import backtrac.xmlrpc.remote.PlanDefinition;

/** Makes plans of what callers say; what they do not say stays. Whether a schedule makes sense only the scheduler knows. */
final class Definitions {

	/** Names that a setting would have if it were a secret. */
	private static final Set<String> SECRETS = Set.of("password", "passphrase", "secret", "token");
	private static final int LONGEST_JITTER = (int) Duration.ofDays(7).toSeconds();
	private static final int MOST_RETRIES = 100;
	private static final int HIGHEST_PRIORITY = 1000;

	private final LocalFolders folders;
	private final ZoneId zone;
	private final Predicate<String> isInstalled;

	/**
	 * @param zone        of new plans
	 * @param isInstalled tells of a transport's scheme whether it is there now
	 */
	Definitions(LocalFolders folders, ZoneId zone, Predicate<String> isInstalled) {
		this.folders = folders;
		this.zone = zone;
		this.isInstalled = isInstalled;
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
		return new Plan(plan.id(), plan.clientId(), name, transport, settings(plan, wanted, transport), or(wanted.excludes(), plan.excludes()), timing,
				retention(plan, wanted, timing), plan.paused(), Wire.between("priority", or(wanted.priority(), plan.priority()), -HIGHEST_PRIORITY, HIGHEST_PRIORITY),
				Wire.between("retries", or(wanted.retries(), plan.retries()), 0, MOST_RETRIES), or(wanted.allowEmpty(), plan.allowEmpty()));
	}

	/** @throws IllegalArgumentException if the zone or the jitter makes no sense; the message is for people */
	Timing timing(Timing timing, PlanDefinition wanted) {
		int jitter = Wire.between("jitter_seconds", wanted.jitterSeconds() == null ? (int) timing.jitter().toSeconds() : wanted.jitterSeconds(), 0, LONGEST_JITTER);
		return new Timing(wanted.schedule() == null ? timing.schedule() : wanted.schedule().strip(), zone(wanted.zone(), timing.zone()),
				or(wanted.windows(), timing.windows()), or(wanted.blackouts(), timing.blackouts()), Duration.ofSeconds(jitter),
				or(wanted.endsWithWindow(), timing.endsWithWindow()));
	}

	/**
	 * The secrets to change; an empty one is to be taken away.
	 *
	 * @param plan as it will be
	 * @throws IllegalArgumentException if its transport has no secrets; the message is for people
	 */
	Map<String, String> secrets(Plan plan, PlanDefinition wanted) {
		Map<String, String> secrets = texts("secret", wanted.secrets());
		if (plan.transport().equals(LocalFolders.SCHEME) && secrets.values().stream().anyMatch(value -> !value.isEmpty())) {
			throw new IllegalArgumentException("a local folder has no secrets: leave " + String.join(", ", new TreeSet<>(secrets.keySet())) + " out");
		}
		return secrets;
	}

	private static Optional<String> path(Plan plan) {
		return plan.transport().equals(LocalFolders.SCHEME) ? Optional.ofNullable(plan.settings().get(LocalFolders.PATH)) : Optional.empty();
	}

	/** What a caller should know of a change that is well in itself; sentences for people. */
	List<String> warnings(Plan before, Plan after) {
		List<String> warnings = new ArrayList<>();
		if (!isInstalled.test(after.transport())) {
			warnings.add("the transport " + after.transport() + " is not installed: the plan cannot run until it is");
		}
		Set<String> dropped = new TreeSet<>(before.settings().keySet());
		if (!before.transport().equals(after.transport())) {
			dropped.removeAll(after.settings().keySet());
			dropped.forEach(name -> warnings.add("the setting " + name + " = " + before.settings().get(name) + " of the transport " + before.transport()
					+ " has been taken away"));
		}
		return warnings;
	}

	/** Another transport has other settings; but one that is not installed may be there by mistake, and what was said is kept for the right one. */
	private Map<String, String> kept(Plan plan, String transport) {
		boolean stays = transport.equals(plan.transport()) || !isInstalled.test(transport) || !isInstalled.test(plan.transport());
		Map<String, String> kept = new HashMap<>(stays ? plan.settings() : Map.of());
		if (transport.equals(LocalFolders.SCHEME) && !transport.equals(plan.transport())) {
			kept.keySet().retainAll(Set.of(LocalFolders.PATH));
		}
		return kept;
	}

	private Map<String, String> settings(Plan plan, PlanDefinition wanted, String transport) {
		Map<String, String> settings = kept(plan, transport);
		texts("setting", wanted.settings()).forEach((name, value) -> {
			if (SECRETS.contains(name)) {
				throw new IllegalArgumentException("'" + name + "' is a secret: give it among the secrets, not the settings");
			}
			if (transport.equals(LocalFolders.SCHEME) && !name.equals(LocalFolders.PATH) && !value.isEmpty()) {
				throw new IllegalArgumentException("a local folder has one setting, 'path', and no '" + name + "'");
			}
			settings.put(name, value);
		});
		settings.values().removeIf(String::isEmpty);
		if (transport.equals(LocalFolders.SCHEME)) {
			String path = settings.get(LocalFolders.PATH);
			boolean isNew = !path(plan).equals(Optional.ofNullable(path)); // what became a file later must not keep a plan from being paused or mended
			settings.put(LocalFolders.PATH, (isNew ? folders.folder(path) : folders.named(path)).toString());
		}
		return settings;
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

	private static Map<String, String> texts(String what, Map<String, Object> values) {
		Map<String, String> texts = new HashMap<>();
		if (values != null) {
			values.forEach((name, value) -> {
				if (name.isBlank() || !(value instanceof String || value instanceof Number || value instanceof Boolean)) {
					throw Wire.bad("a " + what + " has a name, and a value that is a text, a number or a boolean: '" + name + "'");
				}
				texts.put(name, value.toString());
			});
		}
		return texts;
	}

	private static <T> T or(T wanted, T present) {
		return wanted == null ? present : wanted;
	}
}
