package backtrac.cli;

import picocli.CommandLine;

/** {@code backtrac plan} alone. */
@CommandLine.Command(name = "plan", header = "What a server backs up, and when.", synopsisSubcommandLabel = "COMMAND", //
		commandListHeading = "%nCommands:%n", footer = { "", "PLAN is an id, a unique beginning of one, or CLIENT/PLAN." })
final class PlanCommand extends Command {

	PlanCommand(Console console) {
		super(console);
	}

	@Override
	public Integer call() {
		return showHelp();
	}
}
