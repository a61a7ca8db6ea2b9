package backtrac.cli.remote;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import backtrac.cli.command.Command;
import backtrac.cli.command.CommandGroup;
import backtrac.cli.console.Console;
import backtrac.cli.installation.Installation;
import picocli.CommandLine;

/** {@code backtrac token} alone, and all that there is of it. */
@CommandLine.Command(name = "token", header = "The tokens by which programs call a server.", synopsisSubcommandLabel = "COMMAND", //
		commandListHeading = "%nCommands:%n")
public final class TokenCommand extends Command {

	private TokenCommand(Console console) {
		super(console);
	}

	/** With its commands, of which only the wanted one is made: see {@link CommandGroup#of}. */
	public static CommandLine group(Console console, Installation installation, String wanted) {
		Map<String, Supplier<CommandLine>> commands = new LinkedHashMap<>();
		commands.put("list", () -> new CommandLine(new TokenList(console, installation)));
		commands.put("add", () -> new CommandLine(new TokenAdd(console, installation)));
		commands.put("revoke", () -> new CommandLine(new TokenRevoke(console, installation)));
		commands.put("whoami", () -> new CommandLine(new TokenWhoami(console, installation)));
		return CommandGroup.of(new TokenCommand(console), commands, wanted);
	}

	@Override
	public Integer call() {
		return showHelp();
	}
}
