package backtrac.xmlrpc.handler.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import backtrac.api.catalog.RunHistory;
import backtrac.api.catalog.RunQuery;
import backtrac.api.catalog.RunRecord;
import backtrac.api.job.RunState;
import backtrac.xmlrpc.handler.Lookup;
import backtrac.xmlrpc.handler.RunScope;
import backtrac.xmlrpc.handler.SnapshotScope;
import backtrac.xmlrpc.handler.Wire;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.RpcFault;
import backtrac.xmlrpc.remote.RunFilter;
import backtrac.xmlrpc.server.Caller;

/** Pages of runs: of all, or for who restores one client, of the restores of that. */
final class RunList {

	private final RunHistory history;
	private final Lookup lookup;
	private final RunScope scope;

	RunList(RunHistory history, Lookup lookup, RunScope scope) {
		this.history = history;
		this.lookup = lookup;
		this.scope = scope;
	}

	List<RunRecord> page(RunFilter filter) {
		RunFilter wanted = Wire.orElse(filter, new RunFilter(null, null, null, null, null, null, null));
		Set<String> verbs = Wire.orNone(wanted.verbs()).stream().map(verb -> verb.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
		return Caller.current().onlyClient().isEmpty() ? history.runs(query(wanted, plan(wanted), client(wanted), verbs)) : restores(wanted, verbs);
	}

	/** No runs but restores are theirs, and whose these are is not in the catalog's indexes. */
	private List<RunRecord> restores(RunFilter wanted, Set<String> verbs) {
		SnapshotScope.client(wanted.client());
		if (!Wire.isMissing(wanted.plan())) {
			throw new RpcFault(Fault.FORBIDDEN, "the token '" + Caller.current().name() + "' sees restores and no plans: leave plan out");
		}
		if (!verbs.isEmpty() && !verbs.contains(RunRecord.RESTORE)) {
			return List.of();
		}
		int limit = Wire.limit(wanted.limit(), RunFilter.MOST);
		List<RunRecord> found = new ArrayList<>();
		RunQuery query = query(wanted, null, null, Set.of(RunRecord.RESTORE)).withLimit(RunFilter.MOST);
		List<RunRecord> page;
		do {
			page = history.runs(query);
			page.stream().filter(scope::has).limit(limit - found.size()).forEach(found::add);
			query = page.isEmpty() ? query : query.after(page.getLast());
		} while (found.size() < limit && page.size() == RunFilter.MOST);
		return found;
	}

	private String plan(RunFilter wanted) {
		return Wire.isMissing(wanted.plan()) ? null : lookup.plan(wanted.plan()).id();
	}

	private String client(RunFilter wanted) {
		return Wire.isMissing(wanted.client()) ? null : lookup.client(wanted.client()).id();
	}

	private static RunQuery query(RunFilter wanted, String plan, String client, Set<String> verbs) {
		return new RunQuery(plan, client, verbs,
				Wire.orNone(wanted.states()).stream().map(state -> Wire.constant(RunState.class, "a state", state, null)).collect(Collectors.toSet()),
				Wire.time("before", wanted.before()), Wire.isMissing(wanted.beforeId()) ? null : wanted.beforeId(), Wire.limit(wanted.limit(), RunFilter.MOST));
	}
}
