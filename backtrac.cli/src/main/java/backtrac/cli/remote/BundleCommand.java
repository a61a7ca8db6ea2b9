package backtrac.cli.remote;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import backtrac.cli.command.Command;
import backtrac.cli.command.CommandGroup;
import backtrac.cli.console.Console;
import backtrac.cli.installation.Installation;
import picocli.CommandLine;

/** {@code backtrac bundle} alone, and all that there is of it. */
@CommandLine.Command(name = "bundle", header = "What a server is made of, and what was added to it.", synopsisSubcommandLabel = "COMMAND", //
		commandListHeading = "%nCommands:%n", footer = { "", "BUNDLE is a symbolic name or an id." })
public final class BundleCommand extends Command {

	private BundleCommand(Console console) {
		super(console);
	}

	/** With its commands, of which only the wanted one is made: see {@link CommandGroup#of}. */
	public static CommandLine group(Console console, Installation installation, String wanted) {
		Map<String, Supplier<CommandLine>> commands = new LinkedHashMap<>();
		commands.put("list", () -> new CommandLine(new BundleList(console, installation)));
		commands.put("install", () -> new CommandLine(new BundleInstall(console, installation)));
		commands.put("update", () -> new CommandLine(new BundleUpdate(console, installation)));
		commands.put("start", () -> new CommandLine(new BundleStart(console, installation)));
		commands.put("stop", () -> new CommandLine(new BundleStop(console, installation)));
		commands.put("remove", () -> new CommandLine(new BundleRemove(console, installation)));
		return CommandGroup.of(new BundleCommand(console), commands, wanted);
	}

	@Override
	public Integer call() {
		return showHelp();
	}
}
