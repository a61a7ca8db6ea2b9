package backtrac.cli.remote;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import backtrac.cli.command.Command;
import backtrac.cli.command.CommandGroup;
import backtrac.cli.console.Console;
import backtrac.cli.installation.Installation;
import picocli.CommandLine;

/** {@code backtrac transport} alone, and all that there is of it. */
@CommandLine.Command(name = "transport", header = "The ways in which a server reaches files.", synopsisSubcommandLabel = "COMMAND", //
		commandListHeading = "%nCommands:%n", footer = { "", "SCHEME is the name by which plans choose a transport, as local or smb." })
public final class TransportCommand extends Command {

	private TransportCommand(Console console) {
		super(console);
	}

	/** With its commands, of which only the wanted one is made: see {@link CommandGroup#of}. */
	public static CommandLine group(Console console, Installation installation, String wanted) {
		Map<String, Supplier<CommandLine>> commands = new LinkedHashMap<>();
		commands.put("list", () -> new CommandLine(new TransportList(console, installation)));
		commands.put("show", () -> new CommandLine(new TransportShow(console, installation)));
		commands.put("test", () -> new CommandLine(new TransportTry(console, installation)));
		return CommandGroup.of(new TransportCommand(console), commands, wanted);
	}

	@Override
	public Integer call() {
		return showHelp();
	}
}
