package backtrac.web.page;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;

import backtrac.web.status.Format;
import backtrac.web.status.LiveRun;

/** How far a run is, and the way to end it. */
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

	/** @param hasTitle whether it says what runs, with a link to its page */
	ProgressPanel(LiveRun run, boolean hasTitle, RunActions actions) {
		setId("progress-" + run.id());
		addClassName("bt-progress");
		bar.getElement().setAttribute("aria-label", run.title());
		phase.addClassName("bt-phase");
		remaining.addClassName("bt-remaining");
		numbers.addClassName("bt-numbers");
		current.addClassName("bt-path");
		cancel = new Button("Cancel");
		cancel.addClickListener(_ -> actions.cancel(shown, () -> cancel.setEnabled(true)));
		cancel.setId("cancel-" + run.id());
		cancel.setAriaLabel("Cancel: " + run.title());
		cancel.addThemeVariants(ButtonVariant.LUMO_SMALL, ButtonVariant.LUMO_TERTIARY);
		cancel.setDisableOnClick(true);
		Div head = new Div(phase, remaining, cancel);
		head.addClassName("bt-progress-head");
		if (hasTitle) {
			Anchor title = Pages.link("run/" + run.id(), run.title());
			title.addClassName("bt-progress-title");
			add(title);
		}
		add(head, bar, numbers, current);
		show(run);
	}

	void show(LiveRun run) {
		if (run.equals(shown)) {
			return;
		}
		shown = run;
		String percent = run.percent();
		phase.setText(percent.isEmpty() ? run.phase() : run.phase() + ", " + percent);
		remaining.setText(run.remaining());
		double fraction = run.fraction();
		bar.setVisible(!run.isQueued());
		bar.setIndeterminate(fraction < 0);
		if (fraction >= 0) {
			bar.setValue(fraction);
		}
		String text = run.numbers();
		numbers.setText(text);
		numbers.setVisible(!text.isEmpty());
		cancel.setVisible(run.isOwn());
		showPath(run.current());
		current.setVisible(!text.isEmpty());
	}

	/** The folder may lose its end where there is no room, the file's name is always to be seen. */
	private void showPath(String path) {
		int name = path.lastIndexOf('/') + 1;
		folder.setText(Format.middle(path.substring(0, name), LONG));
		file.setText(Format.middle(path.substring(name), LONG));
		current.setTitle(path);
	}
}
