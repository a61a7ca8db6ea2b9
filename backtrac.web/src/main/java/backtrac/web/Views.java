package backtrac.web;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.osgi.framework.ServiceReference;
import org.osgi.service.component.ComponentConstants;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferenceScope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteConfiguration;
import com.vaadin.flow.server.startup.ApplicationRouteRegistry;

import backtrac.web.view.WebView;

/** The whiteboard of pages: each {@link WebView} service is a route for as long as its bundle runs. */
@org.osgi.service.component.annotations.Component(service = Views.class)
public final class Views {

	private static final Logger log = LoggerFactory.getLogger(Views.class);

	private record Page(Class<? extends Component> type, ComponentServiceObjects<WebView> objects) {
	}

	private final Map<ServiceReference<WebView>, Page> pages = new ConcurrentHashMap<>();
	private ApplicationRouteRegistry routes;
	private Sessions sessions;

	@Activate
	public Views() {
		// public for Declarative Services
	}

	/** Makes the pages routes of a servlet, those of now and those to come. */
	synchronized void open(ApplicationRouteRegistry routes, Sessions sessions) {
		this.routes = routes;
		this.sessions = sessions;
		pages.values().forEach(this::addRoute);
	}

	synchronized void close() {
		routes = null;
		sessions = null;
	}

	/** Makes a page, if it is one; it is given back to its bundle when it leaves the screen. */
	<T> Optional<T> instantiate(Class<T> type) {
		return pages.values().stream().filter(page -> page.type == type).findFirst().map(page -> {
			WebView view = page.objects.getService();
			if (view == null) {
				throw new IllegalStateException("its bundle could not make a " + type.getName() + ", see the log for the reason");
			}
			((Component) view).addDetachListener(event -> {
				event.unregisterListener();
				page.objects.ungetService(view);
			});
			return type.cast(view);
		});
	}

	@Reference(service = WebView.class, scope = ReferenceScope.PROTOTYPE_REQUIRED, cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
	synchronized void addView(ServiceReference<WebView> reference, ComponentServiceObjects<WebView> objects) {
		String name = String.valueOf(reference.getProperty(ComponentConstants.COMPONENT_NAME));
		try {
			Class<? extends Component> type = reference.getBundle().loadClass(name).asSubclass(Component.class);
			if (!type.isAnnotationPresent(Route.class)) {
				throw new IllegalArgumentException("it has no @Route");
			}
			Page page = new Page(type, objects);
			pages.put(reference, page);
			addRoute(page);
		} catch (ClassNotFoundException | ClassCastException | IllegalArgumentException e) {
			log.error("The page {} of {} is left out: it must be a Vaadin component with @Route, and its DS component must have its name",
					name, reference.getBundle(), e);
		}
	}

	synchronized void removeView(ServiceReference<WebView> reference) {
		Page page = pages.remove(reference);
		if (page == null || routes == null) {
			return;
		}
		RouteConfiguration.forRegistry(routes).removeRoute(page.type);
		log.info("Page {} is gone", page.type.getName());
		// whoever looks at it goes to the start page, so that nothing holds classes of a bundle that has gone
		sessions.forEachShowing(page.type, Views::toStart);
		VaadinCaches.clear();
	}

	private void addRoute(Page page) {
		if (routes != null) {
			RouteConfiguration.forRegistry(routes).setAnnotatedRoute(page.type);
			log.info("Page {} is there", page.type.getName());
		}
	}

	private static void toStart(UI ui) {
		ui.navigate("");
		VaadinCaches.clear();
	}
}
