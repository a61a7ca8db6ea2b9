package backtrac.engine.jobs.transport;

import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.osgi.framework.ServiceReference;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import backtrac.api.event.Topics;
import backtrac.api.transport.Reason;
import backtrac.api.transport.Transport;
import backtrac.api.transport.TransportException;
import backtrac.engine.jobs.event.Events;

/**
 * The one class that sees transports come and go. Safe for use by several threads. Immediate, so that only the coming and
 * going of transports is told, not that of who borrows them.
 */
@Component(service = Transports.class, immediate = true)
public final class Transports {

	private static final Logger log = LoggerFactory.getLogger(Transports.class);

	private final Events events;
	private final Map<ServiceReference<Transport>, ComponentServiceObjects<Transport>> offers = new ConcurrentHashMap<>();
	private final Set<TransportLease> leases = ConcurrentHashMap.newKeySet();

	@Activate
	public Transports(@Reference Events events) {
		this.events = events;
	}

	@Reference(service = Transport.class, cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
	public void addTransport(ComponentServiceObjects<Transport> objects) {
		ServiceReference<Transport> reference = objects.getServiceReference();
		if (!(reference.getProperty(Transport.SCHEME) instanceof String scheme) || scheme.isBlank()) {
			log.error("{} is a transport without the property {}: it cannot be used", reference, Transport.SCHEME);
			return;
		}
		offers.put(reference, objects);
		log.info("the transport '{}' is here", scheme);
		events.post(Topics.TRANSPORT_ADDED, Map.of(Topics.SCHEME, scheme));
	}

	/** Closes the sessions of all runs that use the transport: they end, and give it back. */
	public void removeTransport(ComponentServiceObjects<Transport> objects) {
		ServiceReference<Transport> reference = objects.getServiceReference();
		if (offers.remove(reference) == null) {
			return;
		}
		String scheme = scheme(reference);
		log.info("the transport '{}' goes", scheme);
		leases.stream().filter(lease -> lease.isOf(reference)).forEach(TransportLease::lose);
		events.post(Topics.TRANSPORT_REMOVED, Map.of(Topics.SCHEME, scheme));
	}

	/**
	 * Borrows a transport: of several with the scheme the one that ranks highest. The caller closes the lease.
	 *
	 * @throws TransportException if there is none
	 */
	TransportLease borrow(String scheme) throws TransportException {
		Map.Entry<ServiceReference<Transport>, ComponentServiceObjects<Transport>> best = offers.entrySet().stream().filter(offer -> scheme.equals(scheme(offer.getKey())))
				.max(Map.Entry.comparingByKey(Comparator.<ServiceReference<Transport>>naturalOrder()))
				.orElseThrow(() -> new TransportException(Reason.UNREACHABLE, missing(scheme)));
		TransportLease lease = new TransportLease(scheme, best.getKey(), best.getValue(), leases::remove);
		leases.add(lease);
		if (!offers.containsKey(best.getKey())) {
			// it went before it could see the lease
			lease.lose();
		}
		return lease;
	}

	static String missing(String scheme) {
		return "no transport '" + scheme + "' is installed";
	}

	private static String scheme(ServiceReference<Transport> reference) {
		return (String) reference.getProperty(Transport.SCHEME);
	}
}
