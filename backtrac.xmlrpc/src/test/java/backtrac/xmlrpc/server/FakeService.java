package backtrac.xmlrpc.server;

import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.ComponentServiceObjects;

/** A service as Declarative Services hands it to a component, without a framework. */
final class FakeService implements ComponentServiceObjects<Object> {

	private final AtomicInteger inUse = new AtomicInteger();
	private final Object service;
	private final ServiceReference<Object> reference;

	FakeService(String name, Object service, int ranking, Class<?>... apis) {
		this.service = service;
		this.reference = reference(Map.of("xmlrpc.handler", name, "service.ranking", ranking, "objectClass",
				Arrays.stream(apis).map(Class::getName).toArray(String[]::new)));
	}

	@Override
	public Object getService() {
		inUse.incrementAndGet();
		return service;
	}

	@Override
	public void ungetService(Object given) {
		inUse.decrementAndGet();
	}

	@Override
	public ServiceReference<Object> getServiceReference() {
		return reference;
	}

	int inUse() {
		return inUse.get();
	}

	@SuppressWarnings("unchecked")
	private static ServiceReference<Object> reference(Map<String, Object> properties) {
		ClassLoader loader = FakeService.class.getClassLoader();
		Object bundle = Proxy.newProxyInstance(loader, new Class<?>[] { Bundle.class },
				(proxy, method, arguments) -> method.getName().equals("loadClass") ? loader.loadClass((String) arguments[0]) : null);
		return (ServiceReference<Object>) Proxy.newProxyInstance(loader, new Class<?>[] { ServiceReference.class },
				(proxy, method, arguments) -> switch (method.getName()) {
				case "getProperty" -> properties.get(arguments[0]);
				case "getBundle" -> bundle;
				case "compareTo" -> Integer.compare((int) properties.get("service.ranking"),
						(int) ((ServiceReference<?>) arguments[0]).getProperty("service.ranking"));
				case "equals" -> proxy == arguments[0];
				case "hashCode" -> System.identityHashCode(proxy);
				default -> properties.toString();
				});
	}
}
