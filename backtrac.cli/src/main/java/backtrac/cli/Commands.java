package backtrac.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import picocli.CommandLine;
import picocli.CommandLine.Help;

/**
 * All commands there are. Of a command line that names one only that one is made: picocli looks at each with reflection,
 * which for all of them takes as long as the rest of a start.
 */
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
		commands.put("server", () -> group(new ServerCommand(console), serverCommands(), ofGroup));
		commands.put("client", () -> group(new ClientCommand(console), clientCommands(), ofGroup));
		commands.put("plan", () -> group(new PlanCommand(console), planCommands(), ofGroup));
		commands.put("run", () -> group(new RunCommand(console), runCommands(), ofGroup));
		commands.put("snapshot", () -> group(new SnapshotCommand(console), snapshotCommands(), ofGroup));
		commands.put("repo", () -> group(new RepoCommand(console), repoCommands(), ofGroup));
		commands.put("retention", () -> new CommandLine(new RetentionCommand(console)));
		commands.put("schedule", () -> new CommandLine(new ScheduleCommand(console)));
		CommandLine root = group(new RootCommand(console), commands, args.length > 0 ? args[0] : "");
		return root.setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF)) //
				.setOut(new PrintWriter(console.out(), false, StandardCharsets.UTF_8)) //
				.setErr(new PrintWriter(console.err(), false)) //
				.setUsageHelpLongOptionsMaxWidth(30) //
				.setUsageHelpWidth(100);
	}

	private Map<String, Supplier<CommandLine>> serverCommands() {
		Map<String, Supplier<CommandLine>> commands = new LinkedHashMap<>();
		commands.put("run", () -> new CommandLine(new ServerRun(console, installation)));
		commands.put("start", () -> new CommandLine(new ServerStart(console, installation)));
		commands.put("stop", () -> new CommandLine(new ServerStop(console, installation)));
		commands.put("status", () -> new CommandLine(new ServerStatusCommand(console, installation)));
		commands.put("pause", () -> new CommandLine(new ServerPause(console, installation)));
		commands.put("resume", () -> new CommandLine(new ServerResume(console, installation)));
		return commands;
	}

	private Map<String, Supplier<CommandLine>> clientCommands() {
		Map<String, Supplier<CommandLine>> commands = new LinkedHashMap<>();
		commands.put("list", () -> new CommandLine(new ClientList(console, installation)));
		commands.put("add", () -> new CommandLine(new ClientAdd(console, installation)));
		commands.put("pause", () -> new CommandLine(new ClientPause(console, installation)));
		commands.put("resume", () -> new CommandLine(new ClientResume(console, installation)));
		commands.put("remove", () -> new CommandLine(new ClientRemove(console, installation)));
		return commands;
	}

	private Map<String, Supplier<CommandLine>> planCommands() {
		Map<String, Supplier<CommandLine>> commands = new LinkedHashMap<>();
		commands.put("list", () -> new CommandLine(new PlanList(console, installation)));
		commands.put("show", () -> new CommandLine(new PlanShow(console, installation)));
		commands.put("add", () -> new CommandLine(new PlanAdd(console, installation)));
		commands.put("set", () -> new CommandLine(new PlanSet(console, installation)));
		commands.put("pause", () -> new CommandLine(new PlanPause(console, installation)));
		commands.put("resume", () -> new CommandLine(new PlanResume(console, installation)));
		commands.put("remove", () -> new CommandLine(new PlanRemove(console, installation)));
		commands.put("next", () -> new CommandLine(new PlanNext(console, installation)));
		return commands;
	}

	private Map<String, Supplier<CommandLine>> runCommands() {
		Map<String, Supplier<CommandLine>> commands = new LinkedHashMap<>();
		commands.put("list", () -> new CommandLine(new RunList(console, installation)));
		commands.put("start", () -> new CommandLine(new RunStart(console, installation)));
		commands.put("show", () -> new CommandLine(new RunShow(console, installation)));
		commands.put("log", () -> new CommandLine(new RunLogCommand(console, installation)));
		commands.put("cancel", () -> new CommandLine(new RunCancel(console, installation)));
		return commands;
	}

	private Map<String, Supplier<CommandLine>> snapshotCommands() {
		Map<String, Supplier<CommandLine>> commands = new LinkedHashMap<>();
		commands.put("list", () -> new CommandLine(new SnapshotList(console, installation)));
		commands.put("pin", () -> new CommandLine(new SnapshotPin(console, installation)));
		commands.put("unpin", () -> new CommandLine(new SnapshotUnpin(console, installation)));
		return commands;
	}

	private Map<String, Supplier<CommandLine>> repoCommands() {
		Map<String, Supplier<CommandLine>> commands = new LinkedHashMap<>();
		commands.put("init", () -> new CommandLine(new RepoInit(console)));
		commands.put("backup", () -> new CommandLine(new RepoBackup(console)));
		commands.put("import", () -> new CommandLine(new RepoImport(console)));
		commands.put("snapshots", () -> new CommandLine(new RepoSnapshots(console)));
		commands.put("ls", () -> new CommandLine(new RepoLs(console)));
		commands.put("cat", () -> new CommandLine(new RepoCat(console)));
		commands.put("diff", () -> new CommandLine(new RepoDiff(console)));
		commands.put("restore", () -> new CommandLine(new RepoRestore(console)));
		commands.put("export", () -> new CommandLine(new RepoExport(console)));
		commands.put("verify", () -> new CommandLine(new RepoVerify(console)));
		commands.put("scrub", () -> new CommandLine(new RepoScrub(console)));
		commands.put("rebuild", () -> new CommandLine(new RepoRebuild(console)));
		commands.put("trees", () -> new CommandLine(new RepoTrees(console)));
		commands.put("pin", () -> new CommandLine(new RepoPin(console)));
		commands.put("unpin", () -> new CommandLine(new RepoUnpin(console)));
		commands.put("forget", () -> new CommandLine(new RepoForget(console)));
		commands.put("prune", () -> new CommandLine(new RepoPrune(console)));
		return commands;
	}

	/** @param wanted the one that is named; if there is no such one, all are made, for the help */
	private static CommandLine group(Command command, Map<String, Supplier<CommandLine>> all, String wanted) {
		CommandLine group = new CommandLine(command);
		if (all.containsKey(wanted)) {
			return group.addSubcommand(all.get(wanted).get());
		}
		all.values().forEach(each -> group.addSubcommand(each.get()));
		return group;
	}
}
