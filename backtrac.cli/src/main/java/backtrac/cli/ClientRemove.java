package backtrac.cli;

import java.io.IOException;

import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** {@code backtrac client remove}. */
@CommandLine.Command(name = "remove", header = "Remove a client with its plans; its snapshots stay.")
final class ClientRemove extends RemoteCommand {

	@Parameters(paramLabel = "CLIENT", description = "Its name or id.")
	private String client;

	ClientRemove(Console console, Installation installation) {
		super(console, installation);
	}

	@Override
	int call(ServerLink link) throws IOException {
		link.clients().remove(client);
		console.out().line(Format.printable("removed " + client + "; its snapshots stay in the repository"));
		return Exit.DONE;
	}
}
