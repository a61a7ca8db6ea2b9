package backtrac.engine.scheduler;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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

import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.Plan;
import backtrac.api.catalog.Secrets;
import backtrac.api.transport.Mask;
import backtrac.api.transport.Transport;
import backtrac.api.transport.TransportException;

/** Probes by opening a session of the plan's transport. It sees transports come and go, and keeps none longer than a probe takes. */
@Component(service = Probe.class)
public final class TransportProbe implements Probe {

	private static final Logger log = LoggerFactory.getLogger(TransportProbe.class);

	private final Secrets secrets;
	private final Map<ServiceReference<Transport>, ComponentServiceObjects<Transport>> offers = new ConcurrentHashMap<>();

	@Activate
	public TransportProbe(@Reference Secrets secrets) {
		this.secrets = secrets;
	}

	@Reference(service = Transport.class, cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
	void addTransport(ComponentServiceObjects<Transport> objects) {
		offers.put(objects.getServiceReference(), objects);
	}

	void removeTransport(ComponentServiceObjects<Transport> objects) {
		offers.remove(objects.getServiceReference());
	}

	@Override
	public Optional<String> obstacle(Plan plan) {
		// of several with the scheme the one that ranks highest, as a run takes it
		ComponentServiceObjects<Transport> objects = offers.entrySet().stream()
				.filter(offer -> plan.transport().equals(offer.getKey().getProperty(Transport.SCHEME)))
				.max(Map.Entry.comparingByKey(Comparator.<ServiceReference<Transport>>naturalOrder())).map(Map.Entry::getValue).orElse(null);
		Transport transport = objects == null ? null : get(objects);
		if (transport == null) {
			return Optional.of("no transport '" + plan.transport() + "' is installed");
		}
		try {
			return obstacle(plan, transport);
		} finally {
			giveBack(objects, transport);
		}
	}

	/** One at a time with {@link #giveBack}: Felix loses count when one thread gives the service back as its last user while another gets it. */
	private static Transport get(ComponentServiceObjects<Transport> objects) {
		synchronized (objects) {
			return objects.getService();
		}
	}

	private static void giveBack(ComponentServiceObjects<Transport> objects, Transport transport) {
		synchronized (objects) {
			objects.ungetService(transport);
		}
	}

	private Optional<String> obstacle(Plan plan, Transport transport) {
		Map<String, String> hidden;
		try {
			hidden = secrets.read(plan.id());
		} catch (CatalogException e) {
			return isForTheRun(plan, e.getMessage());
		}
		Map<String, Object> settings = new HashMap<>(plan.settings());
		settings.putAll(hidden);
		try {
			transport.open(settings).close();
			return Optional.empty();
		} catch (TransportException e) {
			String words = Mask.hide(String.valueOf(e.getMessage()), hidden.values());
			return switch (e.reason()) {
			case UNREACHABLE, TIMEOUT, CONNECTION_LOST, CLOSED -> Optional.of(words);
			default -> isForTheRun(plan, words);
			};
		} catch (RuntimeException | LinkageError e) {
			// of a class that may be the transport's own: only words are kept
			return isForTheRun(plan, Mask.hide(e.toString(), hidden.values()));
		}
	}

	private static Optional<String> isForTheRun(Plan plan, String words) {
		log.debug("the plan {} begins, and its run tells more: {}", plan.id(), words);
		return Optional.empty();
	}
}
