package backtrac.cli.remote;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

import backtrac.cli.command.Exit;
import backtrac.cli.console.Console;
import backtrac.cli.console.Table;
import backtrac.cli.installation.Installation;
import backtrac.xmlrpc.remote.BundleInfo;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code backtrac bundle list}. */
@CommandLine.Command(name = "list", header = "List the bundles: BackTrac's own, and what was added to the server.")
final class BundleList extends ListingCommand {

	@Option(names = "--all", description = "The libraries that BackTrac stands on, too.")
	private boolean all;

	BundleList(Console console, Installation installation) {
		super(console, installation);
	}

	@Override
	protected int call(ServerLink link) throws IOException {
		List<BundleInfo> bundles = link.bundles().list().stream().filter(bundle -> all || !bundle.kind().equals(BundleInfo.LIBRARY)).toList();
		if (isJson()) {
			printArray(bundles, (json, b) -> json.put("id", b.id()).put("name", b.name()).put("version", b.version()).put("state", b.state().toLowerCase(Locale.ROOT)).put("kind", b.kind().toLowerCase(Locale.ROOT))
					.put("file", orNull(b.file())).put("stoppable", b.stoppable()).put("schemes", b.schemes()));
		} else {
			Table table = new Table(Table.right("ID"), Table.left("NAME"), Table.left("VERSION"), Table.left("STATE"), Table.left("KIND"), Table.left("TRANSPORTS"));
			bundles.forEach(b -> table.row(Long.toString(b.id()), b.name(), b.version(), b.state().toLowerCase(Locale.ROOT), b.kind().toLowerCase(Locale.ROOT),
					orDash(String.join(", ", b.schemes()))));
			table.print(console.out());
		}
		return Exit.DONE;
	}
}
