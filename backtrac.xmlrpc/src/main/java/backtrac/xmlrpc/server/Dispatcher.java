package backtrac.xmlrpc.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.AnyService;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import backtrac.api.access.Role;
import backtrac.api.catalog.CatalogException;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.RpcFault;
import backtrac.xmlrpc.wire.Call;
import backtrac.xmlrpc.wire.XmlText;

/**
 * Knows the handlers that are there now and calls them. A handler is any service with the property
 * {@value #HANDLER}; callers see the methods of the interfaces that it is registered under. Of two with one name that of
 * the higher ranking is called.
 */
@Component(service = Dispatcher.class)
public final class Dispatcher {

	/** Service property: the name before the dot of a method's full name. */
	static final String HANDLER = "xmlrpc.handler";

	private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

	private record Entry(Handler handler, ServiceReference<Object> reference, ComponentServiceObjects<Object> services) {
	}

	private final Map<ServiceReference<Object>, Entry> entries = new ConcurrentHashMap<>();
	private final Handler system = new Handler(SystemApi.NAME, List.of(SystemApi.class));
	private final SystemApi systemService = new SystemMethods(this);
	private final Audit audit;

	/** Why a handler may be missing. */
	@Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
	volatile Troubles troubles;

	@Activate
	public Dispatcher(@Reference Audit audit) {
		this.audit = audit;
	}

	@Reference(service = AnyService.class, target = "(" + HANDLER + "=*)", cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
	void addHandler(ComponentServiceObjects<Object> services) {
		ServiceReference<Object> reference = services.getServiceReference();
		try {
			if (!(reference.getProperty(HANDLER) instanceof String name) || !name.matches("[A-Za-z0-9_.-]+") || name.equals(SystemApi.NAME)) {
				throw new IllegalArgumentException(HANDLER + " must be a String of letters, digits, '_', '-' and '.', and not 'system'");
			}
			Handler handler = new Handler(name, interfaces(reference));
			entries.put(reference, new Entry(handler, reference, services));
			log.debug("{}.* is {}", name, reference);
		} catch (IllegalArgumentException | ClassNotFoundException e) {
			log.error("{} cannot be called over XML-RPC: {}", reference, e.toString());
		}
	}

	void removeHandler(ComponentServiceObjects<Object> services) {
		entries.remove(services.getServiceReference());
	}

	/**
	 * Calls a method if the caller may. What changes something, or may not be called, goes into the audit log.
	 *
	 * @return a wire value
	 * @throws RpcFault whatever goes wrong. What callers need not know is in the log, under the id that the fault's
	 *                  message has
	 */
	Object call(Caller caller, Call call) {
		int dot = call.method().lastIndexOf('.');
		String name = call.method().substring(0, Math.max(0, dot));
		String method = call.method().substring(dot + 1);
		Optional<Entry> entry = name.equals(SystemApi.NAME) ? Optional.empty() : Optional.of(find(name).orElseThrow(() -> unavailable(name, caller)));
		MethodAccess access = entry.map(Entry::handler).orElse(system).access(method);
		try {
			access.require(caller);
		} catch (RpcFault fault) {
			audit.forbidden(caller, call.method(), access.details(call.parameters()), fault);
			throw fault;
		}
		if (!access.changes()) {
			return caller.answering(() -> answer(entry, name, method, call, caller));
		}
		RpcFault failure = null;
		try {
			return caller.answering(() -> answer(entry, name, method, call, caller));
		} catch (RpcFault fault) {
			failure = fault;
			throw fault;
		} finally {
			audit.changed(caller, call.method(), access.details(call.parameters()), failure);
		}
	}

	/**
	 * Whether a method's answers can take much memory.
	 *
	 * @param method its full name; there need be none such
	 */
	boolean isLarge(String method) {
		int dot = method.lastIndexOf('.');
		return find(method.substring(0, Math.max(0, dot))).filter(entry -> entry.handler.isLarge(method.substring(dot + 1))).isPresent();
	}

	/**
	 * Whether a method changes something.
	 *
	 * @param method the full name of one that was called
	 */
	boolean changes(String method) {
		int dot = method.lastIndexOf('.');
		return find(method.substring(0, Math.max(0, dot))).filter(entry -> entry.handler.access(method.substring(dot + 1)).changes()).isPresent();
	}

	/** @param called empty for the methods of this bundle */
	private Object answer(Optional<Entry> called, String name, String method, Call call, Caller caller) {
		try {
			if (called.isEmpty()) {
				return system.call(systemService, method, call.parameters());
			}
			Entry entry = called.get();
			Object service = entry.services.getService();
			if (service == null) {
				throw unavailable(name, caller);
			}
			try {
				return entry.handler.call(service, method, call.parameters());
			} finally {
				giveBack(entry, service);
			}
		} catch (RpcFault fault) {
			throw fault;
		} catch (CatalogException e) { // its database is away
			log.warn("{} cannot be answered: {}", call.method(), e.getMessage());
			log.debug("{} cannot be answered", call.method(), e);
			throw new RpcFault(Fault.UNAVAILABLE, XmlText.printable(e.getMessage()));
		} catch (Throwable e) { // a handler is somebody else's code
			throw internal(call.method(), e);
		}
	}

	private static void giveBack(Entry entry, Object service) {
		try {
			entry.services.ungetService(service);
		} catch (IllegalStateException e) {
			log.debug("{}.* was given back when this bundle stopped, during a call", entry.handler.name(), e);
		}
	}

	/** All handlers that can be called now, each name once. */
	List<Handler> handlers() {
		return Stream.concat(Stream.of(system), entries.values().stream().map(entry -> entry.handler.name()).distinct()
				.flatMap(name -> find(name).stream()).map(Entry::handler)).toList();
	}

	/** A fault that tells callers nothing but an id, by which the log tells the rest. */
	static RpcFault internal(String what, Throwable cause) {
		String id = UUID.randomUUID().toString().substring(0, 8);
		log.error("XML-RPC error {} in {}", id, what, cause);
		return new RpcFault(Fault.INTERNAL, "internal error " + id + ": the server's log has the details");
	}

	private Optional<Entry> find(String name) {
		return entries.values().stream().filter(entry -> entry.handler.name().equals(name))
				.max((a, b) -> a.reference().compareTo(b.reference()));
	}

	/** What the server lacks is told to who may see its state. */
	private RpcFault unavailable(String name, Caller caller) {
		Troubles known = caller.role().includes(Role.VIEWER) ? troubles : null;
		List<String> reasons = known == null ? List.of() : known.now();
		return new RpcFault(Fault.UNAVAILABLE, "there is no handler '" + name + "' now: "
				+ (reasons.isEmpty() ? "it may be starting or being updated" : String.join("; ", reasons)));
	}

	private static List<Class<?>> interfaces(ServiceReference<Object> reference) throws ClassNotFoundException {
		Bundle bundle = reference.getBundle();
		if (bundle == null) {
			throw new IllegalArgumentException("the service has gone already");
		}
		List<Class<?>> interfaces = new ArrayList<>();
		for (String name : (String[]) reference.getProperty(Constants.OBJECTCLASS)) {
			Class<?> type = bundle.loadClass(name);
			if (type.isInterface() && !name.startsWith("java.")) {
				interfaces.add(type);
			}
		}
		if (interfaces.isEmpty()) {
			throw new IllegalArgumentException("it is registered under no interface");
		}
		return interfaces;
	}
}
