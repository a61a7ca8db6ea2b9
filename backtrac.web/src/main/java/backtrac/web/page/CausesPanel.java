package backtrac.web.page;

import java.util.List;
import java.util.function.Consumer;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Span;

import backtrac.api.catalog.LogLine.Level;
import backtrac.api.catalog.RunLog.Cause;
import backtrac.web.status.Format;

/** A run's troubles, by their causes; one that is pressed filters the log. */
final class CausesPanel extends Div {

	private static final long serialVersionUID = 1L;

	private final transient Consumer<String> choose;
	private final Div list = new Div();
	private transient List<Cause> shown = List.of();
	private transient String chosen = "";

	/** @param choose called with a cause, or with nothing to see all */
	CausesPanel(Consumer<String> choose) {
		this.choose = choose;
		setId("causes");
		addClassName("bt-causes");
		list.addClassName("bt-cause-list");
		add(new H3("What went wrong"), list);
		setVisible(false);
	}

	void show(List<Cause> causes, String now) {
		if (causes.equals(shown) && now.equals(chosen)) {
			return;
		}
		shown = causes;
		chosen = now;
		setVisible(!causes.isEmpty());
		list.removeAll();
		causes.forEach(cause -> list.add(button(cause)));
	}

	private Button button(Cause cause) {
		boolean pressed = cause.cause().equals(chosen);
		Span count = new Span(Format.count(cause.count()));
		count.addClassName("bt-cause-count");
		Span words = new Span(cause.cause());
		words.addClassName("bt-cause-words");
		Div content = new Div(count, words);
		content.addClassName("bt-cause");
		if (!cause.path().isEmpty()) {
			Code path = new Code(Format.middle(cause.path(), 70));
			path.setTitle("The first of them: " + cause.path());
			content.add(path);
		}
		Button button = new Button(content, _ -> choose.accept(pressed ? "" : cause.cause()));
		button.setAriaLabel(Format.count(cause.count()) + " times: " + cause.cause() + (pressed ? ", show all lines" : ", show only these lines"));
		button.getElement().setAttribute("aria-pressed", Boolean.toString(pressed));
		button.getElement().setAttribute("data-level", cause.level() == Level.ERROR ? "bad" : "warning");
		button.addClassName("bt-cause-button");
		button.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
		return button;
	}
}
