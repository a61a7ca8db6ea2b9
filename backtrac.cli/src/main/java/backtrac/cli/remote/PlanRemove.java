package backtrac.cli.remote;

import java.io.IOException;

import backtrac.cli.command.Exit;
import backtrac.cli.console.Console;
import backtrac.cli.console.Format;
import backtrac.cli.installation.Installation;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** {@code backtrac plan remove}. */
@CommandLine.Command(name = "remove", header = "Remove a plan; its snapshots stay.")
final class PlanRemove extends RemoteCommand {

	@Parameters(paramLabel = "PLAN", description = "Its id, a unique beginning of that, or CLIENT/PLAN.")
	private String plan;

	PlanRemove(Console console, Installation installation) {
		super(console, installation);
	}

	@Override
	protected int call(ServerLink link) throws IOException {
		link.plans().remove(plan);
		console.out().line(Format.printable("removed " + plan + "; its snapshots stay in the repository"));
		return Exit.DONE;
	}
}
