package backtrac.cli.remote;

import java.io.IOException;

import backtrac.cli.command.Exit;
import backtrac.cli.console.Console;
import backtrac.cli.console.Format;
import backtrac.cli.installation.Installation;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** {@code backtrac token revoke}. */
@CommandLine.Command(name = "revoke", header = "Refuse a token from now on.")
final class TokenRevoke extends RemoteCommand {

	@Parameters(paramLabel = "TOKEN", description = "Its name or id.")
	private String name;

	TokenRevoke(Console console, Installation installation) {
		super(console, installation);
	}

	@Override
	protected int call(ServerLink link) throws IOException {
		link.tokens().revoke(name);
		console.out().line(Format.printable("revoked the token " + name));
		return Exit.DONE;
	}
}
