package backtrac.cli.remote;

import java.io.IOException;

import backtrac.cli.command.Exit;
import backtrac.cli.console.Console;
import backtrac.cli.console.Format;
import backtrac.cli.installation.Installation;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** {@code backtrac client pause}. */
@CommandLine.Command(name = "pause", header = "Have the scheduler leave all plans of a client alone.")
final class ClientPause extends RemoteCommand {

	@Parameters(paramLabel = "CLIENT", description = "Its name or id.")
	private String client;

	ClientPause(Console console, Installation installation) {
		super(console, installation);
	}

	@Override
	protected int call(ServerLink link) throws IOException {
		link.clients().pause(client);
		console.out().line(Format.printable("paused " + client));
		return Exit.DONE;
	}
}
