package backtrac.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

import backtrac.api.job.Progress;
import backtrac.api.job.Progress.Phase;
import backtrac.xmlrpc.remote.LogEntry;
import backtrac.xmlrpc.remote.LogFilter;
import backtrac.xmlrpc.remote.RunApi;
import backtrac.xmlrpc.remote.RunStatus;

/** Waits for the end of a run, and shows how far it is and what it has to tell meanwhile. */
final class RunFollower {

	/** Where lines of the log go. */
	@FunctionalInterface
	interface LogLines {

		/** Leaves the log alone. */
		LogLines NONE = _ -> {
		};

		void show(LogEntry entry) throws IOException;
	}

	private static final int POLL_MILLIS = 200;

	private final Console console;
	private final RunApi runs;
	private final LogLines lines;
	private LogFilter filter;

	RunFollower(Console console, RunApi runs) {
		this(console, runs, null, LogLines.NONE);
	}

	/** @param filter which lines of the log to show; null for none */
	RunFollower(Console console, RunApi runs, LogFilter filter, LogLines lines) {
		this.console = console;
		this.runs = runs;
		this.filter = filter;
		this.lines = lines;
	}

	/** Returns how the run ended. */
	RunStatus follow(String run) throws IOException {
		ProgressBar bar = console.progressBar();
		int wait = console.terminal().columns() > 0 ? POLL_MILLIS : RunApi.LONGEST_WAIT_MS;
		try {
			RunStatus status = runs.poll(run, 0);
			while (!status.isOver()) {
				showNewLines(bar);
				bar.show(progress(status));
				status = runs.poll(run, wait);
			}
			showNewLines(bar);
			return status;
		} finally {
			bar.clear();
		}
	}

	/** Shows the lines that have come since. */
	private void showNewLines(ProgressBar bar) throws IOException {
		if (filter == null) {
			return;
		}
		List<LogEntry> page;
		do {
			page = runs.log(filter);
			for (LogEntry entry : page) {
				bar.clear();
				lines.show(entry);
				filter = filter.after(entry.id());
			}
		} while (page.size() >= filter.limit());
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
