package backtrac.engine.jobs.event;

import java.util.Map;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Posts events while there is somebody to post them to. */
@Component(service = Events.class)
public final class Events {

	private static final Logger log = LoggerFactory.getLogger(Events.class);

	private volatile EventAdmin admin;

	@Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
	public void bindEventAdmin(EventAdmin service) {
		admin = service;
	}

	public void unbindEventAdmin(EventAdmin service) {
		// the next one may be bound already
		if (admin == service) {
			admin = null;
		}
	}

	/** Posts an event, and returns without waiting for who receives it. */
	public void post(String topic, Map<String, String> properties) {
		EventAdmin service = admin;
		if (service != null) {
			try {
				service.postEvent(new Event(topic, properties));
			} catch (RuntimeException e) {
				// what listens is none of a run's business
				log.warn("an event of {} could not be posted: {}", topic, e.toString());
			}
		}
	}
}
