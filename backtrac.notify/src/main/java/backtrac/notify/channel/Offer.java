package backtrac.notify.channel;

import java.io.IOException;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import backtrac.api.notify.Notification;
import backtrac.api.notify.Notifier;

/**
 * A notifier's service. It stays the same while its configuration changes, so that what waits to be told is told in the new way. Its
 * properties are the rules only: a configuration has secrets, and services can be looked at.
 */
final class Offer implements Notifier, AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(Offer.class);

	/** Makes a notifier of a configuration. */
	@FunctionalInterface
	interface Maker {
		/** @throws IllegalArgumentException if the configuration makes no sense; the message is for people */
		Notifier make();
	}

	private final ServiceRegistration<Notifier> registration;
	private volatile Notifier current;

	Offer(BundleContext context, String usualName, RuleConfig rules, Maker maker) {
		current = notifier(name(usualName, rules), maker);
		registration = context.registerService(Notifier.class, this, properties(usualName, rules));
	}

	/** The configuration has changed. */
	void change(String usualName, RuleConfig rules, Maker maker) {
		current = notifier(name(usualName, rules), maker);
		registration.setProperties(properties(usualName, rules));
	}

	@Override
	public void send(Notification notification) throws IOException {
		current.send(notification);
	}

	@Override
	public void close() {
		registration.unregister();
	}

	/** One that can only say what is wrong is better than none: what it was to tell is told when that is mended. */
	private static Notifier notifier(String name, Maker maker) {
		try {
			return maker.make();
		} catch (IllegalArgumentException e) {
			String problem = e.getMessage();
			// no error: the start of a server takes one for the reason why it does not come up
			log.warn("{} cannot tell anything: {}", name, problem);
			return notification -> {
				throw new IOException(problem);
			};
		}
	}

	private static String name(String usualName, RuleConfig rules) {
		return rules.name().isBlank() ? usualName : rules.name().strip();
	}

	private static Dictionary<String, Object> properties(String usualName, RuleConfig rules) {
		Dictionary<String, Object> properties = new Hashtable<>();
		properties.put(Notifier.NAME, name(usualName, rules));
		putList(properties, Notifier.ON, rules.on());
		putList(properties, Notifier.CLIENTS, rules.clients());
		putList(properties, Notifier.PLANS, rules.plans());
		putNumber(properties, Notifier.OVERDUE_DAYS, rules.overdueDays());
		putNumber(properties, Notifier.REPEAT_HOURS, rules.repeatHours());
		return properties;
	}

	private static void putList(Dictionary<String, Object> properties, String key, String[] values) {
		List<String> list = Etc.list(values);
		if (!list.isEmpty()) {
			properties.put(key, list.toArray(String[]::new));
		}
	}

	/** One that is none is handed on as it is: who reads the rules says so. */
	private static void putNumber(Dictionary<String, Object> properties, String key, String value) {
		if (!value.isBlank()) {
			properties.put(key, value.strip().matches("\\d{1,9}") ? (Object) Integer.valueOf(value.strip()) : value);
		}
	}
}
