package backtrac.engine.jobs;

import java.util.Map;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;

/** Posts events while there is somebody to post them to. */
@Component(service = Events.class)
public final class Events {

	private volatile EventAdmin admin;

	@Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
	void bindEventAdmin(EventAdmin service) {
		admin = service;
	}

	void unbindEventAdmin(EventAdmin service) {
		// the next one may be bound already
		if (admin == service) {
			admin = null;
		}
	}

	/** Posts an event, and returns without waiting for who receives it. */
	void post(String topic, Map<String, String> properties) {
		EventAdmin service = admin;
		if (service != null) {
			service.postEvent(new Event(topic, properties));
		}
	}
}
