package backtrac.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

import backtrac.cli.command.Errors;
import backtrac.cli.console.Console;
import backtrac.cli.console.SystemTerminal;
import backtrac.cli.installation.Installation;

/** The command line's entry: {@code bin/backtrac} starts it. */
public final class Main {

	private final Console console;
	private final Installation installation;
	private final boolean debug;

	/** @param debug whether errors come with their stack trace */
	Main(Console console, Installation installation, boolean debug) {
		this.console = console;
		this.installation = installation;
		this.debug = debug;
	}

	/** Executes one command and ends the virtual machine with its exit code. */
	public static void main(String[] args) {
		PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), false, StandardCharsets.UTF_8);
		Console console = new Console(new FileInputStream(FileDescriptor.in), new FileOutputStream(FileDescriptor.out), err, SystemTerminal::find,
				Main::askHidden, Main::ask);
		boolean debug = "1".equals(System.getenv("BACKTRAC_DEBUG"));
		System.exit(new Main(console, Installation.ofSystem(), debug).execute(args));
	}

	private static Optional<char[]> askHidden(String prompt) {
		java.io.Console terminal = System.console();
		return terminal == null || !terminal.isTerminal() ? Optional.empty() : Optional.ofNullable(terminal.readPassword("%s", prompt));
	}

	private static Optional<String> ask(String question) {
		java.io.Console terminal = System.console();
		return terminal == null || !terminal.isTerminal() ? Optional.empty() : Optional.of(Objects.requireNonNullElse(terminal.readLine("%s", question), ""));
	}

	/** Executes one command. Returns its exit code and never throws. */
	int execute(String... args) {
		Errors errors = new Errors(console, debug);
		try {
			int code = new Commands(console, installation).forArguments(args) //
					.setExecutionExceptionHandler(errors).setParameterExceptionHandler(errors).execute(args);
			console.out().flush();
			return code;
		} catch (IOException | RuntimeException | Error e) {
			return errors.handle(e);
		} finally {
			console.err().flush();
		}
	}
}
