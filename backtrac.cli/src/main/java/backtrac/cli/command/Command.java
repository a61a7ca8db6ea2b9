package backtrac.cli.command;

import java.util.concurrent.Callable;

import backtrac.cli.console.Console;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all commands have: a help text, a console, and an exit code. */
public abstract class Command implements Callable<Integer> {

	@Option(names = { "-h", "--help" }, usageHelp = true, description = "Show this help.")
	private boolean help;

	@Spec
	private CommandSpec spec;

	protected final Console console;

	protected Command(Console console) {
		this.console = console;
	}

	/** Wrong usage, found after the parser was content. */
	protected final ParameterException usage(String message) {
		return new ParameterException(spec.commandLine(), message);
	}

	/** For a command that only holds others: it says which. */
	protected final int showHelp() {
		spec.commandLine().usage(console.err());
		return Exit.USAGE;
	}
}
