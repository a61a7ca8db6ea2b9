package backtrac.web.page;

import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.notification.NotificationVariant;

import backtrac.api.catalog.Plan;
import backtrac.api.job.JobRunner;
import backtrac.api.job.Request;
import backtrac.api.job.Run;
import backtrac.web.live.Services;
import backtrac.web.live.Updater;
import backtrac.web.signin.SignIn;
import backtrac.web.status.LiveRun;

/** What people do with a plan. */
final class PlanActions {

	private static final Logger log = LoggerFactory.getLogger(PlanActions.class);

	private final Services services;
	private final Updater updater;

	PlanActions(Services services, Updater updater) {
		this.services = services;
		this.updater = updater;
	}

	void backUp(Plan plan) {
		Optional<JobRunner> jobs = services.jobs();
		if (jobs.isEmpty()) {
			complain("The job runner is not running, no backup can start.");
			return;
		}
		try {
			String run = jobs.get().start(new Request.Backup(plan.id())).id();
			log.info("{} has started run {}, a backup of {}", user(), run, plan.name());
		} catch (IllegalArgumentException gone) {
			complain("The plan " + plan.name() + " does not exist any more.");
		}
		updater.refresh();
	}

	void cancel(LiveRun shown) {
		if (shown != null) {
			log.info("{} cancels run {}", user(), shown.id());
			services.jobs().flatMap(jobs -> jobs.run(shown.id())).ifPresent(Run::cancel);
			updater.refresh();
		}
	}

	private static String user() {
		return SignIn.current().map(SignIn::user).orElse("nobody");
	}

	private static void complain(String sentence) {
		Notification.show(sentence, 6000, Notification.Position.BOTTOM_START).addThemeVariants(NotificationVariant.LUMO_ERROR);
	}
}
