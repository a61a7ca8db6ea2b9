package backtrac.api.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.osgi.annotation.versioning.ProviderType;

import backtrac.api.catalog.PlanQuery.Health;

/** What pages show of all plans, however many there are. Threads and errors as with {@link Catalog}. */
@ProviderType
public interface PlanOverview {

	/** The plans that a query asks for, by client and name. */
	List<PlanStatus> plans(PlanQuery query);

	/**
	 * How many plans there are in each state; those with none are absent.
	 *
	 * @param owedBefore as in {@link PlanQuery}
	 */
	Map<Health, Integer> totals(Instant owedBefore);
}
