package backtrac.web.page;

import java.time.Duration;
import java.time.ZoneId;

import backtrac.api.catalog.Catalog;
import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.Plan;
import backtrac.api.retention.RetentionPolicy;
import backtrac.api.schedule.Timing;

/** What a plan becomes in its dialog: what the dialog shows less exactly, or not at all, stays as it was. */
final class PlanChange {

	private PlanChange() {
	}

	/**
	 * @param before    the plan's
	 * @param shownZone what the field of the time zone said at first: who looks, if the plan ran by hand
	 * @param chosen    what the fields say, the jitter in whole minutes
	 */
	static Timing timing(Timing before, ZoneId shownZone, Timing chosen) {
		boolean zoneStays = chosen.isByHand() && before.isByHand() && chosen.zone().equals(shownZone);
		boolean jitterStays = chosen.jitter().equals(Duration.ofMinutes(before.jitter().toMinutes()));
		return new Timing(chosen.schedule(), zoneStays ? before.zone() : chosen.zone(), chosen.windows(), chosen.blackouts(),
				jitterStays ? before.jitter() : chosen.jitter(), chosen.endsWithWindow());
	}

	/**
	 * Gives a plan what was chosen, and leaves the rest as it is by now.
	 *
	 * @param shown   the plan when the dialog was opened
	 * @param present as it is now
	 * @throws CatalogException if somebody else has changed the same meanwhile
	 */
	static void save(Catalog catalog, Plan shown, Plan present, Timing timing, RetentionPolicy retention) {
		if (!present.timing().equals(shown.timing()) || !present.retention().equals(shown.retention())) {
			throw changedMeanwhile(present);
		}
		replace(catalog, present, present.withTiming(timing).withRetention(retention));
	}

	/** @throws CatalogException if somebody else has changed the plan meanwhile */
	static void replace(Catalog catalog, Plan before, Plan after) {
		if (!catalog.change(before, after)) {
			throw changedMeanwhile(before);
		}
	}

	private static CatalogException changedMeanwhile(Plan plan) {
		return new CatalogException("Somebody else has changed the plan " + plan.name() + " meanwhile: look at it again, and repeat your change.");
	}

	/** Where midnight is for the retention: with the schedule, unless somebody has said that it is elsewhere. */
	static ZoneId retentionZone(Plan plan, Timing chosen) {
		boolean isOwn = !plan.retention().isEmpty() && !plan.retention().zone().equals(plan.timing().zone());
		return isOwn || chosen.isByHand() ? plan.retention().zone() : chosen.zone();
	}
}
