package backtrac.cli.console;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Where a command reads and writes: results go to standard output, progress and messages to standard error.
 */
public final class Console {

	private final InputStream in;
	private final StandardOutput out;
	private final PrintStream err;
	private final Supplier<Terminal> findTerminal;
	private final Function<String, Optional<char[]>> askHidden;
	private final Function<String, Optional<String>> ask;
	private Terminal terminal;
	private BufferedReader lines;

	/** Without somebody to ask. */
	public Console(InputStream in, OutputStream out, PrintStream err, Supplier<Terminal> findTerminal) {
		this(in, out, err, findTerminal, _ -> Optional.empty(), _ -> Optional.empty());
	}

	/**
	 * @param findTerminal finds the terminal behind {@code err}; asked only by commands that show progress or a wide table
	 * @param askHidden    shows a prompt on a terminal and reads what is typed without showing it; empty if there is no terminal
	 * @param ask          the same for what may be seen
	 */
	public Console(InputStream in, OutputStream out, PrintStream err, Supplier<Terminal> findTerminal, Function<String, Optional<char[]>> askHidden,
			Function<String, Optional<String>> ask) {
		this.in = in;
		this.out = new StandardOutput(out);
		this.err = err;
		this.findTerminal = findTerminal;
		this.askHidden = askHidden;
		this.ask = ask;
	}

	public InputStream in() {
		return in;
	}

	public StandardOutput out() {
		return out;
	}

	public PrintStream err() {
		return err;
	}

	/**
	 * Asks for a secret: on the terminal, else it is the next line of standard input.
	 *
	 * @throws Failure if there is none
	 */
	public String readSecret(String name) throws IOException {
		Optional<char[]> typed = askHidden.apply(name + ": ");
		if (typed.isPresent()) {
			return new String(typed.get());
		}
		return nextLine(name);
	}

	private String nextLine(String name) throws IOException {
		if (lines == null) {
			lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
		}
		String line = lines.readLine();
		if (line == null) {
			throw new Failure("the secret '" + name + "' is missing: type it, or give it as a line of standard input");
		}
		return line;
	}

	/**
	 * Asks for a secret that nobody knows yet: on the terminal twice, as nobody sees what is typed.
	 *
	 * @throws Failure if there is none, or the two are not the same
	 */
	public String readNewSecret(String name) throws IOException {
		Optional<char[]> typed = askHidden.apply(name + ": ");
		if (typed.isEmpty()) {
			return nextLine(name);
		}
		Optional<char[]> again = askHidden.apply(name + ", again: ");
		if (again.isEmpty() || !Arrays.equals(typed.get(), again.get())) {
			throw new Failure("what was typed is not the same twice: try again");
		}
		return new String(typed.get());
	}

	/** What a person answers to a question; empty if nobody is there to ask. */
	public Optional<String> ask(String question) {
		return ask.apply(question);
	}

	/** A line for people, on standard error, without anything that a terminal would obey. */
	public void say(String message) {
		err.println(Format.printable(message));
	}

	/** A line for people that tells of something wrong. */
	public void complain(String message) {
		say("backtrac: " + message);
	}

	public synchronized Terminal terminal() {
		if (terminal == null) {
			terminal = findTerminal.get();
		}
		return terminal;
	}

	public ProgressBar progressBar() {
		return new ProgressBar(err, terminal(), System::nanoTime);
	}

	/** The zone of the times that people read. */
	public ZoneId zone() {
		return ZoneId.systemDefault();
	}
}
