package backtrac.cli.console;

import java.io.PrintStream;
import java.util.function.LongSupplier;

import backtrac.api.job.Progress;

/**
 * A line of a terminal that shows how far a run is, written anew at most five times a second. On what is no terminal
 * it writes nothing.
 *
 * <p>
 * Threads: all methods may be called by several threads at once.
 */
public final class ProgressBar {

	/** The least time between two drawings. */
	static final long INTERVAL_NANOS = 200_000_000;

	private static final String ERASE_TO_END = "\033[K";

	private final PrintStream err;
	private final Terminal terminal;
	private final LongSupplier nanoTime;
	private boolean drawn;
	private long drawnAt;

	/** @param nanoTime a clock such as {@link System#nanoTime} */
	ProgressBar(PrintStream err, Terminal terminal, LongSupplier nanoTime) {
		this.err = err;
		this.terminal = terminal;
		this.nanoTime = nanoTime;
	}

	/** Shows this, unless the last drawing is too fresh. */
	public synchronized void show(Progress progress) {
		int columns = terminal.columns();
		long now = nanoTime.getAsLong();
		if (columns <= 0 || drawn && now - drawnAt < INTERVAL_NANOS) {
			return;
		}
		// the last column stays free: a character there would make some terminals wrap
		err.print("\r" + ProgressLine.render(progress, columns - 1) + ERASE_TO_END);
		err.flush();
		drawn = true;
		drawnAt = now;
	}

	/** Takes the line away, so that something else can be written. */
	public synchronized void clear() {
		if (drawn) {
			err.print("\r" + ERASE_TO_END);
			err.flush();
			drawn = false;
		}
	}
}
