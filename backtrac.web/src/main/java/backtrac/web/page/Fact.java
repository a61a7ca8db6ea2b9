package backtrac.web.page;

import java.util.Objects;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;

/** A thing worth knowing: its name and below it, larger, its value. */
final class Fact extends Div {

	private static final long serialVersionUID = 1L;

	private final Span value = new Span();

	Fact(String name) {
		addClassName("bt-fact");
		Span label = new Span(name);
		label.addClassName("bt-label");
		value.addClassName("bt-value");
		add(label, value);
	}

	void show(String text, String tooltip) {
		if (!text.equals(value.getText())) {
			value.setText(text);
		}
		if (!Objects.equals(tooltip, value.getElement().getAttribute("title"))) {
			value.getElement().setAttribute("title", tooltip);
		}
	}
}
