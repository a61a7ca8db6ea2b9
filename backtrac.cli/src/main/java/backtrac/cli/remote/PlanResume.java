package backtrac.cli.remote;

import java.io.IOException;

import backtrac.cli.command.Exit;
import backtrac.cli.console.Console;
import backtrac.cli.console.Format;
import backtrac.cli.installation.Installation;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** {@code backtrac plan resume}. */
@CommandLine.Command(name = "resume", header = "End the pause of a plan.")
final class PlanResume extends RemoteCommand {

	@Parameters(paramLabel = "PLAN", description = "Its id, a unique beginning of that, or CLIENT/PLAN.")
	private String plan;

	PlanResume(Console console, Installation installation) {
		super(console, installation);
	}

	@Override
	protected int call(ServerLink link) throws IOException {
		link.plans().resume(plan);
		console.out().line(Format.printable("resumed " + plan));
		return Exit.DONE;
	}
}
