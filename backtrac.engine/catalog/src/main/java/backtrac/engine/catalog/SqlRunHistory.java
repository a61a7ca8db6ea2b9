package backtrac.engine.catalog;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import backtrac.api.catalog.RunHistory;
import backtrac.api.catalog.RunQuery;
import backtrac.api.catalog.RunRecord;

/**
 * The runs in a database. A run that has not ended is in a small table; when it ends it goes to the large one, where nothing changes
 * any more, and which therefore may have indexes.
 */
@Component
public final class SqlRunHistory implements RunHistory {

	private static final int REMOVED_AT_ONCE = 500;

	private final Database database;

	@Activate
	public SqlRunHistory(@Reference Database database) {
		this.database = database;
	}

	@Override
	public boolean add(RunRecord run) {
		requireFinal(run, false);
		return database.write("store the run " + run.id(), sql -> OpenRuns.add(sql, run));
	}

	@Override
	public boolean update(RunRecord run) {
		requireFinal(run, false);
		return database.write("store the run " + run.id(), sql -> OpenRuns.update(sql, run));
	}

	@Override
	public boolean end(RunRecord run, Instant again) {
		requireFinal(run, true);
		return database.write("store the end of the run " + run.id(), sql -> end(sql, run, again));
	}

	static boolean end(Sql sql, RunRecord run, Instant again) throws SQLException {
		boolean isOfPlan = run.planId() != null && PlanStates.hold(sql, run.planId());
		if (!OpenRuns.remove(sql, run.id())) {
			return false;
		}
		EndedRuns.add(sql, run);
		if (isOfPlan && run.verb().equals(RunRecord.BACKUP)) {
			PlanStates.ended(sql, run);
			DueRows.ended(sql, run, again);
		}
		return true;
	}

	@Override
	public void recall(String planId, Instant backup, Instant complete) {
		database.write("store when the plan " + planId + " was backed up", sql -> {
			PlanStates.recall(sql, planId, backup, complete);
			return null;
		});
	}

	@Override
	public Optional<RunRecord> run(String id) {
		return database.read("find the run " + id, sql -> find(sql, id));
	}

	static Optional<RunRecord> find(Sql sql, String id) throws SQLException {
		Optional<RunRecord> open = OpenRuns.withId(sql, id);
		return open.isPresent() ? open : EndedRuns.withId(sql, id);
	}

	@Override
	public List<RunRecord> runs(RunQuery query) {
		return database.read("list the runs", sql -> RunPages.read(sql, query));
	}

	@Override
	public List<RunRecord> open() {
		return database.read("list the open runs", OpenRuns::all);
	}

	/** In several transactions, so that others need not wait for long. */
	@Override
	public int removeEndedBefore(Instant time) {
		int removed = 0;
		for (int some = REMOVED_AT_ONCE; some == REMOVED_AT_ONCE; removed += some) {
			some = database.write("remove old runs", sql -> {
				List<String> ids = EndedRuns.before(sql, time, REMOVED_AT_ONCE);
				LogLines.remove(sql, ids);
				EndedRuns.remove(sql, ids);
				return ids.size();
			});
		}
		return removed;
	}

	private static void requireFinal(RunRecord run, boolean wanted) {
		if (run.state().isFinal() != wanted) {
			throw new IllegalArgumentException("the run " + run.id() + " is " + run.state());
		}
	}
}
