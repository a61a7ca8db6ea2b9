package backtrac.cli.remote;

import java.io.IOException;
import java.util.Locale;

import backtrac.cli.command.Exit;
import backtrac.cli.console.Console;
import backtrac.cli.console.Failure;
import backtrac.cli.console.Format;
import backtrac.cli.installation.Installation;
import backtrac.engine.jobs.report.Quantities;
import backtrac.xmlrpc.remote.PlanFilter;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code backtrac client remove}. */
@CommandLine.Command(name = "remove", header = "Remove a client with its plans; its snapshots stay.", //
		description = "%nAsks first if it has plans.%n")
final class ClientRemove extends RemoteCommand {

	@Parameters(paramLabel = "CLIENT", description = "Its name or id.")
	private String client;

	@Option(names = "--yes", description = "Do not ask.")
	private boolean yes;

	ClientRemove(Console console, Installation installation) {
		super(console, installation);
	}

	@Override
	protected int call(ServerLink link) throws IOException {
		String plans = plans(link);
		if (!plans.isEmpty() && !yes && !isConfirmed(plans)) {
			console.say("nothing has been removed");
			return Exit.FAILED;
		}
		link.clients().remove(client);
		console.out().line(Format.printable("removed " + client + (plans.isEmpty() ? "" : " and " + plans) + "; its snapshots stay in the repository"));
		return Exit.DONE;
	}

	/** How many it has; empty if none. */
	private String plans(ServerLink link) {
		int count = ListingCommand.all(PlanFilter.MOST, offset -> link.plans().list(PlanFilter.page(client, null, null, offset))).size();
		return count == 0 ? "" : Quantities.count(count, "plan");
	}

	private boolean isConfirmed(String plans) throws Failure {
		String answer = console.ask(Format.printable("remove the client " + client + " with " + plans + "? [y/N] "))
				.orElseThrow(() -> new Failure("the client " + client + " has " + plans + ", which would go with it: say --yes to remove all of it"));
		return answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
	}
}
