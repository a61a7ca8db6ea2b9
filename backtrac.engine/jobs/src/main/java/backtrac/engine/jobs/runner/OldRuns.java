package backtrac.engine.jobs.runner;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.RunHistory;
import backtrac.engine.jobs.report.Quantities;

/** Removes runs that ended long ago, and their log, once a day. Used by one thread at a time. */
final class OldRuns {

	/** How often to ask. */
	static final Duration PAUSE = Duration.ofHours(1);

	private static final Logger log = LoggerFactory.getLogger(OldRuns.class);
	private static final Duration DAY = Duration.ofDays(1);

	private final RunHistory history;
	private final Clock clock;
	private volatile OptionalInt days;
	private Instant last = Instant.MIN;

	/** @param days how long they are kept; empty for ever */
	OldRuns(RunHistory history, Clock clock, OptionalInt days) {
		this.history = history;
		this.clock = clock;
		keep(days);
	}

	/** How many days they are kept from now on; empty for ever. */
	void keep(OptionalInt number) {
		days = number;
	}

	/** Removes them if a day has passed since that was done. */
	void look() {
		Instant now = clock.instant();
		OptionalInt kept = days;
		if (kept.isEmpty() || last.isAfter(now.minus(DAY))) {
			return;
		}
		try {
			int removed = history.removeEndedBefore(now.minus(Duration.ofDays(kept.getAsInt())));
			last = now;
			if (removed > 0) {
				log.info("removed {} that ended more than {} ago", Quantities.count(removed, "run"), Quantities.count(kept.getAsInt(), "day"));
			}
		} catch (CatalogException e) {
			log.warn("old runs cannot be removed now: {}", e.getMessage());
		}
	}
}
