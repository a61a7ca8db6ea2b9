package backtrac.cli.remote;

import java.io.IOException;

import backtrac.cli.command.Exit;
import backtrac.cli.console.Console;
import backtrac.cli.console.Format;
import backtrac.cli.installation.Installation;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** {@code backtrac client add}. */
@CommandLine.Command(name = "add", header = "Add a client.")
final class ClientAdd extends RemoteCommand {

	@Parameters(paramLabel = "NAME", description = "What people call it; also its folder in the repository.")
	private String name;

	ClientAdd(Console console, Installation installation) {
		super(console, installation);
	}

	@Override
	protected int call(ServerLink link) throws IOException {
		link.clients().save("", name);
		console.out().line(Format.printable("added the client " + name));
		return Exit.DONE;
	}
}
