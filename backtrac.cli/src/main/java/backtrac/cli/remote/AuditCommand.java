package backtrac.cli.remote;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import backtrac.cli.command.Command;
import backtrac.cli.command.CommandGroup;
import backtrac.cli.console.Console;
import backtrac.cli.installation.Installation;
import picocli.CommandLine;

/** {@code backtrac audit} alone, and all that there is of it. */
@CommandLine.Command(name = "audit", header = "Who changed what on a server, or was refused.", synopsisSubcommandLabel = "COMMAND", //
		commandListHeading = "%nCommands:%n")
public final class AuditCommand extends Command {

	private AuditCommand(Console console) {
		super(console);
	}

	/** With its commands, of which only the wanted one is made: see {@link CommandGroup#of}. */
	public static CommandLine group(Console console, Installation installation, String wanted) {
		Map<String, Supplier<CommandLine>> commands = new LinkedHashMap<>();
		commands.put("list", () -> new CommandLine(new AuditList(console, installation)));
		return CommandGroup.of(new AuditCommand(console), commands, wanted);
	}

	@Override
	public Integer call() {
		return showHelp();
	}
}
