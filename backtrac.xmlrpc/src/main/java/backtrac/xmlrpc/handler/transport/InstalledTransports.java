package backtrac.xmlrpc.handler.transport;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.MetaTypeService;

import backtrac.api.transport.Transport;

/** Looks at each question which transports are there, and keeps nothing of them. */
@Component(service = { TransportForms.class, InstalledTransports.class })
public final class InstalledTransports implements TransportForms {

	private final BundleContext context;

	/** Without it transports can be used, and their settings are not checked. */
	@Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
	volatile MetaTypeService descriptions;

	@Activate
	public InstalledTransports(BundleContext context) {
		this.context = context;
	}

	/** All services with a scheme; of one scheme that first which is used. */
	List<ServiceReference<Transport>> all() {
		try {
			Collection<ServiceReference<Transport>> found = context.getServiceReferences(Transport.class, "(" + Transport.SCHEME + "=*)");
			return found.stream().filter(each -> each.getProperty(Transport.SCHEME) instanceof String && each.getBundle() != null)
					.sorted(Comparator.<ServiceReference<Transport>, String>comparing(InstalledTransports::scheme).thenComparing(Comparator.reverseOrder())).toList();
		} catch (InvalidSyntaxException e) {
			throw new IllegalStateException(e);
		}
	}

	/** That which a run would use. */
	Optional<ServiceReference<Transport>> find(String scheme) {
		return all().stream().filter(each -> scheme(each).equals(scheme)).findFirst();
	}

	static String scheme(ServiceReference<Transport> transport) {
		return (String) transport.getProperty(Transport.SCHEME);
	}

	@Override
	public boolean isInstalled(String scheme) {
		return find(scheme).isPresent();
	}

	@Override
	public Optional<Form> form(String scheme) {
		return find(scheme).flatMap(transport -> form(scheme, transport));
	}

	Optional<Form> form(String scheme, ServiceReference<Transport> transport) {
		MetaTypeService service = descriptions;
		return service == null ? Optional.empty() : Metatype.form(service, scheme, transport);
	}
}
