package backtrac.xmlrpc.server;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import backtrac.api.access.Role;
import backtrac.xmlrpc.remote.Access;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.RpcFault;

/** Who may call a method, and what the audit log gets of that. */
final class MethodAccess {

	private final String name;
	private final Method method;
	private final Access access;

	/** @param name its full name */
	MethodAccess(String name, Method method) {
		this.name = name;
		this.method = method;
		this.access = method.getAnnotation(Access.class);
	}

	/** Whether its calls go into the audit log. */
	boolean changes() {
		return access == null || access.changes();
	}

	/** @throws RpcFault if the caller's role does not suffice */
	void require(Caller caller) {
		Role[] needed = access == null ? new Role[] { Role.ADMIN } : access.value();
		if (Arrays.stream(needed).noneMatch(caller.role()::includes)) {
			throw new RpcFault(Fault.FORBIDDEN, name + " needs the role " + Arrays.stream(needed).map(MethodAccess::word).collect(Collectors.joining(" or "))
					+ ", and the token '" + caller.name() + "' has the role " + word(caller.role()));
		}
	}

	/** The parameters of a call in short. */
	String details(List<Object> parameters) {
		return ParameterText.of(method, parameters);
	}

	private static String word(Role role) {
		return role.name().toLowerCase(Locale.ROOT);
	}
}
