package backtrac.engine.catalog;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import backtrac.api.catalog.RunQuery;
import backtrac.api.catalog.RunRecord;
import backtrac.api.job.RunState;

/**
 * Pages of runs, open ones and ended ones together. Of rare states or verbs each is read from its own index: to look for
 * them among all runs would take long.
 */
final class RunPages {

	private static final Comparator<RunRecord> LATEST_FIRST = Comparator.comparing(RunRecord::queued).thenComparing(RunRecord::id).reversed();

	private RunPages() {
	}

	static List<RunRecord> read(Sql sql, RunQuery query) throws SQLException {
		if (query.limit() < 1) {
			return List.of();
		}
		List<RunRecord> found = new ArrayList<>(open(sql, query));
		List<RunState> states = query.states().stream().filter(RunState::isFinal).toList();
		if (states.isEmpty() && !query.states().isEmpty()) {
			return page(found, query);
		}
		boolean ofFew = query.planId() != null || query.clientId() != null;
		if (!ofFew && !query.verbs().isEmpty() && !query.verbs().contains(RunRecord.BACKUP)) {
			for (String verb : query.verbs()) {
				found.addAll(EndedRuns.page(sql, query, null, verb));
			}
		} else if (!ofFew && !states.isEmpty()) {
			for (RunState state : states) {
				found.addAll(EndedRuns.page(sql, query, state, null));
			}
		} else {
			found.addAll(EndedRuns.page(sql, query, null, null));
		}
		return page(found, query);
	}

	private static List<RunRecord> page(List<RunRecord> found, RunQuery query) {
		return found.stream().sorted(LATEST_FIRST).limit(query.limit()).toList();
	}

	private static List<RunRecord> open(Sql sql, RunQuery query) throws SQLException {
		List<RunRecord> open = OpenRuns.all(sql);
		if (open.isEmpty()) {
			return open;
		}
		List<String> plans = query.clientId() == null ? List.of() : Plans.idsOf(sql, query.clientId());
		return open.stream().filter(run -> query.clientId() == null || plans.contains(run.planId()))
				.filter(run -> query.planId() == null || query.planId().equals(run.planId()))
				.filter(run -> query.verbs().isEmpty() || query.verbs().contains(run.verb()))
				.filter(run -> query.states().isEmpty() || query.states().contains(run.state())).filter(run -> isBefore(query, run)).toList();
	}

	private static boolean isBefore(RunQuery query, RunRecord run) {
		if (query.before() == null) {
			return true;
		}
		long before = query.before().toEpochMilli();
		long queued = run.queued().toEpochMilli();
		return queued < before || queued == before && query.beforeId() != null && run.id().compareTo(query.beforeId()) < 0;
	}
}
