package backtrac.xmlrpc.client;

import java.net.URI;
import java.util.List;

import backtrac.xmlrpc.remote.ClientApi;
import backtrac.xmlrpc.remote.PlanApi;
import backtrac.xmlrpc.remote.RunApi;
import backtrac.xmlrpc.remote.ServerApi;
import backtrac.xmlrpc.remote.SnapshotApi;

/** A program outside of any framework. */
final class PlainCaller {

	private PlainCaller() {
	}

	public static void main(String[] arguments) {
		try (RpcClient client = RpcClient.to(URI.create(arguments[0]), "token")) {
			List.of(ClientApi.class, PlanApi.class, RunApi.class, SnapshotApi.class).forEach(api -> client.proxy(api, "any"));
			System.out.println(client.proxy(ServerApi.class, "server").status().version());
		}
	}
}
