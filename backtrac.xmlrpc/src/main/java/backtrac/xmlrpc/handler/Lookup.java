package backtrac.xmlrpc.handler;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import backtrac.api.catalog.Catalog;
import backtrac.api.catalog.Client;
import backtrac.api.catalog.Plan;
import backtrac.api.catalog.PlanOverview;
import backtrac.api.catalog.PlanQuery;
import backtrac.api.catalog.PlanStatus;
import backtrac.api.store.SnapshotNames;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.RpcFault;

/** Finds the client or the plan that a caller means. */
public final class Lookup {

	private final Catalog catalog;
	private final PlanOverview overview;

	public Lookup(Catalog catalog, PlanOverview overview) {
		this.catalog = catalog;
		this.overview = overview;
	}

	/** A client by its id or its name. */
	public Client client(String wanted) {
		return client(catalog, wanted);
	}

	/** A client by its id or its name. */
	public static Client client(Catalog catalog, String wanted) {
		if (Wire.isMissing(wanted)) {
			throw Wire.bad("the client is missing: give its name");
		}
		return catalog.client(wanted).or(() -> catalog.clientNamed(wanted))
				.orElseThrow(() -> new RpcFault(Fault.NOT_FOUND, "there is no client '" + wanted + "'"));
	}

	/** A plan by its id, a unique beginning of it, or {@code client/plan}. */
	public Plan plan(String wanted) {
		if (Wire.isMissing(wanted)) {
			throw Wire.bad("the plan is missing: give its id, or client/plan");
		}
		Optional<Plan> byId = catalog.plan(wanted);
		if (byId.isPresent()) {
			return byId.get();
		}
		int slash = wanted.indexOf('/');
		return slash < 0 ? byBeginning(wanted) : byNames(client(wanted.substring(0, slash)), wanted.substring(slash + 1));
	}

	private Plan byNames(Client client, String name) {
		List<PlanStatus> plans = overview.plans(new PlanQuery(client.id(), "", null, Instant.EPOCH, 0, Integer.MAX_VALUE));
		return plans.stream().filter(plan -> SnapshotNames.key(plan.plan()).equals(SnapshotNames.key(name))).findFirst()
				.flatMap(plan -> catalog.plan(plan.planId()))
				.orElseThrow(() -> new RpcFault(Fault.NOT_FOUND, "the client " + client.name() + " has no plan '" + name + "'"));
	}

	private Plan byBeginning(String beginning) {
		List<Plan> found = catalog.plans().stream().filter(plan -> plan.id().startsWith(beginning)).limit(2).toList();
		if (found.size() > 1) {
			throw Wire.bad("'" + beginning + "' is the beginning of more than one plan's id: give more of it");
		}
		if (found.isEmpty()) {
			throw new RpcFault(Fault.NOT_FOUND, "there is no plan '" + beginning + "': give an id, a unique beginning of one, or client/plan");
		}
		return found.getFirst();
	}
}
