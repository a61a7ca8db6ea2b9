package backtrac.cli.server;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import backtrac.cli.command.Command;
import backtrac.cli.command.CommandGroup;
import backtrac.cli.console.Console;
import backtrac.cli.installation.Installation;
import picocli.CommandLine;

/** {@code backtrac server} alone, and all that there is of it. */
@CommandLine.Command(name = "server", header = "Run this machine's BackTrac server.", synopsisSubcommandLabel = "COMMAND", //
		commandListHeading = "%nCommands:%n")
public final class ServerCommand extends Command {

	private ServerCommand(Console console) {
		super(console);
	}

	/** With its commands, of which only the wanted one is made: see {@link CommandGroup#of}. */
	public static CommandLine group(Console console, Installation installation, String wanted) {
		Map<String, Supplier<CommandLine>> commands = new LinkedHashMap<>();
		commands.put("run", () -> new CommandLine(new ServerRun(console, installation)));
		commands.put("start", () -> new CommandLine(new ServerStart(console, installation)));
		commands.put("stop", () -> new CommandLine(new ServerStop(console, installation)));
		commands.put("status", () -> new CommandLine(new ServerStatusCommand(console, installation)));
		commands.put("pause", () -> new CommandLine(new ServerPause(console, installation)));
		commands.put("resume", () -> new CommandLine(new ServerResume(console, installation)));
		return CommandGroup.of(new ServerCommand(console), commands, wanted);
	}

	@Override
	public Integer call() {
		return showHelp();
	}
}
