package backtrac.xmlrpc.handler.plan;

import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import backtrac.api.catalog.Catalog;
import backtrac.api.catalog.Plan;
import backtrac.api.catalog.PlanOverview;
import backtrac.api.retention.RetentionCandidate;
import backtrac.api.retention.RetentionForecast;
import backtrac.api.retention.RetentionPolicy;
import backtrac.api.retention.RetentionSimulation;
import backtrac.api.retention.RetentionText;
import backtrac.api.retention.Timespan;
import backtrac.api.schedule.Scheduler;
import backtrac.api.schedule.Timing;
import backtrac.api.store.Repository;
import backtrac.xmlrpc.handler.Lookup;
import backtrac.xmlrpc.handler.PlanSnapshots;
import backtrac.xmlrpc.handler.RepositoryCalls;
import backtrac.xmlrpc.handler.Wire;
import backtrac.xmlrpc.remote.ForecastInfo;
import backtrac.xmlrpc.remote.ForecastInfo.Left;
import backtrac.xmlrpc.remote.ForecastInfo.Removed;
import backtrac.xmlrpc.remote.ForecastQuery;
import backtrac.xmlrpc.remote.RetentionApi;
import backtrac.xmlrpc.remote.RetentionChoice;

/** Answers {@code retention.…}. */
@Component(property = "xmlrpc.handler=retention", immediate = true)
public final class RetentionHandler implements RetentionApi {

	private static final int MOST_RUNS = 10_000;
	/** How many runs are asked for first. */
	private static final int FEW_RUNS = 100;
	/** Takes some seconds. A year of hours is well below that, unless all of their snapshots are to stay. */
	private static final long MOST_DECISIONS = 1_000_000;
	private static final String USUAL_SPAN = "1y";

	private final Lookup lookup;
	private final PlanSnapshots snapshots;
	private final Scheduler scheduler;
	private final Clock clock;

	@Activate
	public RetentionHandler(@Reference Catalog catalog, @Reference PlanOverview overview, @Reference Scheduler scheduler, @Reference Repository repository) {
		this(catalog, overview, scheduler, repository, Clock.systemDefaultZone());
	}

	RetentionHandler(Catalog catalog, PlanOverview overview, Scheduler scheduler, Repository repository, Clock clock) {
		this.lookup = new Lookup(catalog, overview);
		this.snapshots = new PlanSnapshots(catalog, overview, repository, clock);
		this.scheduler = scheduler;
		this.clock = clock;
	}

	@Override
	public List<RetentionChoice> simulate(String plan, String policy) {
		return RepositoryCalls.answer(() -> snapshots.decide(plan, policy)).decisions().stream().map(decision -> new RetentionChoice(decision.candidate().id(),
				Wire.time(decision.candidate().time()), decision.keep(), decision.reasons())).toList();
	}

	@Override
	public ForecastInfo forecast(ForecastQuery query) {
		if (query == null) {
			throw Wire.bad("what to look ahead at is missing: give a plan, or a schedule and a policy");
		}
		try {
			return Wire.isMissing(query.plan()) ? withoutPlan(query) : ofPlan(query, lookup.plan(query.plan()));
		} catch (IllegalArgumentException e) { // a schedule or a span that makes no sense
			throw Wire.bad(e.getMessage());
		} catch (IOException e) {
			throw RepositoryCalls.fault(e);
		}
	}

	private ForecastInfo withoutPlan(ForecastQuery query) {
		if (Wire.isMissing(query.schedule()) || Wire.isMissing(query.policy())) {
			throw Wire.bad("without a plan there must be a schedule, as 'daily at 02:00', and a policy, as 'standard'");
		}
		ZoneId zone = zone(query.zone(), clock.getZone());
		RetentionPolicy policy = RetentionText.parse(query.policy());
		return forecast("", Timing.of(query.schedule(), zone), query.policy().contains("zone=") ? policy : policy.withZone(zone), List.of(), query.span());
	}

	private ForecastInfo ofPlan(ForecastQuery query, Plan plan) throws IOException {
		ZoneId zone = zone(query.zone(), plan.timing().zone());
		Timing timing = Wire.isMissing(query.schedule()) && zone.equals(plan.timing().zone()) ? plan.timing()
				: Timing.of(Wire.isMissing(query.schedule()) ? plan.timing().schedule() : query.schedule(), zone);
		if (timing.isByHand()) {
			throw Wire.bad("the plan " + plan.name() + " runs by hand only: give a schedule, as 'daily at 02:00'");
		}
		List<RetentionCandidate> history = Boolean.FALSE.equals(query.history()) ? List.of()
				: snapshots.of(plan).stream().map(PlanSnapshots::candidate).toList();
		return forecast(plan.id(), timing, PlanSnapshots.policy(plan, query.policy()), history, query.span());
	}

	private ForecastInfo forecast(String planId, Timing timing, RetentionPolicy policy, List<RetentionCandidate> history, String span) {
		Instant now = clock.instant();
		Instant end = Timespan.parse(Wire.isMissing(span) ? USUAL_SPAN : span).after(now, timing.zone());
		List<Instant> runs = runs(planId, timing, now, end);
		RetentionForecast forecast = RetentionSimulation.run(policy, history, runs, MOST_DECISIONS);
		return new ForecastInfo(timing.schedule(), timing.zone().getId(), runs.size(), forecast.most(),
				forecast.left().stream().map(left -> new Left(Wire.time(left.candidate().time()), left.reasons())).toList(),
				forecast.removed().stream().map(removed -> new Removed(Wire.time(removed.candidate().time()), Wire.time(removed.at()))).toList());
	}

	/** The runs of the span. More and more are asked for until they go beyond it, so that a short span costs little. */
	private List<Instant> runs(String planId, Timing timing, Instant now, Instant end) {
		for (int count = FEW_RUNS;; count = Math.min(2 * count, MOST_RUNS + 1)) {
			List<Instant> all = scheduler.preview(planId, timing, now, count);
			if (all.size() < count || all.getLast().isAfter(end)) {
				return all.stream().takeWhile(run -> !run.isAfter(end)).toList();
			}
			if (count > MOST_RUNS) {
				throw Wire.bad("these are more than " + MOST_RUNS + " runs: give a shorter span");
			}
		}
	}

	private static ZoneId zone(String name, ZoneId otherwise) {
		try {
			return Wire.isMissing(name) ? otherwise : ZoneId.of(name);
		} catch (DateTimeException e) {
			throw Wire.bad("there is no time zone '" + name + "': give one as Europe/Berlin, UTC or +01:00");
		}
	}
}
