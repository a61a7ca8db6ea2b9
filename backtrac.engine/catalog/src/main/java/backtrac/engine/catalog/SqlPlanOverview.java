package backtrac.engine.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import backtrac.api.catalog.PlanOverview;
import backtrac.api.catalog.PlanQuery;
import backtrac.api.catalog.PlanQuery.Health;
import backtrac.api.catalog.PlanStatus;

/** What pages show of all plans, from a database. */
@Component
public final class SqlPlanOverview implements PlanOverview {

	private final Database database;

	@Activate
	public SqlPlanOverview(@Reference Database database) {
		this.database = database;
	}

	@Override
	public List<PlanStatus> plans(PlanQuery query) {
		return query.limit() < 1 ? List.of() : database.read("list the plans", sql -> Overview.plans(sql, query));
	}

	@Override
	public Map<Health, Integer> totals(Instant owedBefore) {
		return database.read("count the plans", sql -> Overview.totals(sql, owedBefore));
	}
}
