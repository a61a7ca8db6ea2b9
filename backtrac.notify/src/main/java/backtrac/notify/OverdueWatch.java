package backtrac.notify;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.PlanOverview;
import backtrac.api.catalog.PlanQuery;
import backtrac.api.catalog.PlanStatus;
import backtrac.api.catalog.Settings;
import backtrac.api.notify.Notification.Kind;

/**
 * Looks now and then for plans that have had no good backup for long, and has people told: of all that are found at one look in one
 * notification. A plan that is paused is left out, as is one that never had a backup and is not owed one.
 */
@Component(service = {}, immediate = true)
public final class OverdueWatch {

	/** Also how long after its start a server looks for the first time: it may be about to make good for what it has missed. */
	private static final long LOOK_MINUTES = 15;

	private static final int PAGE = 1000;

	private static final Logger log = LoggerFactory.getLogger(OverdueWatch.class);

	private final PlanOverview overview;
	private final Settings settings;
	private final Notifiers notifiers;
	private final Clock clock;
	private final ZoneId zone;
	private final ScheduledThreadPoolExecutor ticker = new ScheduledThreadPoolExecutor(1,
			Thread.ofPlatform().daemon().inheritInheritableThreadLocals(false).name("notify overdue").factory());

	@Activate
	public OverdueWatch(@Reference PlanOverview overview, @Reference Settings settings, @Reference Notifiers notifiers) {
		this(overview, settings, notifiers, Clock.systemUTC(), ZoneId.systemDefault());
		ticker.scheduleWithFixedDelay(this::lookSafely, LOOK_MINUTES, LOOK_MINUTES, TimeUnit.MINUTES);
	}

	OverdueWatch(PlanOverview overview, Settings settings, Notifiers notifiers, Clock clock, ZoneId zone) {
		this.overview = overview;
		this.settings = settings;
		this.notifiers = notifiers;
		this.clock = clock;
		this.zone = zone;
	}

	@Deactivate
	void deactivate() throws InterruptedException {
		ticker.shutdownNow();
		ticker.awaitTermination(LOOK_MINUTES, TimeUnit.SECONDS);
	}

	/** A look that fails, however that be, is not the last one. */
	void lookSafely() {
		try {
			look(notifiers.lanes());
		} catch (CatalogException e) {
			log.error("plans without a good backup cannot be looked for: {}", e.getMessage());
		} catch (RuntimeException | Error e) {
			// a ticker drops what throws
			log.error("plans without a good backup cannot be looked for", e);
		}
	}

	/** Looks now, for these. */
	void look(List<Lane> lanes) {
		List<Lane> hearing = lanes.stream().filter(lane -> lane.rules().hears(Kind.OVERDUE)).toList();
		if (!hearing.isEmpty()) {
			Instant now = clock.instant();
			List<PlanStatus> plans = plans(now);
			hearing.forEach(lane -> look(lane, plans, now));
		}
	}

	private List<PlanStatus> plans(Instant now) {
		List<PlanStatus> all = new ArrayList<>();
		List<PlanStatus> page;
		do {
			page = overview.plans(new PlanQuery(null, "", null, now, all.size(), PAGE));
			all.addAll(page);
		} while (page.size() == PAGE);
		return all;
	}

	private void look(Lane lane, List<PlanStatus> plans, Instant now) {
		Rules rules = lane.rules();
		List<PlanStatus> overdue = plans.stream().filter(plan -> isOverdue(plan, rules, now)).sorted(Comparator.comparing(OverdueWatch::since)).toList();
		Told told = new Told(settings, rules);
		List<PlanStatus> claimed = told.claim(overdue, now);
		if (!claimed.isEmpty()) {
			lane.tell(new OverdueNotice(claimed, rules.overdue(), now, zone).notification());
		}
		told.forgetAllBut(overdue.stream().map(PlanStatus::planId).collect(Collectors.toSet()));
	}

	private static boolean isOverdue(PlanStatus plan, Rules rules, Instant now) {
		return !plan.paused() && rules.hears(Kind.OVERDUE, plan.client(), plan.plan()) && since(plan) != null
				&& !since(plan).isAfter(now.minus(rules.overdue()));
	}

	/** Since when there has been no good backup; null if there never was one, and none is owed. */
	static Instant since(PlanStatus plan) {
		return plan.lastBackup() != null ? plan.lastBackup() : plan.due() == null ? null : plan.due().owed();
	}
}
