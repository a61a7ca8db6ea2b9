package backtrac.web;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.Push;
import com.vaadin.flow.component.page.Viewport;
import com.vaadin.flow.server.AppShellSettings;
import com.vaadin.flow.shared.ui.Transport;
import com.vaadin.flow.theme.lumo.Lumo;

/**
 * What all pages share. The server pushes over a web socket; browsers send requests, as only the answer to a request can
 * give the session another id.
 */
@Push(transport = Transport.WEBSOCKET_XHR)
@Viewport("width=device-width, initial-scale=1")
@StyleSheet(Lumo.STYLESHEET)
@StyleSheet("context://backtrac.css")
public final class AppShell implements AppShellConfigurator {

	private static final long serialVersionUID = 1L;

	@Override
	public void configurePage(AppShellSettings settings) {
		settings.setPageTitle("BackTrac");
		settings.addFavIcon("icon", "backtrac.svg", "any");
		settings.addMetaTag("robots", "noindex");
	}
}
