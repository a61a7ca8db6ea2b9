package backtrac.cli.remote;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import backtrac.cli.command.Command;
import backtrac.cli.command.CommandGroup;
import backtrac.cli.console.Console;
import backtrac.cli.installation.Installation;
import picocli.CommandLine;

/** {@code backtrac run} alone, and all that there is of it. */
@CommandLine.Command(name = "run", header = "What a server does, and did.", synopsisSubcommandLabel = "COMMAND", //
		commandListHeading = "%nCommands:%n", footer = { "", "RUN is an id, or a unique beginning of one of the latest runs. PLAN is an id, a unique beginning of one, or CLIENT/PLAN." })
public final class RunCommand extends Command {

	private RunCommand(Console console) {
		super(console);
	}

	/** With its commands, of which only the wanted one is made: see {@link CommandGroup#of}. */
	public static CommandLine group(Console console, Installation installation, String wanted) {
		Map<String, Supplier<CommandLine>> commands = new LinkedHashMap<>();
		commands.put("list", () -> new CommandLine(new RunList(console, installation)));
		commands.put("start", () -> new CommandLine(new RunStart(console, installation)));
		commands.put("show", () -> new CommandLine(new RunShow(console, installation)));
		commands.put("log", () -> new CommandLine(new RunLogCommand(console, installation)));
		commands.put("cancel", () -> new CommandLine(new RunCancel(console, installation)));
		return CommandGroup.of(new RunCommand(console), commands, wanted);
	}

	@Override
	public Integer call() {
		return showHelp();
	}
}
