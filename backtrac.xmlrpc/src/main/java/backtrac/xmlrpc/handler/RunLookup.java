package backtrac.xmlrpc.handler;

import java.util.List;

import backtrac.api.catalog.RunHistory;
import backtrac.api.catalog.RunQuery;
import backtrac.api.catalog.RunRecord;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.RpcFault;
import backtrac.xmlrpc.remote.RunApi;

/** Finds the run that a caller means. */
public final class RunLookup {

	private final RunHistory history;

	public RunLookup(RunHistory history) {
		this.history = history;
	}

	/** By its id, or a unique beginning of it if it is one of the latest. */
	public RunRecord run(String wanted) {
		if (Wire.isMissing(wanted)) {
			throw Wire.bad("the run is missing: give its id");
		}
		return history.run(wanted).orElseGet(() -> byBeginning(wanted));
	}

	private RunRecord byBeginning(String beginning) {
		List<RunRecord> found = history.runs(RunQuery.latest(RunApi.LATEST)).stream().filter(run -> run.id().startsWith(beginning)).limit(2).toList();
		if (found.size() > 1) {
			throw Wire.bad("'" + beginning + "' is the beginning of more than one run's id: give more of it");
		}
		if (found.isEmpty()) {
			throw new RpcFault(Fault.NOT_FOUND, "there is no run '" + beginning + "'");
		}
		return found.getFirst();
	}
}
