package backtrac.engine.jobs;

import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.ComponentServiceObjects;

import backtrac.api.transport.Transport;

/** A transport as the service registry offers it; counts what is borrowed. */
final class ServiceOffer implements ComponentServiceObjects<Transport>, ServiceReference<Transport> {

	private final Map<String, Object> properties;
	private final int ranking;
	private final Transport transport;
	final AtomicInteger borrowed = new AtomicInteger();
	private final AtomicInteger inside = new AtomicInteger();
	/** Whether it was got and given back by two threads at once. */
	volatile boolean overlapped;

	ServiceOffer(Map<String, Object> properties, int ranking, Transport transport) {
		this.properties = properties;
		this.ranking = ranking;
		this.transport = transport;
	}

	ServiceOffer(String scheme, Transport transport) {
		this(Map.of(Transport.SCHEME, scheme), 0, transport);
	}

	@Override
	public Transport getService() {
		count(1);
		return transport;
	}

	private void count(int change) {
		overlapped |= inside.incrementAndGet() > 1;
		borrowed.addAndGet(change);
		Thread.yield();
		inside.decrementAndGet();
	}

	@Override
	public void ungetService(Transport service) {
		count(-1);
	}

	@Override
	public ServiceReference<Transport> getServiceReference() {
		return this;
	}

	@Override
	public Object getProperty(String key) {
		return properties.get(key);
	}

	@Override
	public String[] getPropertyKeys() {
		return properties.keySet().toArray(String[]::new);
	}

	@Override
	public Bundle getBundle() {
		return null;
	}

	@Override
	public Bundle[] getUsingBundles() {
		return null;
	}

	@Override
	public boolean isAssignableTo(Bundle bundle, String className) {
		return true;
	}

	@Override
	public int compareTo(Object other) {
		return Integer.compare(ranking, ((ServiceOffer) other).ranking);
	}

	@Override
	public Dictionary<String, Object> getProperties() {
		return new Hashtable<>(properties);
	}

	@Override
	public <A> A adapt(Class<A> type) {
		return null;
	}
}
