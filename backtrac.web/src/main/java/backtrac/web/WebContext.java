package backtrac.web;

import java.net.URL;
import java.util.Locale;
import java.util.Map;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.servlet.context.ServletContextHelper;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContext;

import com.vaadin.flow.server.VaadinServlet;

/**
 * The servlet context of the web interface. Its static files come from this bundle, else from Vaadin's. It ranks low:
 * its servlet answers every path, so other contexts have to be asked first.
 */
@Component(service = ServletContextHelper.class, scope = ServiceScope.BUNDLE, property = Constants.SERVICE_RANKING + ":Integer=-1000")
@HttpWhiteboardContext(name = WebContext.NAME, path = "/")
public final class WebContext extends ServletContextHelper {

	static final String NAME = "backtrac";
	static final String SELECT = "(osgi.http.whiteboard.context.name=" + NAME + ")";

	private static final Map<String, String> TYPES = Map.of("js", "text/javascript", "css", "text/css", "html", "text/html", "json",
			"application/json", "svg", "image/svg+xml", "png", "image/png", "ico", "image/x-icon", "woff2", "font/woff2", "woff",
			"font/woff");

	private final Bundle web;
	private final Bundle vaadin = FrameworkUtil.getBundle(VaadinServlet.class);

	@Activate
	public WebContext(BundleContext context) {
		web = context.getBundle();
	}

	@Override
	public URL getResource(String name) {
		if (name == null || name.contains("..")) {
			return null;
		}
		String path = name.startsWith("/") ? name : "/" + name;
		URL url = web.getEntry("META-INF/resources" + path);
		if (url == null) {
			url = vaadin.getEntry("META-INF/resources" + path);
		}
		if (url == null && path.startsWith("/VAADIN/build/")) {
			url = vaadin.getEntry("META-INF/VAADIN/webapp" + path); // the precompiled frontend
		}
		return url == null || url.getPath().endsWith("/") ? null : url;
	}

	/** Without it the whiteboard sends no type, and the browser refuses the scripts. */
	@Override
	public String getMimeType(String name) {
		return TYPES.get(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
	}
}
