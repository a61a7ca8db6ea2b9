package backtrac.cli;

import picocli.CommandLine;

/** {@code backtrac snapshot} alone. */
@CommandLine.Command(name = "snapshot", header = "What backups of a server have left.", synopsisSubcommandLabel = "COMMAND", //
		commandListHeading = "%nCommands:%n", footer = { "", "SNAPSHOT is an id, a unique beginning of one, 'latest', or CLIENT/PLAN/TIME (TIME may be 'latest')." })
final class SnapshotCommand extends Command {

	SnapshotCommand(Console console) {
		super(console);
	}

	@Override
	public Integer call() {
		return showHelp();
	}
}
