package backtrac.cli.remote;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import backtrac.cli.command.Command;
import backtrac.cli.command.CommandGroup;
import backtrac.cli.console.Console;
import backtrac.cli.installation.Installation;
import picocli.CommandLine;

/** {@code backtrac user} alone, and all that there is of it. */
@CommandLine.Command(name = "user", header = "Who may sign in to a server's web page.", synopsisSubcommandLabel = "COMMAND", //
		commandListHeading = "%nCommands:%n")
public final class UserCommand extends Command {

	private UserCommand(Console console) {
		super(console);
	}

	/** With its commands, of which only the wanted one is made: see {@link CommandGroup#of}. */
	public static CommandLine group(Console console, Installation installation, String wanted) {
		Map<String, Supplier<CommandLine>> commands = new LinkedHashMap<>();
		commands.put("list", () -> new CommandLine(new UserList(console, installation)));
		commands.put("add", () -> new CommandLine(new UserAdd(console, installation)));
		commands.put("password", () -> new CommandLine(new UserPassword(console, installation)));
		commands.put("remove", () -> new CommandLine(new UserRemove(console, installation)));
		return CommandGroup.of(new UserCommand(console), commands, wanted);
	}

	@Override
	public Integer call() {
		return showHelp();
	}
}
