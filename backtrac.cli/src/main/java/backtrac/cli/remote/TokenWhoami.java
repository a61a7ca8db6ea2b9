package backtrac.cli.remote;

import java.io.IOException;
import java.util.Locale;

import backtrac.cli.command.Exit;
import backtrac.cli.console.Console;
import backtrac.cli.console.Format;
import backtrac.cli.console.Json;
import backtrac.cli.installation.Installation;
import backtrac.xmlrpc.remote.CallerInfo;
import picocli.CommandLine;

/** {@code backtrac token whoami}. */
@CommandLine.Command(name = "whoami", header = "Tell what the server takes the token for that is used here.")
final class TokenWhoami extends ListingCommand {

	TokenWhoami(Console console, Installation installation) {
		super(console, installation);
	}

	@Override
	protected int call(ServerLink link) throws IOException {
		CallerInfo caller = link.server().whoami();
		if (isJson()) {
			try (Json json = new Json(console.out())) {
				json.object().put("name", caller.name()).put("role", caller.role().toLowerCase(Locale.ROOT)).put("client", orNull(caller.client()))
						.put("address", caller.address()).endObject();
			}
		} else {
			console.out().line(Format.printable(caller.name() + ": " + TokenList.role(caller.role(), caller.client()) + ", from " + caller.address()));
		}
		return Exit.DONE;
	}
}
