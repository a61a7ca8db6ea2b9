package backtrac.web.page;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.vaadin.flow.component.confirmdialog.ConfirmDialog;

import backtrac.api.job.Run;
import backtrac.web.live.Services;
import backtrac.web.status.LiveRun;

/** What people do with a run. */
final class RunActions {

	private static final Logger log = LoggerFactory.getLogger(RunActions.class);

	private final Services services;

	RunActions(Services services) {
		this.services = services;
	}

	/** Cancels a run; a restore, which leaves a folder half written, only after a question. */
	void cancel(LiveRun run, Runnable otherwise) {
		if (!run.verb().equals("restore")) {
			cancel(run);
			return;
		}
		ConfirmDialog question = new ConfirmDialog("Cancel this restore?", "What has been restored so far stays where it is. The rest is missing then.",
				"Cancel the restore", _ -> cancel(run), "Let it go on", _ -> otherwise.run());
		question.setConfirmButtonTheme("error primary");
		question.getElement().setAttribute("id", "confirm-cancel");
		question.open();
	}

	private void cancel(LiveRun run) {
		log.info("{} cancels run {}", Pages.user(), run.id());
		services.jobs().flatMap(jobs -> jobs.run(run.id())).ifPresentOrElse(Run::cancel,
				() -> Pages.complain("The run is not one of this server's any more."));
	}
}
