package backtrac.cli.remote;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import backtrac.cli.command.Command;
import backtrac.cli.command.CommandGroup;
import backtrac.cli.console.Console;
import backtrac.cli.installation.Installation;
import picocli.CommandLine;

/** {@code backtrac snapshot} alone, and all that there is of it. */
@CommandLine.Command(name = "snapshot", header = "What backups of a server have left.", synopsisSubcommandLabel = "COMMAND", //
		commandListHeading = "%nCommands:%n", footer = { "", "SNAPSHOT is an id, a unique beginning of one, 'latest', or CLIENT/PLAN/TIME (TIME may be 'latest')." })
public final class SnapshotCommand extends Command {

	private SnapshotCommand(Console console) {
		super(console);
	}

	/** With its commands, of which only the wanted one is made: see {@link CommandGroup#of}. */
	public static CommandLine group(Console console, Installation installation, String wanted) {
		Map<String, Supplier<CommandLine>> commands = new LinkedHashMap<>();
		commands.put("list", () -> new CommandLine(new SnapshotList(console, installation)));
		commands.put("pin", () -> new CommandLine(new SnapshotPin(console, installation)));
		commands.put("unpin", () -> new CommandLine(new SnapshotUnpin(console, installation)));
		return CommandGroup.of(new SnapshotCommand(console), commands, wanted);
	}

	@Override
	public Integer call() {
		return showHelp();
	}
}
