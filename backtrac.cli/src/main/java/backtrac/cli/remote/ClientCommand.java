package backtrac.cli.remote;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import backtrac.cli.command.Command;
import backtrac.cli.command.CommandGroup;
import backtrac.cli.console.Console;
import backtrac.cli.installation.Installation;
import picocli.CommandLine;

/** {@code backtrac client} alone, and all that there is of it. */
@CommandLine.Command(name = "client", header = "The machines that a server protects.", synopsisSubcommandLabel = "COMMAND", //
		commandListHeading = "%nCommands:%n")
public final class ClientCommand extends Command {

	private ClientCommand(Console console) {
		super(console);
	}

	/** With its commands, of which only the wanted one is made: see {@link CommandGroup#of}. */
	public static CommandLine group(Console console, Installation installation, String wanted) {
		Map<String, Supplier<CommandLine>> commands = new LinkedHashMap<>();
		commands.put("list", () -> new CommandLine(new ClientList(console, installation)));
		commands.put("add", () -> new CommandLine(new ClientAdd(console, installation)));
		commands.put("pause", () -> new CommandLine(new ClientPause(console, installation)));
		commands.put("resume", () -> new CommandLine(new ClientResume(console, installation)));
		commands.put("remove", () -> new CommandLine(new ClientRemove(console, installation)));
		return CommandGroup.of(new ClientCommand(console), commands, wanted);
	}

	@Override
	public Integer call() {
		return showHelp();
	}
}
