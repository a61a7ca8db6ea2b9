package backtrac.xmlrpc.client;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.net.URI;
import java.util.Arrays;
import java.util.List;

import backtrac.xmlrpc.wire.Values;

/**
 * A server's handler as a Java object.
 *
 * @param name of the handler
 */
record HandlerProxy(RpcClient client, URI server, String name) implements InvocationHandler {

	@Override
	public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
		if (method.getDeclaringClass() == Object.class) {
			return objectMethod(proxy, method, arguments);
		}
		if (method.isDefault()) {
			return InvocationHandler.invokeDefault(proxy, method, arguments);
		}
		String full = name + "." + method.getName();
		List<String> names = Arrays.stream(method.getParameters()).filter(Parameter::isNamePresent).map(parameter -> Values.snakeCase(parameter.getName())).toList();
		Object result = client.call(full, names, arguments == null ? new Object[0] : arguments);
		try {
			return method.getReturnType() == void.class ? null : Values.fromAnswer(result, method.getGenericReturnType(), "the answer to " + full);
		} catch (IllegalArgumentException e) {
			throw new RpcConnectionException("the server at " + server + " is of another version: " + e.getMessage(), e);
		}
	}

	private Object objectMethod(Object proxy, Method method, Object[] arguments) {
		return switch (method.getName()) {
		case "equals" -> proxy == arguments[0];
		case "hashCode" -> System.identityHashCode(proxy);
		default -> name + " at " + server;
		};
	}
}
