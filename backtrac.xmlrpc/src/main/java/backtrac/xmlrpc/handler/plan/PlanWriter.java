package backtrac.xmlrpc.handler.plan;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import backtrac.api.catalog.Catalog;
import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.Plan;
import backtrac.api.catalog.Secrets;
import backtrac.api.schedule.Timing;
import backtrac.xmlrpc.handler.Lookup;
import backtrac.xmlrpc.handler.Wire;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.PlanDefinition;
import backtrac.xmlrpc.remote.RpcFault;

/** Stores plans as callers define them, with their secrets. Whoever comes too late with a change is told. */
final class PlanWriter {

	/**
	 * A plan that is to be stored.
	 *
	 * @param before   as it is; a new one as it usually is
	 * @param secrets  those that change; an empty one is taken away
	 * @param warnings sentences for people
	 */
	record Change(boolean created, Plan before, Plan after, Map<String, String> secrets, List<String> warnings) {
	}

	private final Catalog catalog;
	private final Secrets secrets;
	private final Lookup lookup;
	private final PlanSettings settings;
	private final Definitions definitions;

	/** @param zone of new plans */
	PlanWriter(Catalog catalog, Secrets secrets, Lookup lookup, PlanSettings settings, ZoneId zone) {
		this.catalog = catalog;
		this.secrets = secrets;
		this.lookup = lookup;
		this.settings = settings;
		this.definitions = new Definitions(settings, zone);
	}

	/** Checks what a plan shall be, and stores nothing. */
	Change change(PlanDefinition definition) {
		boolean created = Wire.isMissing(definition.plan());
		Plan before = created ? definitions.usual(UUID.randomUUID().toString(), lookup.client(definition.client()).id()) : lookup.plan(definition.plan());
		requireSameClient(definition, before);
		Set<String> present = created ? Set.of() : secrets.names(before.id());
		requireVersion(definition, before, present);
		return Wire.refusable(() -> {
			Plan after = definitions.change(before, definition);
			Map<String, String> changed = settings.secrets(before, after, present, definition);
			List<String> missing = settings.missing(created, before, after, present, changed);
			return new Change(created, before, after, changed, join(missing, settings.warnings(before, after, changed, definition)));
		});
	}

	/** When a plan runs that is as a definition says. */
	Timing timing(PlanDefinition definition) {
		Timing before = Wire.isMissing(definition.plan()) ? definitions.usualTiming() : lookup.plan(definition.plan()).timing();
		return Wire.refusable(() -> definitions.timing(before, definition));
	}

	/** Stores a change, unless somebody else has changed the plan since; if its secrets cannot be kept, the plan is as it was. */
	void store(Change change) {
		Plan plan = change.after();
		Set<String> present = change.created() || change.secrets().isEmpty() ? Set.of() : secrets.names(plan.id());
		if (change.created()) {
			Wire.refusable(() -> catalog.save(plan));
		} else {
			replace(change.before(), plan);
		}
		try {
			Wire.refusable(() -> keepSecrets(change));
		} catch (RpcFault e) {
			takeBack(change, present, e);
			throw e;
		}
	}

	/** Those that are taken away last: they cannot be given back. */
	private void keepSecrets(Change change) {
		String plan = change.after().id();
		change.secrets().forEach((name, value) -> {
			if (!value.isEmpty()) {
				secrets.set(plan, name, value);
			}
		});
		change.secrets().forEach((name, value) -> {
			if (value.isEmpty()) {
				secrets.set(plan, name, null);
			}
		});
	}

	private void takeBack(Change change, Set<String> present, RpcFault why) {
		String plan = change.after().id();
		try {
			if (change.created()) {
				catalog.removePlan(plan); // it could not connect
				return;
			}
			change.secrets().keySet().stream().filter(name -> !present.contains(name)).forEach(name -> secrets.set(plan, name, null));
			catalog.change(change.after(), change.before()); // what somebody else has made of it meanwhile stays
		} catch (CatalogException e) {
			why.addSuppressed(e);
		}
	}

	/** Changes a plan, unless somebody else has changed it since it was read. */
	void replace(Plan before, Plan after) {
		if (!Wire.refusable(() -> catalog.change(before, after))) {
			throw changedMeanwhile(before);
		}
	}

	private void requireSameClient(PlanDefinition definition, Plan plan) {
		if (!Wire.isMissing(definition.client()) && !lookup.client(definition.client()).id().equals(plan.clientId())) {
			throw new RpcFault(Fault.REFUSED, "a plan stays with its client: add another plan to " + definition.client());
		}
	}

	private static void requireVersion(PlanDefinition definition, Plan present, Set<String> secrets) {
		if (Wire.isMissing(definition.version())) {
			return;
		}
		if (Wire.isMissing(definition.plan())) {
			throw Wire.bad("a plan that is added has no version: name the plan to change");
		}
		if (!definition.version().equals(PlanVersion.of(present, secrets))) {
			throw changedMeanwhile(present);
		}
	}

	private static RpcFault changedMeanwhile(Plan plan) {
		return new RpcFault(Fault.CONFLICT, "somebody else has changed the plan " + plan.name() + " meanwhile: read it again, and repeat your change");
	}

	private static List<String> join(List<String> some, List<String> more) {
		return Stream.concat(some.stream(), more.stream()).map(Wire::text).toList();
	}
}
