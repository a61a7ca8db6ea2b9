package backtrac.cli;

import picocli.CommandLine;

/** {@code backtrac run} alone. */
@CommandLine.Command(name = "run", header = "What a server does, and did.", synopsisSubcommandLabel = "COMMAND", //
		commandListHeading = "%nCommands:%n", footer = { "", "RUN is an id, or a unique beginning of one of the latest runs. PLAN is an id, a unique beginning of one, or CLIENT/PLAN." })
final class RunCommand extends Command {

	RunCommand(Console console) {
		super(console);
	}

	@Override
	public Integer call() {
		return showHelp();
	}
}
