package backtrac.cli.remote;

import java.io.IOException;

import backtrac.cli.command.Exit;
import backtrac.cli.console.Console;
import backtrac.cli.console.Format;
import backtrac.cli.installation.Installation;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** {@code backtrac user password}. */
@CommandLine.Command(name = "password", header = "Set a user's password.", //
		description = "%nIt is asked for on the terminal, or is the next line of standard input. Where the user is signed in that stays so.%n")
final class UserPassword extends RemoteCommand {

	@Parameters(paramLabel = "NAME", description = "The user.")
	private String name;

	UserPassword(Console console, Installation installation) {
		super(console, installation);
	}

	@Override
	protected int call(ServerLink link) throws IOException {
		link.users().setPassword(name, console.readNewSecret("password"));
		console.out().line(Format.printable("set the password of " + name));
		return Exit.DONE;
	}
}
