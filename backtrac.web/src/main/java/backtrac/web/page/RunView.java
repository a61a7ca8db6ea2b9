package backtrac.web.page;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.BeforeEvent;
import com.vaadin.flow.router.HasUrlParameter;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;

import backtrac.web.live.Reader;
import backtrac.web.live.Services;
import backtrac.web.live.Updater;
import backtrac.web.view.MainLayout;
import backtrac.web.view.WebView;

/** A run: what is known of it, what went wrong, and its log. */
@Component(service = WebView.class, scope = ServiceScope.PROTOTYPE)
@Route(value = "run", layout = MainLayout.class)
@PageTitle("Run")
public final class RunView extends Div implements WebView, HasUrlParameter<String>, AfterNavigationObserver {

	private static final long serialVersionUID = 1L;

	private final transient Services services;
	private final transient Reader reader;
	private final transient Updater updater;
	private RunPage page;
	private String runId = "";

	@Activate
	public RunView(@Reference Services services, @Reference Reader reader, @Reference Updater updater) {
		this.services = services;
		this.reader = reader;
		this.updater = updater;
		setId("run-page");
		addClassName("bt-dashboard");
	}

	@Override
	public void setParameter(BeforeEvent event, String parameter) {
		runId = parameter;
	}

	@Override
	protected void onAttach(AttachEvent event) {
		open(event.getUI());
	}

	@Override
	protected void onDetach(DetachEvent event) {
		close();
	}

	/** From one run to another this page stays the same one. */
	@Override
	public void afterNavigation(AfterNavigationEvent event) {
		LogFilter filter = LogFilter.of(event.getLocation().getQueryParameters());
		if (page == null || !page.isOf(runId)) {
			close();
			open(UI.getCurrent());
		}
		page.filter(filter);
	}

	private void open(UI ui) {
		if (page == null) {
			page = new RunPage(runId, Pages.zone(ui), services, reader);
			add(page);
			page.watch(updater, ui);
		}
	}

	private void close() {
		if (page != null) {
			page.close();
			page = null;
			removeAll();
		}
	}
}
