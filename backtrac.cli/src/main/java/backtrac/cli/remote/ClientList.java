package backtrac.cli.remote;

import java.io.IOException;
import java.util.List;

import backtrac.cli.command.Exit;
import backtrac.cli.console.Console;
import backtrac.cli.console.Table;
import backtrac.cli.installation.Installation;
import backtrac.xmlrpc.remote.ClientInfo;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** {@code backtrac client list}. */
@CommandLine.Command(name = "list", header = "List the clients, by name.")
final class ClientList extends ListingCommand {

	private static final int PAGE = 10_000;

	@Parameters(arity = "0..1", paramLabel = "TEXT", description = "Only those whose name has this in it.")
	private String text = "";

	ClientList(Console console, Installation installation) {
		super(console, installation);
	}

	@Override
	protected int call(ServerLink link) throws IOException {
		List<ClientInfo> clients = all(PAGE, offset -> link.clients().list(text, offset, PAGE));
		if (isJson()) {
			printArray(clients, (json, c) -> json.put("id", c.clientId()).put("name", c.name()).put("paused", c.paused()));
		} else if (clients.isEmpty()) {
			console.say(text.isEmpty() ? "no clients yet: 'backtrac client add' adds one" : "no client's name has '" + text + "' in it");
		} else {
			Table table = new Table(Table.left("NAME"), Table.left("STATE"));
			clients.forEach(c -> table.row(c.name(), c.paused() ? "paused" : "active"));
			table.print(console.out());
		}
		return Exit.DONE;
	}
}
