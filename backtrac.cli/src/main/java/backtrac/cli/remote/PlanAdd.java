package backtrac.cli.remote;

import java.io.IOException;

import backtrac.cli.command.Exit;
import backtrac.cli.console.Console;
import backtrac.cli.console.Format;
import backtrac.cli.installation.Installation;
import backtrac.cli.policy.NextRuns;
import backtrac.xmlrpc.remote.SavedPlan;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code backtrac plan add}. */
@CommandLine.Command(name = "add", header = "Add a plan to a client.")
final class PlanAdd extends RemoteCommand {

	@Parameters(paramLabel = "CLIENT/NAME", description = "The client, and what people shall call the plan.")
	private String name;

	@Mixin
	private PlanOptions options;

	PlanAdd(Console console, Installation installation) {
		super(console, installation);
	}

	@Override
	protected int call(ServerLink link) throws IOException {
		int slash = name.indexOf('/');
		if (slash <= 0 || slash == name.length() - 1) {
			throw usage("the plan is CLIENT/NAME, not '" + name + "'");
		}
		SavedPlan saved = link.plans().save(options.definition(console, null, name.substring(0, slash), name.substring(slash + 1), isThisMachine()));
		console.out().line(Format.printable("added the plan " + name + ", " + NextRuns.sentence(saved.next(), console.zone())));
		saved.warnings().forEach(console::complain);
		return Exit.DONE;
	}
}
