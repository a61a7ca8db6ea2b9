package backtrac.cli.remote;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

import backtrac.api.job.Progress;
import backtrac.api.job.Progress.Phase;
import backtrac.cli.command.Exit;
import backtrac.cli.console.Console;
import backtrac.cli.console.Failure;
import backtrac.cli.console.ProgressBar;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.LogEntry;
import backtrac.xmlrpc.remote.LogFilter;
import backtrac.xmlrpc.remote.RpcFault;
import backtrac.xmlrpc.remote.RunApi;
import backtrac.xmlrpc.remote.RunStatus;

/** Waits for the end of a run, and shows how far it is and what it has to tell meanwhile. */
public final class RunFollower {

	/** Where lines of the log go. */
	@FunctionalInterface
	interface LogLines {

		/** Leaves the log alone. */
		LogLines NONE = _ -> {
		};

		void show(LogEntry entry) throws IOException;
	}

	private static final int POLL_MILLIS = 200;
	/** Whatever the server does. */
	private static final Duration BETWEEN_POLLS = Duration.ofMillis(POLL_MILLIS);
	/** While the server cannot tell, as when its catalog's database is away: a minute, and what the calls take. */
	private static final int MOST_TRIES = 30;
	private static final Duration BETWEEN_TRIES = Duration.ofSeconds(2);

	private final Console console;
	private final RunApi runs;
	private final LogLines lines;
	private final Time time;
	private LogFilter filter;

	public RunFollower(Console console, RunApi runs) {
		this(console, runs, null, LogLines.NONE);
	}

	/** @param filter which lines of the log to show; null for none */
	RunFollower(Console console, RunApi runs, LogFilter filter, LogLines lines) {
		this(console, runs, filter, lines, Time.SYSTEM);
	}

	RunFollower(Console console, RunApi runs, LogFilter filter, LogLines lines, Time time) {
		this.console = console;
		this.runs = runs;
		this.filter = filter;
		this.lines = lines;
		this.time = time;
	}

	/**
	 * Returns how the run ended.
	 *
	 * @throws RpcFault if the server cannot tell of the run, with {@link Fault#UNAVAILABLE} for a minute
	 */
	public RunStatus follow(String run) throws IOException, InterruptedException {
		ProgressBar bar = console.progressBar();
		int wait = console.terminal().columns() > 0 ? POLL_MILLIS : RunApi.LONGEST_WAIT_MS;
		try {
			RunStatus status = patiently(bar, () -> runs.poll(run, 0));
			while (!status.isOver()) {
				showNewLines(bar);
				bar.show(progress(status));
				status = next(bar, run, status, wait);
			}
			showNewLines(bar);
			return status;
		} finally {
			bar.clear();
		}
	}

	/** Waits here if the server does not, as when too many wait there. */
	private RunStatus next(ProgressBar bar, String run, RunStatus before, int wait) throws InterruptedException {
		long asked = time.nanoTime();
		RunStatus status = patiently(bar, () -> runs.poll(run, wait));
		Duration left = BETWEEN_POLLS.minusNanos(time.nanoTime() - asked);
		boolean isNews = !status.state().equals(before.state()) || !status.phase().equals(before.phase());
		if (!isNews && left.isPositive()) {
			time.pass(left);
		}
		return status;
	}

	/** Shows the lines that have come since. */
	private void showNewLines(ProgressBar bar) throws IOException, InterruptedException {
		if (filter == null) {
			return;
		}
		List<LogEntry> page;
		do {
			page = patiently(bar, () -> runs.log(filter));
			for (LogEntry entry : page) {
				bar.clear();
				lines.show(entry);
				filter = filter.after(entry.id());
			}
		} while (page.size() >= filter.limit());
	}

	/** Asks again while the server cannot tell; the run goes on meanwhile. */
	private <T> T patiently(ProgressBar bar, Supplier<T> question) throws InterruptedException {
		for (int left = MOST_TRIES;; left--) {
			try {
				return question.get();
			} catch (RpcFault e) {
				if (!e.is(Fault.UNAVAILABLE) || left == 0) {
					throw e;
				}
				if (left == MOST_TRIES) {
					bar.clear();
					console.complain(e.getMessage() + ": waiting for it");
					console.err().flush();
				}
				time.pass(BETWEEN_TRIES);
			}
		}
	}

	/** The exit code for a run that has ended; what is wrong with it is said. */
	static int exit(Console console, String verb, RunStatus end) throws Failure {
		return switch (end.state()) {
		case "SUCCEEDED" -> Exit.DONE;
		case "PARTIAL" -> {
			console.complain(end.message());
			yield Exit.PARTIAL;
		}
		default -> throw new Failure(verb + " " + end.state().toLowerCase(Locale.ROOT) + (end.message().isEmpty() ? "" : ": " + end.message()));
		};
	}

	private static Progress progress(RunStatus s) {
		return new Progress(Phase.valueOf(s.phase()), s.filesDone(), s.bytesDone(), s.filesExpected(), s.bytesExpected(), s.bytesRead(),
				s.bytesPerSecond(), 0, s.remainingMs() < 0 ? null : Duration.ofMillis(s.remainingMs()), s.current());
	}
}
