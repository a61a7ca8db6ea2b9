package backtrac.cli.remote;

import java.io.IOException;

import backtrac.cli.command.Exit;
import backtrac.cli.console.Console;
import backtrac.cli.console.Format;
import backtrac.cli.installation.Installation;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** {@code backtrac plan pause}. */
@CommandLine.Command(name = "pause", header = "Have the scheduler leave a plan alone; a run by hand begins anyway.")
final class PlanPause extends RemoteCommand {

	@Parameters(paramLabel = "PLAN", description = "Its id, a unique beginning of that, or CLIENT/PLAN.")
	private String plan;

	PlanPause(Console console, Installation installation) {
		super(console, installation);
	}

	@Override
	protected int call(ServerLink link) throws IOException {
		link.plans().pause(plan);
		console.out().line(Format.printable("paused " + plan));
		return Exit.DONE;
	}
}
