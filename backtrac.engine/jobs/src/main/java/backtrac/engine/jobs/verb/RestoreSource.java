package backtrac.engine.jobs.verb;

import backtrac.api.catalog.Client;
import backtrac.api.catalog.Plan;
import backtrac.api.job.Request;
import backtrac.api.store.Snapshot;
import backtrac.api.store.SnapshotNames;
import backtrac.engine.jobs.catalog.CatalogServices;

/** The plan to whose source a snapshot goes back: the one that has taken it, while it still looks at the same folder. */
public final class RestoreSource {

	private static final String PATH = "path";
	private static final String WAY_OUT = ": restore to a folder of the server";

	private RestoreSource() {
	}

	/** @throws IllegalArgumentException if the plan is gone, is another than the snapshot's, or looks at another folder by now; the message is for people */
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
		return plan;
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
