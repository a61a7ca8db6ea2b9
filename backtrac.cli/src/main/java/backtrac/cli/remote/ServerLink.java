package backtrac.cli.remote;

import java.io.IOException;
import java.net.URI;
import java.nio.file.NoSuchFileException;

import backtrac.cli.console.Console;
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

	private final URI url;
	private final RpcClient client;
	private final Patience patience;

	/**
	 * To this machine's. Calls are tried again for a while if it is busy.
	 *
	 * @param console is told
	 * @throws IOException if the token that opens the server cannot be read; the message is for people
	 */
	public ServerLink(Installation installation, HttpConfig config, Console console) throws IOException {
		this(config.url(), readToken(installation), null, Patience.of(console));
	}

	/**
	 * To any server.
	 *
	 * @param fingerprint of its certificate; null if Java knows whom to trust
	 * @throws Failure if the token would leave this machine without encryption
	 */
	ServerLink(URI server, String token, Fingerprint fingerprint, Patience patience) throws Failure {
		this.url = server.resolve("/");
		this.patience = patience;
		try {
			URI rpc = server.resolve("/rpc");
			client = fingerprint == null ? RpcClient.to(rpc, token) : RpcClient.to(rpc, token, fingerprint);
		} catch (IllegalArgumentException e) {
			throw new Failure(e.getMessage(), e);
		}
	}

	/** Makes a connection. */
	@FunctionalInterface
	public interface Opening {

		/** @throws IOException if the token cannot be read; the message is for people */
		ServerLink link() throws IOException;
	}

	/** Asks this machine's server, which runs, how it is. */
	public static ServerAnswer ask(Installation installation, HttpConfig config) {
		return ask(config, () -> new ServerLink(config.url(), readToken(installation), null, Patience.NONE));
	}

	/** The same with a connection of the caller's. */
	public static ServerAnswer ask(HttpConfig config, Opening opening) {
		if (!config.isListening()) {
			return ServerAnswer.NONE;
		}
		try (ServerLink link = opening.link()) {
			return ServerAnswer.of(link.server().status());
		} catch (RpcFault e) {
			return new ServerAnswer(null, e.getMessage(), e.is(Fault.UNAUTHORIZED) || e.is(Fault.FORBIDDEN));
		} catch (RpcConnectionException e) {
			return new ServerAnswer(null, e.getMessage(), false);
		} catch (IOException e) {
			return new ServerAnswer(null, e.getMessage(), true);
		}
	}

	/**
	 * Reads the token of this machine's server, which runs.
	 *
	 * @throws IOException if that cannot be done; the message is for people
	 */
	static String readToken(Installation installation) throws IOException {
		try {
			return TokenFile.read(installation.base());
		} catch (IOException e) {
			if (e.getCause() instanceof NoSuchFileException) {
				throw new Failure("the server's token " + TokenFile.of(installation.base()) + " is gone: 'backtrac server stop' and then 'backtrac server start' make another", e);
			}
			throw e;
		}
	}

	/** Where a browser finds the server. */
	public URI url() {
		return url;
	}

	public ServerApi server() {
		return proxy(ServerApi.class, "server");
	}

	public ClientApi clients() {
		return proxy(ClientApi.class, "client");
	}

	public SnapshotApi snapshots() {
		return proxy(SnapshotApi.class, "snapshot");
	}

	public RetentionApi retention() {
		return proxy(RetentionApi.class, "retention");
	}

	public RestoreApi restores() {
		return proxy(RestoreApi.class, "restore");
	}

	public PlanApi plans() {
		return proxy(PlanApi.class, "plan");
	}

	public RunApi runs() {
		return proxy(RunApi.class, "run");
	}

	TokenApi tokens() {
		return proxy(TokenApi.class, "token");
	}

	AuditApi audit() {
		return proxy(AuditApi.class, "audit");
	}

	UserApi users() {
		return proxy(UserApi.class, "user");
	}

	public TransportApi transports() {
		return proxy(TransportApi.class, "transport");
	}

	public BundleApi bundles() {
		return proxy(BundleApi.class, "bundle");
	}

	private <T> T proxy(Class<T> api, String name) {
		return patience.with(api, client.proxy(api, name));
	}

	@Override
	public void close() {
		client.close();
	}
}
