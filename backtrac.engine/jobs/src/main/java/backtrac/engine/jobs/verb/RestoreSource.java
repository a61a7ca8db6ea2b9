package backtrac.engine.jobs.verb;

import java.util.Set;
import java.util.TreeSet;

import backtrac.api.catalog.Client;
import backtrac.api.catalog.Plan;
import backtrac.api.job.Request;
import backtrac.api.store.Snapshot;
import backtrac.api.store.SnapshotNames;
import backtrac.engine.jobs.catalog.CatalogServices;
import backtrac.engine.jobs.catalog.PlanDefinition;

/** The plan to whose source a snapshot goes: back to that of the one that has taken it, while it still looks at the same folder of the same machine; or to that of any other. */
public final class RestoreSource {

	private static final String PATH = "path";
	/** Settings that say how to get to files, and not to which. Any other could name another machine, as nobody here knows what transports mean by theirs. */
	private static final Set<String> HOW = Set.of("user", "domain", "password", "passphrase", "secret", "token", "minimum", "signing", "connections", "timeout");
	private static final String WAY_OUT = ": restore to a folder of the server";

	private RestoreSource() {
	}

	/** @throws IllegalArgumentException if the plan is gone, is another than the snapshot's, or looks elsewhere by now; the message is for people */
	public static Plan of(Request.Source source, Snapshot snapshot, CatalogServices catalog) {
		String name = "'" + snapshot.client() + "/" + snapshot.plan() + "'";
		Plan plan = catalog.catalog().plan(source.planId())
				.orElseThrow(() -> new IllegalArgumentException("the plan " + name + " of the snapshot does not exist any more" + WAY_OUT));
		if (!isOf(snapshot, plan, catalog)) {
			throw new IllegalArgumentException("the snapshot is of another plan that had the name " + name + WAY_OUT);
		}
		String path = plan.settings().get(PATH);
		if (snapshot.source() != null && path != null && !folder(snapshot.source()).equals(folder(path))) {
			throw new IllegalArgumentException("the plan " + name + " backs up '" + path + "' now, and the snapshot is of '" + snapshot.source() + "'" + WAY_OUT);
		}
		if (!snapshot.definition().isEmpty()) { // else it is not known
			requireSamePlace(snapshot, plan, name);
		}
		return plan;
	}

	/** @throws IllegalArgumentException if the plan is gone; the message is for people */
	public static Plan of(Request.OtherSource source, CatalogServices catalog) {
		return catalog.catalog().plan(source.planId())
				.orElseThrow(() -> new IllegalArgumentException("the plan to whose source the snapshot shall go does not exist any more: name another, or restore to a folder of the server"));
	}

	/** The values are not told, as there may be what somebody took for no secret. */
	private static void requireSamePlace(Snapshot snapshot, Plan plan, String name) {
		Plan then = PlanDefinition.read(snapshot.definition(), snapshot.plan()).map(PlanDefinition::plan)
				.orElseThrow(() -> new IllegalArgumentException("how the plan " + name + " was when the snapshot was taken is not known to this version" + WAY_OUT));
		if (!then.transport().equals(plan.transport())) {
			throw new IllegalArgumentException("the plan " + name + " goes over " + plan.transport() + " now, and the snapshot came over " + then.transport() + WAY_OUT);
		}
		Set<String> names = new TreeSet<>(then.settings().keySet());
		names.addAll(plan.settings().keySet());
		names.removeAll(HOW);
		for (String setting : names) {
			if (!value(then, setting).equals(value(plan, setting))) {
				throw new IllegalArgumentException("the plan " + name + " has another '" + setting + "' now than when the snapshot was taken" + WAY_OUT);
			}
		}
	}

	private static String value(Plan plan, String setting) {
		String value = plan.settings().getOrDefault(setting, "");
		return setting.equals(PATH) ? folder(value) : value;
	}

	/** A snapshot that does not know its plan goes by the names. */
	private static boolean isOf(Snapshot snapshot, Plan plan, CatalogServices catalog) {
		if (snapshot.planId().isPresent()) {
			return snapshot.planId().get().equals(plan.id());
		}
		String client = catalog.catalog().client(plan.clientId()).map(Client::name).orElse("");
		return isSame(snapshot.client(), client) && isSame(snapshot.plan(), plan.name());
	}

	private static boolean isSame(String name, String other) {
		return SnapshotNames.key(name).equals(SnapshotNames.key(other));
	}

	/** Slashes at the end say nothing. */
	private static String folder(String path) {
		return path.replaceFirst("(?<=.)/+$", "");
	}
}
