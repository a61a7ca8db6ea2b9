package backtrac.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import backtrac.cli.command.CommandGroup;
import backtrac.cli.console.Console;
import backtrac.cli.installation.Installation;
import backtrac.cli.policy.RetentionCommand;
import backtrac.cli.policy.ScheduleCommand;
import backtrac.cli.remote.ClientCommand;
import backtrac.cli.remote.PlanCommand;
import backtrac.cli.remote.RunCommand;
import backtrac.cli.remote.SnapshotCommand;
import backtrac.cli.repo.RepoCommand;
import backtrac.cli.server.Quickstart;
import backtrac.cli.server.ServerCommand;
import picocli.CommandLine;
import picocli.CommandLine.Help;

/** All commands there are. */
final class Commands {

	private final Console console;
	private final Installation installation;

	Commands(Console console, Installation installation) {
		this.console = console;
		this.installation = installation;
	}

	/** What understands these arguments. */
	CommandLine forArguments(String... args) {
		Map<String, Supplier<CommandLine>> commands = new LinkedHashMap<>();
		String ofGroup = args.length > 1 ? args[1] : "";
		commands.put("quickstart", () -> new CommandLine(new Quickstart(console, installation)));
		commands.put("server", () -> ServerCommand.group(console, installation, ofGroup));
		commands.put("client", () -> ClientCommand.group(console, installation, ofGroup));
		commands.put("plan", () -> PlanCommand.group(console, installation, ofGroup));
		commands.put("run", () -> RunCommand.group(console, installation, ofGroup));
		commands.put("snapshot", () -> SnapshotCommand.group(console, installation, ofGroup));
		commands.put("repo", () -> RepoCommand.group(console, ofGroup));
		commands.put("retention", () -> new CommandLine(new RetentionCommand(console)));
		commands.put("schedule", () -> new CommandLine(new ScheduleCommand(console)));
		CommandLine root = CommandGroup.of(new RootCommand(console), commands, args.length > 0 ? args[0] : "");
		return root.setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF)) //
				.setOut(new PrintWriter(console.out(), false, StandardCharsets.UTF_8)) //
				.setErr(new PrintWriter(console.err(), false)) //
				.setUsageHelpLongOptionsMaxWidth(30) //
				.setUsageHelpWidth(100);
	}
}
