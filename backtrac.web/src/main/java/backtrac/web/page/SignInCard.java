package backtrac.web.page;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;

/** The frame of the pages that stand before all others. */
final class SignInCard extends Main {

	private static final long serialVersionUID = 1L;

	SignInCard(String title, String line, Component... content) {
		addClassName("bt-entry");
		Image logo = new Image("backtrac.svg", "");
		logo.addClassName("bt-logo");
		Div card = new Div(logo, new H1(title), new Paragraph(line));
		card.addClassName("bt-entry-card");
		card.add(content);
		add(card);
	}
}
