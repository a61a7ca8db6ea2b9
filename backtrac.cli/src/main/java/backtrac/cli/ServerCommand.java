package backtrac.cli;

import picocli.CommandLine;

/** {@code backtrac server} alone. */
@CommandLine.Command(name = "server", header = "Run this machine's BackTrac server.", synopsisSubcommandLabel = "COMMAND", //
		commandListHeading = "%nCommands:%n")
final class ServerCommand extends Command {

	ServerCommand(Console console) {
		super(console);
	}

	@Override
	public Integer call() {
		return showHelp();
	}
}
