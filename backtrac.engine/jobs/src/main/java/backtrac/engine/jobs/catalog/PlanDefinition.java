package backtrac.engine.jobs.catalog;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import backtrac.api.catalog.Client;
import backtrac.api.catalog.Plan;
import backtrac.api.retention.RetentionText;
import backtrac.api.schedule.Timing;
import backtrac.api.store.Snapshot;

/**
 * How a plan was when a snapshot of it was taken: {@link backtrac.api.store.SnapshotRequest#definition}. Of its secrets it has the names only.
 *
 * <p>
 * Keys that are not known are passed over. A policy of which a word is not known is none: who does not know all of it would remove too much.
 * What must not be read by versions that do not know it has another {@code version}.
 *
 * @param plan         the plan, with the ids that it and its client had
 * @param clientPaused whether its client was paused
 * @param secrets      the names of its secrets
 * @param lost         what of it makes no sense, for people; in its place there is what does no harm
 */
public record PlanDefinition(Plan plan, boolean clientPaused, Set<String> secrets, List<String> lost) {

	private static final String VERSION = "1";
	private static final String PLAN_ID = Snapshot.PLAN_ID;

	/** The definition of a plan as it is now. */
	public static Map<String, String> of(Client client, Plan plan, Set<String> secrets) {
		Map<String, String> values = new TreeMap<>();
		values.put("version", VERSION);
		values.put("client.id", client.id());
		values.put("client.paused", Boolean.toString(client.paused()));
		values.put(PLAN_ID, plan.id());
		values.put("transport", plan.transport());
		plan.settings().forEach((name, value) -> values.put("setting." + name, value));
		putAll(values, "exclude.", plan.excludes());
		putAll(values, "secret.", List.copyOf(new TreeSet<>(secrets)));
		values.put("paused", Boolean.toString(plan.paused()));
		values.put("priority", Integer.toString(plan.priority()));
		values.put("retries", Integer.toString(plan.retries()));
		values.put("allow_empty", Boolean.toString(plan.allowEmpty()));
		Timing timing = plan.timing();
		values.put("schedule", timing.schedule());
		values.put("zone", timing.zone().getId());
		putAll(values, "window.", timing.windows());
		putAll(values, "blackout.", timing.blackouts());
		values.put("jitter", timing.jitter().toString());
		values.put("ends_with_window", Boolean.toString(timing.endsWithWindow()));
		values.put("retention", RetentionText.format(plan.retention()));
		return values;
	}

	/** Texts are numbered from 1 on. */
	private static void putAll(Map<String, String> values, String prefix, List<String> texts) {
		int place = 1;
		for (String text : texts) {
			values.put(prefix + place++, text);
		}
	}

	/** Whether it is known to be that of another plan, be its name the same: plans are renamed and removed, and names used again. */
	public static boolean isOfAnother(Map<String, String> definition, Plan plan) {
		String id = definition.get(PLAN_ID);
		return id != null && !id.equals(plan.id());
	}

	/**
	 * Reads a definition.
	 *
	 * @param name the plan's name, which the definition does not tell
	 * @return empty if it is none, or one that must not be read by this version
	 */
	public static Optional<PlanDefinition> read(Map<String, String> definition, String name) {
		DefinitionReader in = new DefinitionReader(definition);
		if (!VERSION.equals(in.text("version", "")) || in.text("client.id", "").isEmpty() || in.text(PLAN_ID, "").isEmpty() || in.text("transport", "").isEmpty()) {
			return Optional.empty();
		}
		Plan plan = new Plan(in.text(PLAN_ID, ""), in.text("client.id", ""), name, in.text("transport", ""), in.below("setting."), in.list("exclude."), in.timing(),
				in.policy(), in.truth("paused"), in.number("priority", 0, Integer.MIN_VALUE), in.number("retries", Plan.USUAL_RETRIES, 0), in.truth("allow_empty"));
		return Optional.of(new PlanDefinition(plan, in.truth("client.paused"), Set.copyOf(in.list("secret.")), in.lost()));
	}
}
