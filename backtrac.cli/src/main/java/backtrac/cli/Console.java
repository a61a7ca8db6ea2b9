package backtrac.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.ZoneId;
import java.util.function.Supplier;

/**
 * Where a command reads and writes: results go to standard output, progress and messages to standard error.
 */
final class Console {

	private final InputStream in;
	private final StandardOutput out;
	private final PrintStream err;
	private final Supplier<Terminal> findTerminal;
	private Terminal terminal;

	/** @param findTerminal finds the terminal behind {@code err}; asked only by commands that show progress */
	Console(InputStream in, OutputStream out, PrintStream err, Supplier<Terminal> findTerminal) {
		this.in = in;
		this.out = new StandardOutput(out);
		this.err = err;
		this.findTerminal = findTerminal;
	}

	InputStream in() {
		return in;
	}

	StandardOutput out() {
		return out;
	}

	PrintStream err() {
		return err;
	}

	/** A line for people, on standard error, without anything that a terminal would obey. */
	void say(String message) {
		err.println(Format.printable(message));
	}

	/** A line for people that tells of something wrong. */
	void complain(String message) {
		say("backtrac: " + message);
	}

	synchronized Terminal terminal() {
		if (terminal == null) {
			terminal = findTerminal.get();
		}
		return terminal;
	}

	ProgressBar progressBar() {
		return new ProgressBar(err, terminal(), System::nanoTime);
	}

	/** The zone of the times that people read. */
	ZoneId zone() {
		return ZoneId.systemDefault();
	}
}
