package backtrac.xmlrpc.handler.bundle;

import java.util.List;
import java.util.stream.Stream;

import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;

import backtrac.api.transport.Transport;

/** What a bundle brings to others. */
final class Offers {

	private Offers() {
	}

	/** The schemes of the transports that it has registered now. */
	static List<String> schemes(Bundle bundle) {
		ServiceReference<?>[] services = bundle.getState() == Bundle.UNINSTALLED ? null : bundle.getRegisteredServices();
		return services == null ? List.of() : Stream.of(services).map(each -> each.getProperty(Transport.SCHEME)).filter(String.class::isInstance)
				.map(String.class::cast).sorted().toList();
	}
}
