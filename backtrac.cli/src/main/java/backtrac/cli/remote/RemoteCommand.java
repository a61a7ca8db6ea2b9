package backtrac.cli.remote;

import java.io.IOException;
import java.net.ConnectException;

import backtrac.cli.command.Command;
import backtrac.cli.console.Console;
import backtrac.cli.console.Failure;
import backtrac.cli.installation.Installation;
import backtrac.xmlrpc.client.RpcConnectionException;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.RpcFault;
import picocli.CommandLine.Mixin;

/** A command that a server executes, over its remote interface. */
public abstract class RemoteCommand extends Command {

	@Mixin
	private ServerOption server;

	private final Installation installation;

	protected RemoteCommand(Console console, Installation installation) {
		super(console);
		this.installation = installation;
	}

	@Override
	public Integer call() throws Exception {
		try (ServerLink link = open()) {
			return call(link);
		} catch (RpcFault e) {
			if (e.is(Fault.BAD_PARAMETERS)) { // what this server knows better than the parser
				throw usage(e.getMessage());
			}
			if (e.is(Fault.UNAUTHORIZED)) {
				throw new Failure(e.getMessage() + " (the token is in " + server.tokenFile(installation) + "; --token names another file)", e);
			}
			throw e;
		} catch (RpcConnectionException e) {
			if (server.isThisMachine() && e.getCause() instanceof ConnectException) {
				throw new Failure(e.getMessage() + ": 'backtrac server start' starts this machine's", e);
			}
			throw e;
		}
	}

	/** Does not connect yet. The caller closes it. */
	protected final ServerLink open() throws IOException {
		return server.open(installation, console);
	}

	/** Whether the server's folders are those of this machine. */
	protected final boolean isThisMachine() {
		return server.isThisMachine();
	}

	/** Does it; answers the exit code. */
	protected abstract int call(ServerLink link) throws Exception;
}
