package backtrac.cli.remote;

import java.io.IOException;

import backtrac.cli.command.Exit;
import backtrac.cli.console.Console;
import backtrac.cli.console.Format;
import backtrac.cli.installation.Installation;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** {@code backtrac client resume}. */
@CommandLine.Command(name = "resume", header = "End the pause of a client.")
final class ClientResume extends RemoteCommand {

	@Parameters(paramLabel = "CLIENT", description = "Its name or id.")
	private String client;

	ClientResume(Console console, Installation installation) {
		super(console, installation);
	}

	@Override
	protected int call(ServerLink link) throws IOException {
		link.clients().resume(client);
		console.out().line(Format.printable("resumed " + client));
		return Exit.DONE;
	}
}
