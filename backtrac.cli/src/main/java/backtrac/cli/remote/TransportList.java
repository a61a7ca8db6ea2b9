package backtrac.cli.remote;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

import backtrac.cli.command.Exit;
import backtrac.cli.console.Console;
import backtrac.cli.console.Table;
import backtrac.cli.installation.Installation;
import backtrac.xmlrpc.remote.TransportInfo;
import picocli.CommandLine;

/** {@code backtrac transport list}. */
@CommandLine.Command(name = "list", header = "List the transports, and those that plans would need.")
final class TransportList extends ListingCommand {

	TransportList(Console console, Installation installation) {
		super(console, installation);
	}

	@Override
	protected int call(ServerLink link) throws IOException {
		List<TransportInfo> transports = link.transports().list();
		if (isJson()) {
			printArray(transports, (json, t) -> json.put("scheme", t.scheme()).put("label", orNull(t.label())).put("bundle", orNull(t.bundle()))
					.put("version", orNull(t.version())).put("state", t.state().toLowerCase(Locale.ROOT)).put("plans", t.plans()));
		} else {
			Table table = new Table(Table.left("SCHEME"), Table.left("STATE"), Table.right("PLANS"), Table.left("BUNDLE"), Table.left("VERSION"), Table.left("WHAT"));
			transports.forEach(t -> table.row(t.scheme(), t.state().toLowerCase(Locale.ROOT), Integer.toString(t.plans()), orDash(t.bundle()), orDash(t.version()),
					orDash(t.label())));
			table.print(console.out());
		}
		return Exit.DONE;
	}
}
