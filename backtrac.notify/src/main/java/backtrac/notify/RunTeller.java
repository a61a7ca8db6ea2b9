package backtrac.notify;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import backtrac.api.catalog.Catalog;
import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.Client;
import backtrac.api.catalog.Plan;
import backtrac.api.catalog.RunHistory;
import backtrac.api.catalog.RunLog;
import backtrac.api.catalog.RunQuery;
import backtrac.api.catalog.RunRecord;
import backtrac.api.job.RunState;
import backtrac.api.notify.Notification;
import backtrac.api.notify.Notification.Kind;

/** Reads in the catalog what there is to tell of a run. */
final class RunTeller {

	private static final Logger log = LoggerFactory.getLogger(RunTeller.class);

	/** What to tell, and of which client and plan, by name; null if of none. */
	record News(Notification notification, String client, String plan) {

		void tell(Notifiers notifiers) {
			notifiers.tell(notification, client, plan);
		}
	}

	private final Catalog catalog;
	private final RunHistory history;
	private final RunLog runLog;
	private final Clock clock;
	private final ZoneId zone;

	/** @param zone of the times in texts for people */
	RunTeller(Catalog catalog, RunHistory history, RunLog runLog, Clock clock, ZoneId zone) {
		this.catalog = catalog;
		this.history = history;
		this.runLog = runLog;
		this.clock = clock;
		this.zone = zone;
	}

	/** What to tell of the end of a run in this state. */
	static Kind kind(RunState state) {
		return Kind.valueOf(state.name());
	}

	/** Reads about a run. A catalog that fails is no reason to say nothing: what the event told is told then. */
	News read(String runId, RunState state) {
		try {
			RunRecord run = history.run(runId).filter(known -> known.state() == state).orElse(null);
			if (run != null) {
				return news(run);
			}
			log.warn("the catalog does not know that run {} has ended", runId);
		} catch (CatalogException e) {
			log.error("the catalog cannot be asked about run {}: {}", runId, e.getMessage());
		}
		return new News(RunNotice.unknown(runId, kind(state), clock.instant()), null, null);
	}

	private News news(RunRecord run) {
		Plan plan = run.planId() == null ? null : catalog.plan(run.planId()).orElse(null);
		Client client = plan == null ? null : catalog.client(plan.clientId()).orElse(null);
		String clientName = client == null ? null : client.name();
		String planName = plan == null ? null : plan.name();
		List<RunLog.Cause> causes = run.state() == RunState.SUCCEEDED ? List.of() : runLog.causes(run.id());
		return new News(new RunNotice(run, clientName, planName, causes, lastGood(run), zone).notification(), clientName, planName);
	}

	/** When the last good backup of a run's plan ended; null if there is none, or it is not about that. */
	private Instant lastGood(RunRecord run) {
		if (run.planId() == null || !run.verb().equals(RunRecord.BACKUP)) {
			return null;
		}
		RunQuery good = new RunQuery(run.planId(), null, Set.of(RunRecord.BACKUP), Set.of(RunState.SUCCEEDED, RunState.PARTIAL), null, null, 1);
		return history.runs(good).stream().map(RunRecord::finished).findFirst().orElse(null);
	}
}
