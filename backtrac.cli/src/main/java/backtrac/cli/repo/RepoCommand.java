package backtrac.cli.repo;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import backtrac.cli.command.Command;
import backtrac.cli.command.CommandGroup;
import backtrac.cli.console.Console;
import picocli.CommandLine;

/** {@code backtrac repo} alone, and all that there is of it. */
@CommandLine.Command(name = "repo", header = "Work on a repository's folder, without a server.", synopsisSubcommandLabel = "COMMAND", //
		commandListHeading = "%nCommands:%n", footer = { "",
				"SNAPSHOT is an id, a unique beginning of one, 'latest', or CLIENT/PLAN/TIME (TIME may be 'latest')." })
public final class RepoCommand extends Command {

	private RepoCommand(Console console) {
		super(console);
	}

	/** With its commands, of which only the wanted one is made: see {@link CommandGroup#of}. */
	public static CommandLine group(Console console, String wanted) {
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
		return CommandGroup.of(new RepoCommand(console), commands, wanted);
	}

	@Override
	public Integer call() {
		return showHelp();
	}
}
