package backtrac.web.page;

import java.time.ZoneId;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.vaadin.flow.component.confirmdialog.ConfirmDialog;

import backtrac.api.catalog.Catalog;
import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.Plan;
import backtrac.api.catalog.PlanStatus;
import backtrac.api.catalog.Settings;
import backtrac.api.job.JobRunner;
import backtrac.api.job.Request;
import backtrac.api.retention.RetentionPolicy;
import backtrac.api.schedule.Scheduler;
import backtrac.api.schedule.Timing;
import backtrac.web.live.Services;
import backtrac.web.status.Format;

/** What people do with plans. */
final class PlanActions {

	private static final Logger log = LoggerFactory.getLogger(PlanActions.class);

	/** What is done with the catalog. */
	private interface Use {
		void of(Catalog catalog);
	}

	private final Services services;
	private final Audit audit;
	private final Runnable refresh;

	/** @param refresh has the page read again */
	PlanActions(Services services, Runnable refresh) {
		this.services = services;
		this.audit = new Audit(services);
		this.refresh = refresh;
	}

	void backUp(PlanStatus plan) {
		Optional<JobRunner> jobs = services.jobs();
		if (jobs.isEmpty()) {
			Pages.complain("The job runner is not running, no backup can start.");
			return;
		}
		Optional<String> refused = start(jobs.get(), plan);
		audit.add("run.start", name(plan), refused);
		refused.ifPresent(Pages::complain);
		refresh.run();
	}

	/** @return why no backup starts, for people; empty if it does */
	static Optional<String> start(JobRunner jobs, PlanStatus plan) {
		try {
			String run = jobs.start(new Request.Backup(plan.planId())).id();
			log.info("{} has started run {}, a backup of {} of {}", Pages.user(), run, plan.plan(), plan.client());
			return Optional.empty();
		} catch (IllegalArgumentException gone) {
			return Optional.of("The plan " + plan.plan() + " does not exist any more.");
		} catch (IllegalStateException | CatalogException e) {
			log.warn("No backup of {} of {} starts", plan.plan(), plan.client(), e);
			return Optional.of(Format.sentence(e.getMessage()));
		}
	}

	void pause(PlanStatus plan, boolean pause) {
		change("plan." + word(pause), name(plan), catalog -> {
			Plan found = find(catalog, plan);
			PlanChange.replace(catalog, found, found.withPaused(pause));
		});
	}

	void pauseClient(PlanStatus plan, boolean pause) {
		change("client." + word(pause), plan.client(),
				catalog -> catalog.save(catalog.client(plan.clientId())
						.orElseThrow(() -> new CatalogException("The client " + plan.client() + " does not exist any more.")).withPaused(pause)));
	}

	/** Has the scheduler start nothing at all, after a question, or go on. */
	void pauseAll(boolean pause) {
		if (!pause) {
			setPaused(false);
			return;
		}
		ConfirmDialog question = new ConfirmDialog("Pause everything?",
				"No backup starts by itself until somebody resumes. What runs now goes on, and “Back up now” still works.", "Pause everything",
				_ -> setPaused(true), "Not now", _ -> refresh.run());
		question.getElement().setAttribute("id", "confirm-pause");
		question.open();
	}

	private void setPaused(boolean pause) {
		Optional<Settings> settings = services.settings();
		if (settings.isEmpty()) {
			Pages.complain("The catalog is not running.");
			return;
		}
		try {
			settings.get().set(Settings.PAUSED, pause ? "true" : null);
			audit.add("server." + word(pause), "", Optional.empty());
			services.scheduler().ifPresent(Scheduler::wake);
		} catch (CatalogException e) {
			audit.add("server." + word(pause), "", Optional.of(e.getMessage()));
			complain(e);
		}
		refresh.run();
	}

	void edit(PlanStatus plan, ZoneId zone) {
		ask(catalog -> {
			Plan shown = find(catalog, plan);
			new PlanDialog(shown, plan.client(), services, zone, (timing, retention) -> save(plan, shown, timing, retention)).open();
		});
	}

	private void save(PlanStatus plan, Plan shown, Timing timing, RetentionPolicy retention) {
		change("plan.save", name(plan) + ", schedule or retention", catalog -> {
			PlanChange.save(catalog, shown, find(catalog, plan), timing, retention);
			Pages.tell("Saved.");
		});
	}

	private void change(String action, String details, Use change) {
		ask(catalog -> {
			try {
				change.of(catalog);
			} catch (CatalogException e) {
				audit.add(action, details, Optional.of(e.getMessage()));
				throw e;
			}
			audit.add(action, details, Optional.empty());
			services.scheduler().ifPresent(Scheduler::wake);
		});
		refresh.run();
	}

	private void ask(Use use) {
		Optional<Catalog> catalog = services.catalog();
		if (catalog.isEmpty()) {
			Pages.complain("The catalog is not running.");
			return;
		}
		try {
			use.of(catalog.get());
		} catch (CatalogException e) {
			complain(e);
		}
	}

	private static Plan find(Catalog catalog, PlanStatus plan) {
		return catalog.plan(plan.planId()).orElseThrow(() -> new CatalogException("The plan " + plan.plan() + " does not exist any more."));
	}

	private static void complain(CatalogException e) {
		log.warn("The catalog refuses", e);
		Pages.complain(e.getMessage());
	}

	private static String name(PlanStatus plan) {
		return plan.client() + "/" + plan.plan();
	}

	private static String word(boolean pause) {
		return pause ? "pause" : "resume";
	}
}
