package backtrac.cli.remote;

import java.io.IOException;

import backtrac.cli.command.Exit;
import backtrac.cli.console.Console;
import backtrac.cli.console.Format;
import backtrac.cli.installation.Installation;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** {@code backtrac user remove}. */
@CommandLine.Command(name = "remove", header = "Remove a user; the last one stays.")
final class UserRemove extends RemoteCommand {

	@Parameters(paramLabel = "NAME", description = "The user.")
	private String name;

	UserRemove(Console console, Installation installation) {
		super(console, installation);
	}

	@Override
	protected int call(ServerLink link) throws IOException {
		link.users().remove(name);
		console.out().line(Format.printable("removed the user " + name));
		return Exit.DONE;
	}
}
