package backtrac.cli;

import backtrac.cli.command.Command;
import backtrac.cli.console.Console;
import picocli.CommandLine;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;

/** {@code backtrac} alone. */
@CommandLine.Command(name = "backtrac", versionProvider = RootCommand.Version.class, synopsisSubcommandLabel = "COMMAND", //
		header = "Keeps copies of your computers' files: every run leaves a snapshot that looks like a plain copy.%n", //
		description = "%nBegin with 'backtrac quickstart DIR'. The repo commands work without a server.%n", //
		optionListHeading = "Options:%n", commandListHeading = "%nCommands:%n", //
		footer = { "", "Exit code: 0 done, 1 failed, 2 wrong usage, 3 done, but some files could not be read or written.",
				"BACKTRAC_BASE names the server's folder, BACKTRAC_JAVA_HOME the Java to use; BACKTRAC_DEBUG=1 shows where an error comes from." })
final class RootCommand extends Command {

	@Option(names = { "-V", "--version" }, versionHelp = true, description = "Show the version.")
	private boolean version;

	RootCommand(Console console) {
		super(console);
	}

	@Override
	public Integer call() {
		return showHelp();
	}

	/** The version of this jar and of the Java that runs it. */
	static final class Version implements IVersionProvider {
		@Override
		public String[] getVersion() {
			String version = Main.class.getPackage().getImplementationVersion();
			return new String[] { "backtrac " + (version == null ? "(not packaged)" : version) + " (Java " + System.getProperty("java.version") + ")" };
		}
	}
}
