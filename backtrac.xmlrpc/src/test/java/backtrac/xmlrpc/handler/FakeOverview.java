package backtrac.xmlrpc.handler;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import backtrac.api.catalog.Client;
import backtrac.api.catalog.MemoryCatalog;
import backtrac.api.catalog.Plan;
import backtrac.api.catalog.PlanOverview;
import backtrac.api.catalog.PlanQuery;
import backtrac.api.catalog.PlanQuery.Health;
import backtrac.api.catalog.PlanStatus;

/** What a catalog in memory has to say of its plans; those that a test has told of, as the test says. */
public final class FakeOverview implements PlanOverview {

	private final MemoryCatalog catalog;
	private final List<PlanStatus> told = new ArrayList<>();

	public FakeOverview(MemoryCatalog catalog) {
		this.catalog = catalog;
	}

	public void tell(PlanStatus status) {
		told.add(status);
	}

	@Override
	public List<PlanStatus> plans(PlanQuery query) {
		return catalog.plans().stream().map(this::status).filter(s -> query.clientId() == null || query.clientId().equals(s.clientId()))
				.filter(s -> (s.client() + "\n" + s.plan()).toLowerCase(Locale.ROOT).contains(query.text().toLowerCase(Locale.ROOT)))
				.filter(s -> query.health() == null || query.health() == s.health(query.owedBefore()))
				.sorted(Comparator.comparing(PlanStatus::client).thenComparing(PlanStatus::plan)).skip(query.offset()).limit(query.limit()).toList();
	}

	@Override
	public Map<Health, Integer> totals(Instant owedBefore) {
		throw new UnsupportedOperationException();
	}

	private PlanStatus status(Plan plan) {
		Client client = catalog.client(plan.clientId()).orElseThrow();
		return told.stream().filter(s -> s.planId().equals(plan.id())).findFirst().orElseGet(() -> new PlanStatus(plan.id(), plan.name(), client.id(),
				client.name(), plan.transport(), plan.timing().schedule(), plan.paused() || client.paused(), null, null, null, null, null, null,
				catalog.of(plan.id()).orElse(null)));
	}
}
