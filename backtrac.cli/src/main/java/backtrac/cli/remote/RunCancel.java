package backtrac.cli.remote;

import java.io.IOException;

import backtrac.cli.command.Exit;
import backtrac.cli.console.Console;
import backtrac.cli.installation.Installation;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** {@code backtrac run cancel}. */
@CommandLine.Command(name = "cancel", header = "Have a run end; what it has stored already is not read again by the next.")
final class RunCancel extends RemoteCommand {

	@Parameters(paramLabel = "RUN", description = "Its id, or a unique beginning of that.")
	private String run;

	RunCancel(Console console, Installation installation) {
		super(console, installation);
	}

	@Override
	protected int call(ServerLink link) throws IOException {
		boolean wasOpen = link.runs().cancel(run);
		console.out().line(wasOpen ? "asked the run to end" : "the run had ended already");
		return Exit.DONE;
	}
}
