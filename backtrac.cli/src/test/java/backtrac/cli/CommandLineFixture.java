package backtrac.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

import backtrac.cli.command.Exit;
import backtrac.cli.console.Console;
import backtrac.cli.console.Terminal;
import backtrac.cli.installation.Installation;

/** Executes commands in this very process, as {@code bin/backtrac} would in its own, without a terminal. */
public final class CommandLineFixture {

	/** What a command left. */
	public record Result(int exit, byte[] bytes, String err) {

		public String out() {
			return new String(bytes, StandardCharsets.UTF_8);
		}

		public Result assertDone() {
			assertEquals(Exit.DONE, exit, err);
			return this;
		}

		/** One line on standard error that has these words, and nothing on standard output. */
		public Result assertComplaint(int expectedExit, String... words) {
			assertEquals(expectedExit, exit, err);
			assertEquals("", out());
			assertEquals(1, err.lines().count(), err);
			assertTrue(err.startsWith("backtrac: "), err);
			for (String word : words) {
				assertTrue(err.contains(word), () -> "'" + word + "' is missing in: " + err);
			}
			return this;
		}
	}

	private final Installation installation;
	private Optional<String> typed = Optional.empty();

	/** @param folder holds home and base */
	public CommandLineFixture(Path folder) {
		installation = new Installation(folder.resolve("home"), folder.resolve("base"));
	}

	/** What is typed from now on whenever a command asks; before, there is nobody to ask. */
	public void type(String answer) {
		typed = Optional.of(answer);
	}

	public Result run(Object... arguments) {
		return execute(false, "", arguments);
	}

	/** With a standard output that takes nothing, as a full disk. */
	public Result runInto(OutputStream full, Object... arguments) {
		return execute(false, "", full, arguments);
	}

	/** With a text on standard input. */
	public Result pipe(String input, Object... arguments) {
		return execute(false, input, arguments);
	}

	/** With BACKTRAC_DEBUG=1. */
	Result debug(Object... arguments) {
		return execute(true, "", arguments);
	}

	private Result execute(boolean debug, String input, Object[] arguments) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		Result result = execute(debug, input, out, arguments);
		return new Result(result.exit(), out.toByteArray(), result.err());
	}

	private Result execute(boolean debug, String input, OutputStream out, Object[] arguments) {
		ByteArrayOutputStream err = new ByteArrayOutputStream();
		ByteArrayInputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
		Console console = new Console(in, out, new PrintStream(err, false, StandardCharsets.UTF_8), () -> Terminal.NONE,
				_ -> Optional.empty(), _ -> typed);
		String[] words = new String[arguments.length];
		for (int i = 0; i < words.length; i++) {
			words[i] = arguments[i].toString();
		}
		int exit = new Main(console, installation, debug).execute(words);
		return new Result(exit, new byte[0], err.toString(StandardCharsets.UTF_8));
	}
}
