package backtrac.xmlrpc.server;

import java.util.List;

import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.RpcFault;

final class SystemMethods implements SystemApi {

	private final Dispatcher dispatcher;

	SystemMethods(Dispatcher dispatcher) {
		this.dispatcher = dispatcher;
	}

	@Override
	public List<String> listMethods() {
		return dispatcher.handlers().stream().flatMap(handler -> handler.methodNames().stream()).sorted().toList();
	}

	@Override
	public String methodHelp(String method) {
		return handler(method).help(simpleName(method));
	}

	@Override
	public List<List<String>> methodSignature(String method) {
		return List.of(handler(method).signature(simpleName(method)));
	}

	private Handler handler(String method) {
		return dispatcher.handlers().stream().filter(handler -> handler.methodNames().contains(method)).findFirst()
				.orElseThrow(() -> new RpcFault(Fault.NO_METHOD, "there is no method " + method + " now"));
	}

	private static String simpleName(String method) {
		return method.substring(method.lastIndexOf('.') + 1);
	}
}
