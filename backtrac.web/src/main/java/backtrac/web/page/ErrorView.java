package backtrac.web.page;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.PageTitle;

import backtrac.web.signin.OpenToAll;
import jakarta.servlet.http.HttpServletResponse;

/** Shown when a page could not be made: an id, and in the log what it stands for. */
@PageTitle("Error - BackTrac")
public final class ErrorView extends Div implements HasErrorParameter<Exception>, OpenToAll {

	private static final long serialVersionUID = 1L;

	private final Paragraph sentence = new Paragraph();

	public ErrorView() {
		setId("error");
		addClassName("bt-message");
		add(new H1("Something went wrong"), sentence, new Anchor("/", "To the dashboard"));
	}

	@Override
	public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Exception> parameter) {
		String id = ErrorLog.record("making the page '" + event.getLocation().getPath() + "'", parameter.getCaughtException());
		sentence.setText(ErrorLog.sentence(id));
		return HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
	}
}
