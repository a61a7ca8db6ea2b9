package backtrac.cli;

import picocli.CommandLine;

/** {@code backtrac repo} alone. */
@CommandLine.Command(name = "repo", header = "Work on a repository's folder, without a server.", synopsisSubcommandLabel = "COMMAND", //
		commandListHeading = "%nCommands:%n", footer = { "",
				"SNAPSHOT is an id, a unique beginning of one, 'latest', or CLIENT/PLAN/TIME (TIME may be 'latest')." })
final class RepoCommand extends Command {

	RepoCommand(Console console) {
		super(console);
	}

	@Override
	public Integer call() {
		return showHelp();
	}
}
