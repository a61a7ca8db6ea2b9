package backtrac.xmlrpc.handler;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

import backtrac.api.access.Role;
import backtrac.xmlrpc.server.Caller;

/** Who calls handlers in tests. */
public final class Callers {

	public static final Caller ADMIN = new Caller("test", Role.ADMIN, null, "127.0.0.1");

	private Callers() {
	}

	/** Who may see all, with a token of this name. */
	public static Caller named(String name) {
		return new Caller(name, Role.VIEWER, null, "127.0.0.1");
	}

	/** Who may see and restore the snapshots of one client. */
	public static Caller restoring(String client) {
		return new Caller("of " + client, Role.RESTORE, client, "127.0.0.1");
	}

	/** A handler as it is when a caller calls it. */
	public static <T> T as(Caller caller, Class<T> api, T handler) {
		return api.cast(Proxy.newProxyInstance(api.getClassLoader(), new Class<?>[] { api }, (_, method, arguments) -> caller.answering(() -> {
			try {
				return method.invoke(handler, arguments);
			} catch (InvocationTargetException e) {
				throw e.getCause();
			}
		})));
	}
}
