package backtrac.notify;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import backtrac.api.notify.Notification;
import backtrac.api.notify.Notification.Kind;
import backtrac.api.notify.Notifier;

/** The notifiers that there are; they come and go. It needs nothing else, so what waits survives a restart of the catalog. */
@Component(service = Notifiers.class, immediate = true)
public final class Notifiers {

	private static final Logger log = LoggerFactory.getLogger(Notifiers.class);

	private final Clock clock;
	private final Map<Object, Lane> lanes = new ConcurrentHashMap<>();

	@Activate
	public Notifiers() {
		this(Clock.systemUTC());
	}

	Notifiers(Clock clock) {
		this.clock = clock;
	}

	@Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
	void addNotifier(Notifier notifier, Map<String, Object> properties) {
		Lane lane = new Lane(notifier, rules(properties), clock);
		lanes.put(properties.get(Constants.SERVICE_ID), lane);
		lane.start();
		log.info("{} is told what happens", lane.rules().name());
	}

	void updatedNotifier(Map<String, Object> properties) {
		Lane lane = lanes.get(properties.get(Constants.SERVICE_ID));
		if (lane != null) {
			lane.change(rules(properties));
		}
	}

	void removeNotifier(Map<String, Object> properties) {
		Lane lane = lanes.remove(properties.get(Constants.SERVICE_ID));
		if (lane != null) {
			lane.close();
			log.info("{} is told nothing any more", lane.rules().name());
		}
	}

	/** Has all of them stop at once; each is waited for as it is removed. */
	@Deactivate
	void deactivate() {
		lanes.values().forEach(Lane::stop);
	}

	private static Rules rules(Map<String, Object> properties) {
		Rules rules = Rules.of(properties);
		// no error: the start of a server takes one for the reason why it does not come up
		rules.problems().forEach(problem -> log.warn("{}: {}", rules.name(), problem));
		return rules;
	}

	/** Whether anybody wants to hear of such things. */
	boolean hear(Kind kind) {
		return lanes.values().stream().anyMatch(lane -> lane.rules().hears(kind));
	}

	/** Tells those who want to hear of it. Returns without waiting for the delivery. */
	void tell(Notification notification, String client, String plan) {
		lanes.values().stream().filter(lane -> lane.rules().hears(notification.kind(), client, plan)).forEach(lane -> lane.tell(notification));
	}

	/** All that there are now. */
	List<Lane> lanes() {
		return List.copyOf(lanes.values());
	}
}
