package backtrac.xmlrpc.server;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.Help;
import backtrac.xmlrpc.remote.Large;
import backtrac.xmlrpc.remote.RpcFault;
import backtrac.xmlrpc.wire.Values;

/** The methods of one service, as callers see them. */
final class Handler {

	private final String name;
	private final SortedMap<String, Method> methods;

	/**
	 * @param apis the interfaces whose methods can be called
	 * @throws IllegalArgumentException if two methods have one name, or a type cannot travel
	 */
	Handler(String name, Collection<Class<?>> apis) {
		SortedMap<String, Method> found = new TreeMap<>();
		for (Class<?> api : apis) {
			for (Method method : api.getMethods()) {
				if (!Modifier.isStatic(method.getModifiers())) {
					Method other = found.put(method.getName(), method);
					if (other != null) {
						throw new IllegalArgumentException("XML-RPC knows no overloading: " + other + " and " + method);
					}
					signature(method);
					method.trySetAccessible(); // the interface may be no public one
				}
			}
		}
		this.name = name;
		this.methods = Collections.unmodifiableSortedMap(found);
	}

	String name() {
		return name;
	}

	/** Full names of the methods, sorted. */
	List<String> methodNames() {
		return methods.keySet().stream().map(method -> name + "." + method).toList();
	}

	/** What a method is for; empty if nobody has written that down. */
	String help(String method) {
		Help help = find(method).getAnnotation(Help.class);
		return help == null ? "" : help.value();
	}

	/** Names of types: of the result, then of the parameters. */
	List<String> signature(String method) {
		return signature(find(method));
	}

	/** Whether a method's answers can take much memory. */
	boolean isLarge(String method) {
		return methods.containsKey(method) && methods.get(method).isAnnotationPresent(Large.class);
	}

	/** Who may call a method. */
	MethodAccess access(String method) {
		return new MethodAccess(name + "." + method, find(method));
	}

	/**
	 * Calls a method.
	 *
	 * @param parameters wire values
	 * @return a wire value
	 * @throws RpcFault  if there is no such method, the parameters do not fit, or the service throws it
	 * @throws Throwable if the service fails, or answers what cannot travel
	 */
	Object call(Object service, String method, List<Object> parameters) throws Throwable {
		Method found = find(method);
		Object[] arguments = arguments(found, parameters);
		try {
			Object result = found.invoke(service, arguments);
			return found.getReturnType() == void.class ? Boolean.TRUE : Values.toWire(result);
		} catch (InvocationTargetException e) {
			throw e.getCause();
		}
	}

	private Method find(String method) {
		Method found = methods.get(method);
		if (found == null) {
			throw new RpcFault(Fault.NO_METHOD, "there is no method " + name + "." + method + ": system.listMethods tells what there is");
		}
		return found;
	}

	private Object[] arguments(Method method, List<Object> parameters) {
		Type[] types = method.getGenericParameterTypes();
		if (types.length != parameters.size()) {
			throw new RpcFault(Fault.BAD_PARAMETERS, name + "." + method.getName() + " takes " + types.length + " parameters, not " + parameters.size());
		}
		List<Object> arguments = new ArrayList<>(types.length);
		for (int i = 0; i < types.length; i++) {
			try {
				arguments.add(Values.fromCall(parameters.get(i), types[i], "parameter " + (i + 1)));
			} catch (IllegalArgumentException e) {
				throw new RpcFault(Fault.BAD_PARAMETERS, e.getMessage());
			}
		}
		return arguments.toArray();
	}

	private static List<String> signature(Method method) {
		return Stream.concat(Stream.of(method.getGenericReturnType()), Stream.of(method.getGenericParameterTypes())).map(Values::typeName).toList();
	}
}
