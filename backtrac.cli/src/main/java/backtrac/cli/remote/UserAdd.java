package backtrac.cli.remote;

import java.io.IOException;

import backtrac.cli.command.Exit;
import backtrac.cli.console.Console;
import backtrac.cli.console.Format;
import backtrac.cli.installation.Installation;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** {@code backtrac user add}. */
@CommandLine.Command(name = "add", header = "Add a user.", //
		description = "%nThe password, of 10 characters or more, is asked for on the terminal, or is the next line of standard input.%n")
final class UserAdd extends RemoteCommand {

	@Parameters(paramLabel = "NAME", description = "The name to sign in with.")
	private String name;

	UserAdd(Console console, Installation installation) {
		super(console, installation);
	}

	@Override
	protected int call(ServerLink link) throws IOException {
		link.users().add(name, console.readNewSecret("password"));
		console.out().line(Format.printable("added the user " + name));
		return Exit.DONE;
	}
}
