package backtrac.web.page;

import java.util.Optional;

import com.vaadin.flow.component.confirmdialog.ConfirmDialog;

import backtrac.api.job.Run;
import backtrac.web.live.Services;
import backtrac.web.status.LiveRun;

/** What people do with a run. */
final class RunActions {

	private final Services services;
	private final Audit audit;

	RunActions(Services services) {
		this.services = services;
		this.audit = new Audit(services);
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
		Optional<Run> going = services.jobs().flatMap(jobs -> jobs.run(run.id()));
		going.ifPresent(Run::cancel);
		Optional<String> refused = going.isPresent() ? Optional.empty() : Optional.of("The run is not one of this server's any more.");
		audit.add("run.cancel", run.id(), refused);
		refused.ifPresent(Pages::complain);
	}
}
