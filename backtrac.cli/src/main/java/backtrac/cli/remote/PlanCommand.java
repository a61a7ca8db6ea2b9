package backtrac.cli.remote;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import backtrac.cli.command.Command;
import backtrac.cli.command.CommandGroup;
import backtrac.cli.console.Console;
import backtrac.cli.installation.Installation;
import picocli.CommandLine;

/** {@code backtrac plan} alone, and all that there is of it. */
@CommandLine.Command(name = "plan", header = "What a server backs up, and when.", synopsisSubcommandLabel = "COMMAND", //
		commandListHeading = "%nCommands:%n", footer = { "", "PLAN is an id, a unique beginning of one, or CLIENT/PLAN." })
public final class PlanCommand extends Command {

	private PlanCommand(Console console) {
		super(console);
	}

	/** With its commands, of which only the wanted one is made: see {@link CommandGroup#of}. */
	public static CommandLine group(Console console, Installation installation, String wanted) {
		Map<String, Supplier<CommandLine>> commands = new LinkedHashMap<>();
		commands.put("list", () -> new CommandLine(new PlanList(console, installation)));
		commands.put("show", () -> new CommandLine(new PlanShow(console, installation)));
		commands.put("add", () -> new CommandLine(new PlanAdd(console, installation)));
		commands.put("set", () -> new CommandLine(new PlanSet(console, installation)));
		commands.put("pause", () -> new CommandLine(new PlanPause(console, installation)));
		commands.put("resume", () -> new CommandLine(new PlanResume(console, installation)));
		commands.put("remove", () -> new CommandLine(new PlanRemove(console, installation)));
		commands.put("next", () -> new CommandLine(new PlanNext(console, installation)));
		return CommandGroup.of(new PlanCommand(console), commands, wanted);
	}

	@Override
	public Integer call() {
		return showHelp();
	}
}
