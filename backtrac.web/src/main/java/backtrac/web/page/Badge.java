package backtrac.web.page;

import com.vaadin.flow.component.html.Span;

import backtrac.web.status.Level;
import backtrac.web.status.Result;

/** A word about how something went, with its colour. */
final class Badge extends Span {

	private static final long serialVersionUID = 1L;

	Badge() {
		addClassName("bt-badge");
	}

	Badge(Result result) {
		this();
		show(result.label(), result.level());
	}

	void show(String label, Level level) {
		setText(label);
		getElement().setAttribute("data-level", level.css());
	}
}
