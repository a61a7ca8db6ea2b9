package backtrac.xmlrpc.handler;

import java.util.List;

import backtrac.api.catalog.RunHistory;
import backtrac.api.catalog.RunQuery;
import backtrac.api.catalog.RunRecord;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.RpcFault;
import backtrac.xmlrpc.remote.RunApi;

/** Finds the run that a caller means and may see. */
public final class RunLookup {

	private final RunHistory history;
	private final RunScope scope;

	public RunLookup(RunHistory history, RunScope scope) {
		this.history = history;
		this.scope = scope;
	}

	/** By its id, or a unique beginning of it if it is one of the latest. */
	public RunRecord run(String wanted) {
		if (Wire.isMissing(wanted)) {
			throw Wire.bad("the run is missing: give its id");
		}
		return history.run(wanted).filter(scope::has).orElseGet(() -> byBeginning(wanted));
	}

	private RunRecord byBeginning(String beginning) {
		List<RunRecord> found = history.runs(RunQuery.latest(RunApi.LATEST)).stream().filter(run -> run.id().startsWith(beginning)).filter(scope::has).limit(2).toList();
		if (found.size() > 1) {
			throw Wire.bad("'" + beginning + "' is the beginning of more than one run's id: give more of it");
		}
		if (found.isEmpty()) {
			throw new RpcFault(Fault.NOT_FOUND, "there is no run '" + beginning + "'");
		}
		return found.getFirst();
	}
}
