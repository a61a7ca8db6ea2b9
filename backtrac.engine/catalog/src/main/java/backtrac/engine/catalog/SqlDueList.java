package backtrac.engine.catalog;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import backtrac.api.catalog.Due;
import backtrac.api.catalog.DueList;
import backtrac.api.catalog.RunRecord;

/** What is due in a database. */
@Component
public final class SqlDueList implements DueList {

	private final Database database;

	@Activate
	public SqlDueList(@Reference Database database) {
		this.database = database;
	}

	@Override
	public List<Due> upTo(Instant time, int limit) {
		return limit < 1 ? List.of() : database.read("tell what is due", sql -> DueRows.upTo(sql, time, limit));
	}

	@Override
	public Optional<Instant> next() {
		return database.read("tell what is due next", DueRows::next);
	}

	@Override
	public Optional<Due> of(String subject) {
		return database.read("tell when " + subject + " is due", sql -> DueRows.of(sql, subject));
	}

	@Override
	public void ensure(String subject) {
		database.write("store that " + subject + " is due", sql -> {
			DueRows.ensure(sql, subject);
			return null;
		});
	}

	@Override
	public void remove(String subject) {
		database.write("remove " + subject, sql -> {
			DueRows.remove(sql, subject);
			return null;
		});
	}

	@Override
	public boolean change(Due due) {
		return database.write("store when " + due.subject() + " is due", sql -> DueRows.change(sql, due));
	}

	@Override
	public boolean claim(Due due, RunRecord run) {
		return database.write("store the run " + run.id(), sql -> claim(sql, due, run));
	}

	/** Nobody else adds a run of the plan between the look at the open ones and the end of the transaction. */
	private static boolean claim(Sql sql, Due due, RunRecord run) throws SQLException {
		if (run.planId() != null && PlanStates.hold(sql, run.planId()) && OpenRuns.hasBackup(sql, run.planId())) {
			return false;
		}
		return DueRows.change(sql, due) && OpenRuns.add(sql, run);
	}
}
