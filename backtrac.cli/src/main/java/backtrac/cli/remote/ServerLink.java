package backtrac.cli.remote;

import java.io.IOException;
import java.net.URI;

import backtrac.cli.console.Failure;
import backtrac.cli.installation.HttpConfig;
import backtrac.cli.installation.Installation;
import backtrac.xmlrpc.client.RpcClient;
import backtrac.xmlrpc.client.RpcConnectionException;
import backtrac.xmlrpc.client.TokenFile;
import backtrac.xmlrpc.remote.ClientApi;
import backtrac.xmlrpc.remote.PlanApi;
import backtrac.xmlrpc.remote.RpcFault;
import backtrac.xmlrpc.remote.RunApi;
import backtrac.xmlrpc.remote.ServerApi;
import backtrac.xmlrpc.remote.SnapshotApi;

/** A connection to a server, over its remote interface. */
public final class ServerLink implements AutoCloseable {

	/** The HTTP status for a token that is not the server's. */
	private static final int REFUSES_TOKEN = 401;

	private final RpcClient client;

	/** @throws IOException if the token that opens the server cannot be read; the message is for people */
	public ServerLink(Installation installation, HttpConfig config) throws IOException {
		this(installation, config.url());
	}

	/**
	 * To any server whose token is that of this machine's.
	 *
	 * @throws IOException if the token cannot be read; the message is for people
	 */
	ServerLink(Installation installation, URI server) throws IOException {
		this(server, TokenFile.read(installation.base()));
	}

	/** @throws Failure if the token would leave this machine without encryption */
	ServerLink(URI server, String token) throws Failure {
		try {
			client = RpcClient.to(server.resolve("/rpc"), token);
		} catch (IllegalArgumentException e) {
			throw new Failure(e.getMessage(), e);
		}
	}

	/** Asks the server how it is. */
	public static ServerAnswer ask(Installation installation, HttpConfig config) {
		if (!config.isListening()) {
			return ServerAnswer.NONE;
		}
		try (ServerLink link = new ServerLink(installation, config)) {
			return ServerAnswer.of(link.server().status());
		} catch (RpcConnectionException | RpcFault e) {
			return new ServerAnswer(null, e.getMessage(), e instanceof RpcConnectionException refused && refused.status() == REFUSES_TOKEN);
		} catch (IOException e) {
			return new ServerAnswer(null, e.getMessage() + "; if it runs already, stop it and start it again", true);
		}
	}

	public ServerApi server() {
		return client.proxy(ServerApi.class, "server");
	}

	public ClientApi clients() {
		return client.proxy(ClientApi.class, "client");
	}

	public SnapshotApi snapshots() {
		return client.proxy(SnapshotApi.class, "snapshot");
	}

	public PlanApi plans() {
		return client.proxy(PlanApi.class, "plan");
	}

	public RunApi runs() {
		return client.proxy(RunApi.class, "run");
	}

	@Override
	public void close() {
		client.close();
	}
}
