package backtrac.web;

import java.util.HashMap;

import com.vaadin.flow.di.Lookup;
import com.vaadin.flow.di.LookupInitializer;
import com.vaadin.flow.di.ResourceProvider;
import com.vaadin.flow.server.VaadinContext;

import jakarta.servlet.ServletException;

/** Makes the Lookup that Vaadin's own ServletContainerInitializer would make, were it run under the whiteboard. */
final class OsgiLookup extends LookupInitializer {

	private final ResourceProvider resources;

	private OsgiLookup(ResourceProvider resources) {
		this.resources = resources;
	}

	static void install(VaadinContext context, ResourceProvider resources) throws ServletException {
		new OsgiLookup(resources).initialize(context, new HashMap<>(), lookup -> context.setAttribute(Lookup.class, lookup));
	}

	@Override
	protected <T> T instantiate(Class<T> service, Class<?> implementation) {
		return service == ResourceProvider.class ? service.cast(resources) : super.instantiate(service, implementation);
	}
}
