package backtrac.web.page;

import java.util.function.Consumer;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;

import backtrac.web.status.Format;
import backtrac.web.status.LiveRun;

/** How far a plan's running backup is, and the way to end it. Not visible while there is none. */
final class ProgressPanel extends Div {

	private static final long serialVersionUID = 1L;
	private static final int LONG = 100;

	private final Span phase = new Span();
	private final Span remaining = new Span();
	private final ProgressBar bar = new ProgressBar();
	private final Span numbers = new Span();
	private final Span folder = new Span();
	private final Span file = new Span();
	private final Div current = new Div(folder, file);
	private final Button cancel;
	private transient LiveRun shown;

	ProgressPanel(String planId, String planName, Consumer<LiveRun> onCancel) {
		setId("progress-" + planId);
		addClassName("bt-progress");
		setVisible(false);
		bar.getElement().setAttribute("aria-label", "Backup of " + planName);
		phase.addClassName("bt-phase");
		remaining.addClassName("bt-remaining");
		numbers.addClassName("bt-numbers");
		current.addClassName("bt-path");
		cancel = new Button("Cancel", _ -> onCancel.accept(shown));
		cancel.setId("cancel-" + planId);
		cancel.setAriaLabel("Cancel the backup of " + planName);
		cancel.addThemeVariants(ButtonVariant.LUMO_SMALL, ButtonVariant.LUMO_TERTIARY);
		cancel.setDisableOnClick(true);
		Div head = new Div(phase, remaining, cancel);
		head.addClassName("bt-progress-head");
		add(head, bar, numbers, current);
	}

	/** @param run null if there is none */
	void show(LiveRun run) {
		setVisible(run != null);
		if (run == null || run.equals(shown)) {
			shown = run;
			return;
		}
		if (shown == null || !shown.id().equals(run.id())) {
			cancel.setEnabled(true);
		}
		shown = run;
		String percent = run.percent();
		phase.setText(percent.isEmpty() ? run.phase() : run.phase() + ", " + percent);
		remaining.setText(run.remaining());
		double fraction = run.progress().fraction();
		bar.setIndeterminate(fraction < 0);
		if (fraction >= 0) {
			bar.setValue(fraction);
		}
		numbers.setText(run.numbers());
		showPath(run.progress().current());
	}

	/** The folder may lose its end where there is no room, the file's name is always to be seen. */
	private void showPath(String path) {
		int name = path.lastIndexOf('/') + 1;
		folder.setText(Format.middle(path.substring(0, name), LONG));
		file.setText(Format.middle(path.substring(name), LONG));
		current.setTitle(path);
	}
}
