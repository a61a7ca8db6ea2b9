package backtrac.cli.remote;

import java.io.IOException;
import java.net.URI;

import backtrac.cli.console.Failure;
import backtrac.cli.installation.HttpConfig;
import backtrac.cli.installation.Installation;
import backtrac.xmlrpc.client.Fingerprint;
import backtrac.xmlrpc.client.RpcClient;
import backtrac.xmlrpc.client.RpcConnectionException;
import backtrac.xmlrpc.client.TokenFile;
import backtrac.xmlrpc.remote.AuditApi;
import backtrac.xmlrpc.remote.BundleApi;
import backtrac.xmlrpc.remote.ClientApi;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.PlanApi;
import backtrac.xmlrpc.remote.RestoreApi;
import backtrac.xmlrpc.remote.RetentionApi;
import backtrac.xmlrpc.remote.RpcFault;
import backtrac.xmlrpc.remote.RunApi;
import backtrac.xmlrpc.remote.ServerApi;
import backtrac.xmlrpc.remote.SnapshotApi;
import backtrac.xmlrpc.remote.TokenApi;
import backtrac.xmlrpc.remote.TransportApi;
import backtrac.xmlrpc.remote.UserApi;

/** A connection to a server, over its remote interface. */
public final class ServerLink implements AutoCloseable {

	private final RpcClient client;

	/** @throws IOException if the token that opens the server cannot be read; the message is for people */
	public ServerLink(Installation installation, HttpConfig config) throws IOException {
		this(config.url(), TokenFile.read(installation.base()), null);
	}

	/**
	 * To any server.
	 *
	 * @param fingerprint of its certificate; null if Java knows whom to trust
	 * @throws Failure if the token would leave this machine without encryption
	 */
	ServerLink(URI server, String token, Fingerprint fingerprint) throws Failure {
		try {
			URI url = server.resolve("/rpc");
			client = fingerprint == null ? RpcClient.to(url, token) : RpcClient.to(url, token, fingerprint);
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
		} catch (RpcFault e) {
			return new ServerAnswer(null, e.getMessage(), e.is(Fault.UNAUTHORIZED));
		} catch (RpcConnectionException e) {
			return new ServerAnswer(null, e.getMessage(), false);
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

	public RetentionApi retention() {
		return client.proxy(RetentionApi.class, "retention");
	}

	public RestoreApi restores() {
		return client.proxy(RestoreApi.class, "restore");
	}

	public PlanApi plans() {
		return client.proxy(PlanApi.class, "plan");
	}

	public RunApi runs() {
		return client.proxy(RunApi.class, "run");
	}

	TokenApi tokens() {
		return client.proxy(TokenApi.class, "token");
	}

	AuditApi audit() {
		return client.proxy(AuditApi.class, "audit");
	}

	UserApi users() {
		return client.proxy(UserApi.class, "user");
	}

	public TransportApi transports() {
		return client.proxy(TransportApi.class, "transport");
	}

	public BundleApi bundles() {
		return client.proxy(BundleApi.class, "bundle");
	}

	@Override
	public void close() {
		client.close();
	}
}
