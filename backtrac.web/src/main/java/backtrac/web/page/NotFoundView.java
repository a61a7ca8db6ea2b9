package backtrac.web.page;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.ParentLayout;
import com.vaadin.flow.router.RouterLink;

import backtrac.web.view.MainLayout;
import jakarta.servlet.http.HttpServletResponse;

/** Shown for an address that no page has. */
@ParentLayout(MainLayout.class)
@PageTitle("Not found")
public final class NotFoundView extends Div implements HasErrorParameter<NotFoundException> {

	private static final long serialVersionUID = 1L;

	public NotFoundView() {
		setId("not-found");
		addClassName("bt-message");
		add(new H2("There is nothing here"), new Paragraph("The address is wrong, or the bundle that had this page is not running."),
				new RouterLink("To the dashboard", DashboardView.class));
	}

	@Override
	public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<NotFoundException> parameter) {
		return HttpServletResponse.SC_NOT_FOUND;
	}
}
