package backtrac.cli;

import java.io.IOException;

import backtrac.xmlrpc.client.RpcClient;
import backtrac.xmlrpc.client.RpcConnectionException;
import backtrac.xmlrpc.remote.PlanApi;
import backtrac.xmlrpc.remote.RpcFault;
import backtrac.xmlrpc.remote.RunApi;
import backtrac.xmlrpc.remote.ServerApi;
import backtrac.xmlrpc.remote.ServerStatus;

/** A connection to this machine's server, over its remote interface. */
final class ServerLink implements AutoCloseable {

	private final RpcClient client;

	/** @throws IOException if the token that opens the server cannot be read; the message is for people */
	ServerLink(Installation installation, HttpConfig config) throws IOException {
		try {
			client = RpcClient.onThisMachine(config.url().resolve("rpc"), installation.base());
		} catch (IllegalArgumentException e) {
			throw new Failure(e.getMessage(), e);
		}
	}

	/** How the server is; null while it does not answer. */
	static ServerStatus ask(Installation installation, HttpConfig config) {
		if (!config.isListening()) {
			return null;
		}
		try (ServerLink link = new ServerLink(installation, config)) {
			return link.server().status();
		} catch (IOException | RpcConnectionException | RpcFault e) {
			return null;
		}
	}

	ServerApi server() {
		return client.proxy(ServerApi.class, "server");
	}

	PlanApi plans() {
		return client.proxy(PlanApi.class, "plan");
	}

	RunApi runs() {
		return client.proxy(RunApi.class, "run");
	}

	@Override
	public void close() {
		client.close();
	}
}
