package backtrac.cli;

import picocli.CommandLine;

/** {@code backtrac client} alone. */
@CommandLine.Command(name = "client", header = "The machines that a server protects.", synopsisSubcommandLabel = "COMMAND", //
		commandListHeading = "%nCommands:%n")
final class ClientCommand extends Command {

	ClientCommand(Console console) {
		super(console);
	}

	@Override
	public Integer call() {
		return showHelp();
	}
}
