package backtrac.web.page;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;

/** What stands where a list is empty: what to do. */
final class EmptyState extends Div {

	private static final long serialVersionUID = 1L;

	EmptyState(Glyph glyph, String title, Component... hints) {
		addClassName("bt-empty");
		Paragraph head = new Paragraph(title);
		head.addClassName("bt-empty-title");
		Paragraph hint = new Paragraph(hints);
		add(glyph.create(), head, hint);
	}

	static Code command(String command) {
		return new Code(command);
	}
}
